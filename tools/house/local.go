package house

import (
	"go/ast"
	"go/token"
)

// localNames are the names that a function declares anywhere: receiver, parameters, results, variables.
// Scopes are not told apart; a local name that hides a package-level one is rare and itself poor style.
func localNames(fn *ast.FuncDecl) map[string]bool {
	names := map[string]bool{}
	addFields(names, fn.Recv)
	addFields(names, fn.Type.Params)
	addFields(names, fn.Type.Results)
	ast.Inspect(fn.Body, func(node ast.Node) bool {
		switch n := node.(type) {
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				addExprs(names, n.Lhs...)
			}
		case *ast.RangeStmt:
			if n.Tok == token.DEFINE {
				addExprs(names, n.Key, n.Value)
			}
		case *ast.ValueSpec:
			for _, name := range n.Names {
				names[name.Name] = true
			}
		case *ast.FuncLit:
			addFields(names, n.Type.Params)
			addFields(names, n.Type.Results)
		}
		return true
	})
	return names
}

func addFields(names map[string]bool, fields *ast.FieldList) {
	if fields == nil {
		return
	}
	for _, field := range fields.List {
		for _, name := range field.Names {
			names[name.Name] = true
		}
	}
}

func addExprs(names map[string]bool, exprs ...ast.Expr) {
	for _, expr := range exprs {
		if ident, ok := expr.(*ast.Ident); ok {
			names[ident.Name] = true
		}
	}
}

package house

import (
	"go/ast"
	"go/token"
	"strings"
)

// checkState refuses package-level variables that can change: those that the package
// writes to, those that exist to be written to, and those that another package could write to.
// What stays is data that is read only: sentinel errors, compiled expressions, tables, embedded files.
func checkState(sources []source) []Finding {
	written := map[string]bool{}
	for _, s := range sources {
		collectWrites(s.file, written)
	}
	var found []Finding
	for _, s := range sources {
		if s.test() {
			continue
		}
		for _, decl := range s.file.Decls {
			general, ok := decl.(*ast.GenDecl)
			if !ok || general.Tok != token.VAR {
				continue
			}
			for _, spec := range general.Specs {
				if variables, ok := spec.(*ast.ValueSpec); ok {
					found = append(found, s.checkVariables(variables, general, written)...)
				}
			}
		}
	}
	return found
}

func (s source) checkVariables(spec *ast.ValueSpec, decl *ast.GenDecl, written map[string]bool) []Finding {
	var found []Finding
	for _, name := range spec.Names {
		switch {
		case name.Name == "_":
		case embedded(spec, decl):
		case len(spec.Values) == 0:
			found = append(found, s.report(name.Pos(), "state", "%s has no value yet, so something must set it: pass it instead", name.Name)...)
		case written[name.Name]:
			found = append(found, s.report(name.Pos(), "state", "%s changes at run time: hold it in a value that is passed", name.Name)...)
		case name.IsExported() && !strings.HasPrefix(name.Name, "Err"):
			found = append(found, s.report(name.Pos(), "state", "%s can be set by any importer: use a constant or a function", name.Name)...)
		}
	}
	return found
}

func embedded(spec *ast.ValueSpec, decl *ast.GenDecl) bool {
	for _, group := range []*ast.CommentGroup{spec.Doc, decl.Doc} {
		if group == nil {
			continue
		}
		for _, comment := range group.List {
			if strings.HasPrefix(comment.Text, "//go:embed ") {
				return true
			}
		}
	}
	return false
}

// collectWrites notes every package-level name that a function assigns to, counts up, deletes
// from, clears, or takes the address of. Names that a function declares itself are its own.
func collectWrites(file *ast.File, written map[string]bool) {
	for _, decl := range file.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if !ok || fn.Body == nil {
			continue
		}
		local := localNames(fn)
		note := func(expr ast.Expr) {
			if name := rootName(expr); name != "" && !local[name] {
				written[name] = true
			}
		}
		ast.Inspect(fn.Body, func(node ast.Node) bool {
			switch n := node.(type) {
			case *ast.AssignStmt:
				if n.Tok != token.DEFINE {
					for _, left := range n.Lhs {
						note(left)
					}
				}
			case *ast.IncDecStmt:
				note(n.X)
			case *ast.UnaryExpr:
				if n.Op == token.AND {
					note(n.X)
				}
			case *ast.CallExpr:
				if callee, ok := n.Fun.(*ast.Ident); ok && (callee.Name == "delete" || callee.Name == "clear") && len(n.Args) > 0 {
					note(n.Args[0])
				}
			}
			return true
		})
	}
}

// rootName is x for x, x.f, x[i], *x and (x).
func rootName(expr ast.Expr) string {
	for {
		switch e := expr.(type) {
		case *ast.Ident:
			return e.Name
		case *ast.SelectorExpr:
			expr = e.X
		case *ast.IndexExpr:
			expr = e.X
		case *ast.StarExpr:
			expr = e.X
		case *ast.ParenExpr:
			expr = e.X
		default:
			return ""
		}
	}
}

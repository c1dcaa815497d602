package house

import (
	"go/ast"
	"path"
	"regexp"
	"slices"
	"strings"
)

// corpora is where the inputs of a package's fuzz targets are, each target's in a folder of its name.
const corpora = "/testdata/fuzz/"

// parsing matches functions that turn text or bytes into something else.
var parsing = regexp.MustCompile(`^([pP]arse|[dD]ecode|Unmarshal)([A-Z]|$)`)

// checkFuzz refuses what would let the list of fuzz targets fall behind the code: a decoder in a package without a
// target, a target without a committed corpus, and a corpus of a target that is gone.
func checkFuzz(sources []source, files []string) []Finding {
	var found []Finding
	targets := map[string][]string{} // by folder
	for _, s := range sources {
		for _, target := range fuzzTargets(s) {
			folder := path.Dir(s.name)
			targets[folder] = append(targets[folder], target.Name.Name)
			inputs := folder + corpora + target.Name.Name + "/"
			if !slices.ContainsFunc(files, func(name string) bool { return strings.HasPrefix(name, inputs) }) {
				found = append(found, s.report(target.Pos(), "corpus", "%s has no corpus: commit a few inputs below %s", target.Name.Name, inputs)...)
			}
		}
	}
	for _, name := range files {
		folder, input, ok := strings.Cut(name, corpora)
		target := path.Dir(input)
		if ok && !slices.Contains(targets[folder], target) {
			found = append(found, Finding{File: name, Rule: "corpus", Text: "no target " + target + " reads this input"})
		}
	}
	for _, s := range sources {
		if deployed(s.name) && !s.test() && len(targets[path.Dir(s.name)]) == 0 {
			found = append(found, checkDecoders(s)...)
		}
	}
	return found
}

// fuzzTargets are those of a test file.
func fuzzTargets(s source) []*ast.FuncDecl {
	if !strings.HasSuffix(s.name, "_test.go") {
		return nil
	}
	var targets []*ast.FuncDecl
	for _, decl := range s.file.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv == nil && strings.HasPrefix(fn.Name.Name, "Fuzz") {
			targets = append(targets, fn)
		}
	}
	return targets
}

// deployed says whether a file belongs to what runs in production.
func deployed(name string) bool {
	folder, _, _ := strings.Cut(name, "/")
	return slices.Contains([]string{"cmd", "internal", "proto", "services"}, folder)
}

// checkDecoders reports the decoders of a file whose package has no target.
func checkDecoders(s source) []Finding {
	var found []Finding
	ast.Inspect(s.file, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.FuncDecl:
			if parsing.MatchString(node.Name.Name) {
				found = append(found, s.report(node.Pos(), "fuzz", "%s parses, and no fuzz target of its package does", node.Name.Name)...)
			}
		case *ast.SelectorExpr:
			receiver, ok := node.X.(*ast.Ident)
			if !ok || node.Sel.Name != "Unmarshal" && node.Sel.Name != "NewDecoder" || s.imports[receiver.Name] == "" {
				return true
			}
			found = append(found, s.report(node.Pos(), "fuzz", "%s.%s, and its package has no fuzz target", receiver.Name, node.Sel.Name)...)
		}
		return true
	})
	return found
}

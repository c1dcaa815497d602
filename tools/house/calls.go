package house

import (
	"go/ast"
	"strings"
)

// processMain holds the body that all mains share: it makes the root context and exits the process.
const processMain = "internal/run/main.go"

// checkCalls refuses calls that are wrong by where they stand.
func checkCalls(s source) []Finding {
	var found []Finding
	for _, decl := range s.file.Decls {
		ast.Inspect(decl, func(node ast.Node) bool {
			selector, ok := node.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if receiver, ok := selector.X.(*ast.Ident); ok {
				found = append(found, s.checkCall(selector, s.imports[receiver.Name]+"."+selector.Sel.Name)...)
			}
			return true
		})
	}
	return found
}

func (s source) checkCall(at *ast.SelectorExpr, function string) []Finding {
	main := s.file.Name.Name == "main" || s.name == processMain
	switch function {
	case "time.Sleep":
		if s.test() {
			return s.report(at.Pos(), "sleep", "a test waits on a channel, a deadline poll or synctest, not on the clock")
		}
	case "context.Background", "context.TO" + "DO":
		if !main && !s.test() {
			return s.report(at.Pos(), "background", "%s outside main and tests: take ctx from the caller", function)
		}
	case "os.Exit", "log.Fatal", "log.Fatalf", "log.Fatalln":
		if !main && !s.test() {
			return s.report(at.Pos(), "exit", "%s outside main: return an error", function)
		}
	case "time.Now", "time.Since", "time.Until":
		if domain(s.name) && !s.test() {
			return s.report(at.Pos(), "clock", "%s in a domain package: take the time as an argument", function)
		}
	case "os.Getenv", "os.LookupEnv", "os.Environ":
		if domain(s.name) && !s.test() {
			return s.report(at.Pos(), "environment", "%s in a domain package: take the value as an argument", function)
		}
	}
	return nil
}

// Domain says whether the package at this path, relative to the repository's
// root, is a domain package of a service: pure, below services/X/internal, and none of the adapters.
func Domain(folder string) bool {
	parts := strings.Split(folder, "/")
	return len(parts) >= 4 && parts[0] == "services" && parts[2] == "internal" && !Adapter(folder)
}

// Adapter says whether the package at this path connects a service's domain to the world.
func Adapter(folder string) bool {
	parts := strings.Split(folder, "/")
	if len(parts) < 4 || parts[0] != "services" || parts[2] != "internal" {
		return false
	}
	switch parts[3] {
	case "fetch", "gauge", "poll", "worker", "rpcapi", "source", "store":
		return true
	}
	return false
}

func domain(file string) bool {
	return Domain(file[:max(strings.LastIndex(file, "/"), 0)])
}

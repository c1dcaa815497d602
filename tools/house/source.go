package house

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Limits of size, in lines. Tests may have longer functions: tables are read, not followed.
const (
	maxFileLines     = 400
	maxMainLines     = 40
	maxFunctionLines = 60
	maxTestLines     = 120
)

// examples are programs in one file, so that they can be copied.
const examples = "docs/examples/"

// source is one parsed file and what its rules depend on.
type source struct {
	name    string
	set     *token.FileSet
	file    *ast.File
	imports map[string]string // import path by the name that the file uses
	allowed map[string]map[int]bool
}

var allowComment = regexp.MustCompile(`^//house:allow ([a-z]+): \S`)

func newSource(name string, set *token.FileSet, file *ast.File) source {
	s := source{name: name, set: set, file: file, imports: map[string]string{}, allowed: map[string]map[int]bool{}}
	for _, spec := range file.Imports {
		target := strings.Trim(spec.Path.Value, `"`)
		local := path.Base(target)
		if spec.Name != nil {
			local = spec.Name.Name
		}
		s.imports[local] = target
	}
	for _, group := range file.Comments {
		for _, comment := range group.List {
			if m := allowComment.FindStringSubmatch(comment.Text); m != nil {
				if s.allowed[m[1]] == nil {
					s.allowed[m[1]] = map[int]bool{}
				}
				line := set.Position(comment.Pos()).Line
				s.allowed[m[1]][line] = true
				s.allowed[m[1]][line+1] = true
			}
		}
	}
	return s
}

// test says whether the file serves tests only: a test file, or a package such as bustest.
func (s source) test() bool {
	return strings.HasSuffix(s.name, "_test.go") || strings.HasSuffix(s.file.Name.Name, "test")
}

func (s source) line(pos token.Pos) int { return s.set.Position(pos).Line }

// report makes a finding, or none where a comment allows it.
func (s source) report(pos token.Pos, rule, format string, args ...any) []Finding {
	line := s.line(pos)
	if s.allowed[rule][line] {
		return nil
	}
	return []Finding{{File: s.name, Line: line, Rule: rule, Text: fmt.Sprintf(format, args...)}}
}

func checkSource(s source) []Finding {
	return slices.Concat(checkName(s), checkSize(s), checkCalls(s), checkInit(s), checkModes(s))
}

// checkName refuses packages that are named after nothing.
func checkName(s source) []Finding {
	name := strings.TrimSuffix(s.file.Name.Name, "_test")
	switch name {
	case "util", "utils", "common", "helper", "helpers", "base", "type", "types", "misc", "shared":
		return s.report(s.file.Name.Pos(), "name", "package %s is a grab-bag: name it by what it gives", name)
	}
	return nil
}

func checkSize(s source) []Finding {
	var found []Finding
	lines := s.set.File(s.file.Pos()).LineCount()
	if lines > maxFileLines {
		found = append(found, s.report(s.file.Package, "size", "file has %d lines, at most %d", lines, maxFileLines)...)
	}
	limit := maxFunctionLines
	if s.test() {
		limit = maxTestLines
	}
	for _, decl := range s.file.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if !ok {
			continue
		}
		if n := s.line(fn.End()) - s.line(fn.Pos()) + 1; n > limit {
			found = append(found, s.report(fn.Pos(), "size", "%s has %d lines, at most %d", fn.Name.Name, n, limit)...)
		}
		if s.file.Name.Name == "main" && fn.Recv == nil && fn.Name.Name == "main" && lines > maxMainLines && !strings.HasPrefix(s.name, examples) {
			found = append(found, s.report(fn.Pos(), "size", "the file of main has %d lines, at most %d", lines, maxMainLines)...)
		}
	}
	return found
}

func checkInit(s source) []Finding {
	var found []Finding
	for _, decl := range s.file.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
			found = append(found, s.report(fn.Pos(), "init", "init runs behind the reader's back: construct explicitly")...)
		}
	}
	return found
}

// topology matches names by which code would ask in which topology it runs.
var topology = regexp.MustCompile(`(?i)(all_?in_?one|single_?(binary|process)|standalone|monolith|distributed)`)

// checkModes refuses services that know how they are run: they get a connection, a listener and a logger.
func checkModes(s source) []Finding {
	if !strings.HasPrefix(s.name, "services/") {
		return nil
	}
	var found []Finding
	ast.Inspect(s.file, func(node ast.Node) bool {
		if name, ok := node.(*ast.Ident); ok && topology.MatchString(name.Name) {
			found = append(found, s.report(name.Pos(), "mode", "%s: a service does not know in which topology it runs", name.Name)...)
		}
		return true
	})
	return found
}

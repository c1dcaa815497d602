// Package house checks the rules of the project's style that no stock linter
// knows: no sleeping tests, no hidden state, small files, no machine paths, a fuzz
// target and its corpus for every decoder.
//
// A rule that would make one place worse is lifted there, and only there, by a
// comment on the same line or the line above:
//
//	//house:allow RULE: why this place needs it
package house

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Finding is one violation of one rule.
type Finding struct {
	// File is the path relative to the root that was checked, with slashes.
	File string
	// Line is counted from 1; 0 speaks of the file as a whole.
	Line int
	// Rule is the name that an allow comment would carry.
	Rule string
	// Text says what is wrong.
	Text string
}

// String formats the finding as compilers do.
func (f Finding) String() string {
	return fmt.Sprintf("%s:%d: %s: %s", f.File, f.Line, f.Rule, f.Text)
}

// Check applies every rule to the files and returns the findings sorted by file and line.
// The paths in files are relative to root and use slashes.
func Check(root string, files []string) ([]Finding, error) {
	var found []Finding
	var all []source
	packages := map[string][]source{}
	for _, name := range files {
		data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		if errors.Is(err, os.ErrNotExist) {
			continue // deleted in the working tree, still in the index
		}
		if err != nil {
			return nil, fmt.Errorf("read source: %w", err)
		}
		found = append(found, checkText(name, data)...)
		if !strings.HasSuffix(name, ".go") || generated(name) {
			continue
		}
		src, err := parse(name, data)
		if err != nil {
			return nil, err
		}
		found = append(found, checkSource(src)...)
		all = append(all, src)
		key := path.Dir(name) + " " + src.file.Name.Name
		packages[key] = append(packages[key], src)
	}
	for _, sources := range packages {
		found = append(found, checkState(sources)...)
	}
	found = append(found, checkFuzz(all, files)...)
	slices.SortFunc(found, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Text, b.Text))
	})
	return slices.Compact(found), nil
}

// Files lists what git tracks or would track below root, sorted, with slashes.
func Files(ctx context.Context, root string) ([]string, error) {
	command := exec.CommandContext(ctx, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	command.Dir = root
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("list files: %w", err)
	}
	files := strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
	slices.Sort(files)
	return slices.Compact(files), nil
}

func generated(name string) bool {
	return strings.HasPrefix(name, "proto/gen/") || strings.Contains(name, "/testdata/")
}

func parse(name string, data []byte) (source, error) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, data, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return source{}, fmt.Errorf("parse source: %w", err)
	}
	return newSource(name, set, file), nil
}

// Package depdoc compares the direct dependencies of every module with the
// table that gives their reasons, docs/dependencies.md.
package depdoc

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
)

// Table is where the reasons stand, relative to the repository's root.
const Table = "docs/dependencies.md"

// own is the prefix of the modules of this repository.
const own = "github.com/barograph/barograph/"

// row is `| module | version | why |`, the module and the version in backquotes.
var row = regexp.MustCompile("^\\| `([^`]+)` \\| `([^`]+)` \\| (.*\\S) \\|$")

// Check returns one line for every direct dependency or pinned tool of a go.mod among files that
// the table lacks or gives in another version, and for every row that nothing requires any more.
func Check(root string, files []string) ([]string, error) {
	required := map[string][]string{} // module and version -> the go.mod files that require it
	for _, name := range files {
		if path.Base(name) != "go.mod" {
			continue
		}
		direct, err := requires(filepath.Join(root, filepath.FromSlash(name)))
		if err != nil {
			return nil, err
		}
		for _, d := range direct {
			required[d] = append(required[d], name)
		}
	}
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(Table)))
	if err != nil {
		return nil, fmt.Errorf("read table: %w", err)
	}
	return compare(required, documented(string(data))), nil
}

func documented(text string) map[string]int {
	rows := map[string]int{}
	for i, line := range strings.Split(text, "\n") {
		if m := row.FindStringSubmatch(line); m != nil {
			rows[m[1]+" "+m[2]] = i + 1
		}
	}
	return rows
}

func compare(required map[string][]string, rows map[string]int) []string {
	var lines []string
	for dependency, where := range required {
		if rows[dependency] == 0 {
			lines = append(lines, fmt.Sprintf("%s:0: dependency: %s is required by %s and has no row here", Table, dependency, strings.Join(where, ", ")))
		}
	}
	for dependency, line := range rows {
		if len(required[dependency]) == 0 {
			lines = append(lines, fmt.Sprintf("%s:%d: dependency: no module requires %s any more", Table, line, dependency))
		}
	}
	slices.Sort(lines)
	return lines
}

// requires lists `module version` for the direct requirements of a go.mod and the modules of its tools.
func requires(name string) ([]string, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read go.mod: %w", err)
	}
	file, err := modfile.Parse(name, data, nil)
	if err != nil {
		return nil, fmt.Errorf("parse go.mod: %w", err)
	}
	var direct []string
	for _, require := range file.Require {
		module := require.Mod.Path
		if strings.HasPrefix(module, own) || require.Indirect && !holdsTool(module, file) {
			continue
		}
		direct = append(direct, module+" "+require.Mod.Version)
	}
	return direct, nil
}

// holdsTool says whether one of the tools lies in the module: go.mod marks these as indirect.
// A tool belongs to the longest required module path that its own begins with.
func holdsTool(module string, file *modfile.File) bool {
	for _, tool := range file.Tool {
		holder := ""
		for _, require := range file.Require {
			path := require.Mod.Path
			if (tool.Path == path || strings.HasPrefix(tool.Path, path+"/")) && len(path) > len(holder) {
				holder = path
			}
		}
		if holder == module {
			return true
		}
	}
	return false
}

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
		if strings.HasPrefix(module, own) || require.Indirect && !ofTool(module, file.Tool) {
			continue
		}
		direct = append(direct, module+" "+require.Mod.Version)
	}
	return direct, nil
}

// ofTool says whether the module holds one of the tools: go.mod marks these as indirect.
func ofTool(module string, tools []*modfile.Tool) bool {
	return slices.ContainsFunc(tools, func(tool *modfile.Tool) bool {
		return tool.Path == module || strings.HasPrefix(tool.Path, module+"/")
	})
}

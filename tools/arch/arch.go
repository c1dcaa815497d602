// Package arch checks who may import whom, over what `go list` says of the
// workspace. The rules are those of docs/architecture.md, with their numbers.
package arch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
)

// Module is the prefix of every import path of the repository.
const Module = "github.com/barograph/barograph/"

// Package is what the rules need of one package of the workspace.
type Package struct {
	// ImportPath as in Go source.
	ImportPath string
	// Name of the package clause; main for a program.
	Name string
	// Standard is set for packages of the standard library.
	Standard bool
	// Imports of the files that are built into a binary, tests left out.
	Imports []string
	// Deps are all packages that end up in a binary with this one.
	Deps []string
}

// folder is the path relative to the repository's root.
func (p Package) folder() string { return strings.TrimPrefix(p.ImportPath, Module) }

// Load lists every package of the workspace at root.
func Load(ctx context.Context, root string) ([]Package, error) {
	command := exec.CommandContext(ctx, "go", "list", "-json=ImportPath,Name,Standard,Imports,Deps", "work")
	command.Dir = root
	command.Env = append(command.Environ(), "GOWORK=") // the workspace, even where the caller left it
	var failure bytes.Buffer
	command.Stderr = &failure
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("list packages: %w: %s", err, failure.String())
	}
	var packages []Package
	decoder := json.NewDecoder(bytes.NewReader(out))
	for {
		var p Package
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return packages, nil
		} else if err != nil {
			return nil, fmt.Errorf("decode package: %w", err)
		}
		if strings.HasPrefix(p.ImportPath, Module) {
			packages = append(packages, p)
		}
	}
}

// Check returns one sorted line for every import that a rule forbids.
func Check(packages []Package) []string {
	var lines []string
	for _, p := range packages {
		for _, rule := range rules {
			for _, fault := range rule.check(p) {
				lines = append(lines, fmt.Sprintf("%s: rule %d: %s", p.folder(), rule.number, fault))
			}
		}
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

// Package compiled lists the modules whose code a program holds, and the
// folders that the code comes from.
package compiled

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/version"
	"io"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Standard is the module path under which the standard library is listed.
const Standard = "std"

// Module is a module of others, in one version, of which at least one package is compiled.
type Module struct {
	// Path is the module path; Standard for the library that comes with Go.
	Path string
	// Version is the version that was selected; for the standard library that of the language, "go1.26".
	Version string
	// Dir is the folder that holds the module's root.
	Dir string
	// Folders are the folders below Dir, with slashes, that packages were compiled from; "." is the root.
	Folders []string
	// Programs are the names of the programs that hold it.
	Programs []string
}

// Program is a main package of the workspace.
type Program struct {
	// Name is what its binary is called.
	Name string
	// Package is its folder relative to the workspace, "./cmd/barograph".
	Package string
}

// Platforms are those that releases are made for, as GOOS/GOARCH.
func Platforms() []string {
	return []string{"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64"}
}

// Programs are those that releases and images ship.
func Programs() []Program {
	return []Program{
		{"barograph", "./cmd/barograph"},
		{"ingest", "./services/ingest/cmd/ingest"},
		{"nlp", "./services/nlp/cmd/nlp"},
		{"aggregate", "./services/aggregate/cmd/aggregate"},
	}
}

// listed is what `go list -json` says of a package.
type listed struct {
	Dir        string
	ImportPath string
	Standard   bool
	Module     *struct {
		Path, Version, Dir string
		Main               bool
		Replace            *struct{ Path, Version, Dir string }
	}
}

// Modules lists the modules of others in any of the programs on any of the platforms, sorted by path.
// What the workspace at root itself holds is left out, under whatever module path.
func Modules(ctx context.Context, root string, programs []Program, platforms []string) ([]Module, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, fmt.Errorf("find root: %w", err)
	}
	language, err := toolchain(ctx, root)
	if err != nil {
		return nil, err
	}
	found := map[string]*Module{}
	for _, program := range programs {
		for _, platform := range platforms {
			packages, err := list(ctx, root, program.Package, platform)
			if err != nil {
				return nil, err
			}
			for _, p := range packages {
				note(found, p, program.Name, root, language)
			}
		}
	}
	modules := make([]Module, 0, len(found))
	for _, module := range slices.Collect(maps.Values(found)) {
		slices.Sort(module.Folders)
		slices.Sort(module.Programs)
		modules = append(modules, *module)
	}
	slices.SortFunc(modules, func(a, b Module) int { return cmp.Compare(a.Path, b.Path) })
	return modules, nil
}

// note adds a package to its module, unless it is the workspace's own.
func note(found map[string]*Module, p listed, program, root, language string) {
	module := Module{Path: Standard, Version: language}
	folder := "."
	if !p.Standard {
		if p.Module == nil {
			return
		}
		module = Module{Path: p.Module.Path, Version: p.Module.Version, Dir: p.Module.Dir}
		if p.Module.Replace != nil {
			module.Version = p.Module.Replace.Version
		}
		if within(root, module.Dir) {
			return
		}
		relative, err := filepath.Rel(module.Dir, p.Dir)
		if err != nil {
			return
		}
		folder = filepath.ToSlash(relative)
	} else {
		module.Dir = goroot(p)
	}
	if found[module.Path] == nil {
		found[module.Path] = &module
	}
	into := found[module.Path]
	if !slices.Contains(into.Folders, folder) {
		into.Folders = append(into.Folders, folder)
	}
	if !slices.Contains(into.Programs, program) {
		into.Programs = append(into.Programs, program)
	}
}

// goroot is the folder of the toolchain that a package of the standard library lies in.
func goroot(p listed) string {
	return filepath.Dir(strings.TrimSuffix(filepath.ToSlash(p.Dir), path.Join("/", p.ImportPath)))
}

func within(root, dir string) bool {
	return dir == root || strings.HasPrefix(dir, root+string(filepath.Separator))
}

func toolchain(ctx context.Context, root string) (string, error) {
	out, err := run(ctx, root, nil, "env", "GOVERSION")
	return version.Lang(strings.TrimSpace(string(out))), err
}

func list(ctx context.Context, root, program, platform string) ([]listed, error) {
	system, architecture, ok := strings.Cut(platform, "/")
	if !ok {
		return nil, fmt.Errorf("platform %q is not GOOS/GOARCH", platform)
	}
	out, err := run(ctx, root, []string{"GOOS=" + system, "GOARCH=" + architecture},
		"list", "-deps", "-json=Dir,ImportPath,Standard,Module", program)
	if err != nil {
		return nil, fmt.Errorf("list packages of %s: %w", program, err)
	}
	var packages []listed
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return packages, nil
		} else if err != nil {
			return nil, fmt.Errorf("decode list of packages: %w", err)
		}
		packages = append(packages, p)
	}
}

// run calls the go command in the workspace, which a tool's own module lies outside of.
func run(ctx context.Context, root string, env []string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOWORK="+filepath.Join(root, "go.work"))
	cmd.Env = append(cmd.Env, env...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s: %w", args[0], err)
	}
	return out, nil
}

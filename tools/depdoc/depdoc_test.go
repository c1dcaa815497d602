package depdoc_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/barograph/barograph/tools/depdoc"
)

const goMod = `module example.org/a

go 1.26

tool example.org/tool/cmd/t

require (
	example.org/b v1.2.3
	example.org/indirect v1.0.0 // indirect
	example.org/tool v0.1.0 // indirect
	example.org v0.0.1 // indirect
	github.com/barograph/barograph/proto v0.0.0
)
`

func TestCheck(t *testing.T) {
	const b, tool = "| `example.org/b` | `v1.2.3` | counts |\n", "| `example.org/tool` | `v0.1.0` | draws |\n"
	cases := []struct {
		name, table string
		want        string // part of the one line; empty for none
	}{
		{"complete", b + tool, ""},
		{"missing", tool, "example.org/b v1.2.3 is required by a/go.mod"},
		{"missing tool", b, "example.org/tool v0.1.0 is required"},
		{"stale", b + tool + "| `example.org/c` | `v1.0.0` | was once |\n", ":3: dependency: no module requires example.org/c v1.0.0"},
		{"without a reason", b + "| `example.org/tool` | `v0.1.0` | |\n", "example.org/tool v0.1.0 is required"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			root := t.TempDir()
			write(t, filepath.Join(root, "a", "go.mod"), goMod)
			write(t, filepath.Join(root, "docs", "dependencies.md"), c.table)
			got, err := depdoc.Check(root, []string{"a/go.mod", "a/a.go"})
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case c.want == "" && len(got) != 0:
				t.Fatalf("unexpected lines %q", got)
			case c.want != "" && (len(got) != 1 || !strings.Contains(got[0], c.want)):
				t.Fatalf("got %q, want one line with %q", got, c.want)
			}
		})
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

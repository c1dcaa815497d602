// Package systemtest has what the tests of the whole system share, in whatever
// shape they run it: the programs, articles about the demo's catalogue, and what
// the stream of articles holds. It is for tests only: no program may import it.
package systemtest

import (
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/demo"
)

// Module is where our packages are.
const Module = "github.com/barograph/barograph"

// Build builds programs into a folder of the test and returns the folder. Each
// is the path of a main package; its program has the name that `go build` gives.
func Build(t testing.TB, packages ...string) string {
	t.Helper()
	dir := t.TempDir()
	command := exec.CommandContext(t.Context(), "go", append([]string{"build", "-trimpath", "-o", dir + string(filepath.Separator)}, packages...)...)
	command.Env = append(os.Environ(), "CGO_ENABLED=0") // as `make build` does, whose results the cache has
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return dir
}

// Barograph builds the command and returns its path.
func Barograph(t testing.TB) string {
	t.Helper()
	program := Module + "/cmd/barograph"
	return filepath.Join(Build(t, program), path.Base(program))
}

// OpenCatalogue writes the demo's catalogue with questions that are open now,
// and returns the path of the file.
func OpenCatalogue(t testing.TB) string {
	t.Helper()
	text, err := demo.CatalogueFile()
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	text = regexp.MustCompile(`start: [0-9-]+`).ReplaceAll(text, []byte("start: "+now.AddDate(0, -2, 0).Format(time.DateOnly)))
	text = regexp.MustCompile(`by: [0-9-]+`).ReplaceAll(text, []byte("by: "+now.AddDate(1, 0, 0).Format(time.DateOnly)))
	file := filepath.Join(t.TempDir(), "catalog.yaml")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

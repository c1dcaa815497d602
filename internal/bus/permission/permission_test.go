package permission_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/barograph/barograph/internal/bus/permission"
)

var update = flag.Bool("update", false, "write the files that are generated")

// TestFileIsCurrent compares what servers are given with what the services need.
func TestFileIsCurrent(t *testing.T) {
	path := filepath.Join("..", "..", "..", "deploy", "nats", permission.File)
	if *update {
		if err := os.WriteFile(path, permission.Config(), 0o644); err != nil { //nolint:gosec // no secrets are in it
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got, permission.Config()) {
		t.Errorf("%s is not what the list says (%v): go test ./internal/bus/permission -update", path, err)
	}
}

func TestNoPermissionIsListedTwice(t *testing.T) {
	for _, u := range permission.Users() {
		for _, list := range [][]string{u.Publish, u.Subscribe} {
			sorted := slices.Sorted(slices.Values(list))
			if once := slices.Compact(slices.Clone(sorted)); len(once) != len(sorted) {
				t.Errorf("%s: %d of %d are repeated", u.Name, len(sorted)-len(once), len(sorted))
			}
		}
	}
}

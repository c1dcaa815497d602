//go:build unix

package articlefile_test

import (
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"github.com/barograph/barograph/cmd/barograph/internal/articlefile"
)

// TestFoldersAreReadWithoutPipesAndDevices: nothing in a folder that is handed
// over holds the command up or never ends.
func TestFoldersAreReadWithoutPipesAndDevices(t *testing.T) {
	dir := t.TempDir()
	real := filepath.Join(dir, "a.txt")
	if err := os.WriteFile(real, []byte("An article."), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.json"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, target := range map[string]string{"zero.txt": "/dev/zero", "link.txt": real, "loop": dir} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	got, err := articlefile.Expand(dir)
	if want := []string{real, filepath.Join(dir, "link.txt")}; err != nil || !slices.Equal(got, want) {
		t.Errorf("Expand = %q, %v; want %q", got, err, want)
	}
}

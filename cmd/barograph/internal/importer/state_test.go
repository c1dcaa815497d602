package importer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/barograph/barograph/cmd/barograph/internal/importer"
)

// TestStateIsAFile: what is no file, or far too great, is told at once: it is
// neither waited for nor read.
func TestStateIsAFile(t *testing.T) {
	t.Parallel()
	huge := filepath.Join(t.TempDir(), "state.json")
	if err := os.WriteFile(huge, make([]byte, 1<<20+1), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{t.TempDir(), os.DevNull, huge} {
		if _, err := importer.LoadState(path); err == nil || !strings.Contains(err.Error(), path+" is not a file of at most 1048576 bytes") {
			t.Errorf("%s: %v", path, err)
		}
	}
	if _, err := importer.LoadState(filepath.Join(t.TempDir(), "none.json")); err != nil {
		t.Errorf("a state that is not there: %v", err)
	}
}

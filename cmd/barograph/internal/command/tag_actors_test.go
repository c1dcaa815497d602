package command_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/barograph/barograph/cmd/barograph/internal/exit"
)

func TestTagWithOwnActors(t *testing.T) {
	dir := t.TempDir()
	catalog, article, actors := filepath.Join(dir, "catalog.yaml"), filepath.Join(dir, "piece.txt"), filepath.Join(dir, "actors.tsv")
	write(t, catalog, "initiatives:\n  - {id: red-sea, name: Red Sea Escort Mission}\n")
	write(t, article, "Portmere backs the Red Sea Escort Mission, officials said on Tuesday. It will pay for the ships of the Red Sea Escort Mission.\n")
	write(t, actors, "state\tXAL\tAldova\t-\tAldovan\tAldovans\tPortmere\t-\t-\n")
	args := append([]string{"tag", article, "--catalog", catalog, "-o", "json"}, nowhere()...)
	out, _, code, err := run(t, "", append(args, "--actors", actors)...)
	if err != nil || code != 0 || !strings.Contains(out, `"XAL"`) || !strings.Contains(out, "+actors.") {
		t.Errorf("exit %d, %v\n%s", code, err, out)
	}
	if out, _, _, _ = run(t, "", args...); strings.Contains(out, `"XAL"`) || strings.Contains(out, "+actors.") {
		t.Errorf("without the file\n%s", out)
	}
	write(t, actors, "state\tXAL\tAldova\n")
	if _, _, code, err = run(t, "", append(args, "--actors", actors)...); code != exit.Usage || err == nil || !strings.Contains(err.Error(), "actors.tsv:1:11: state record has 3 fields, want 9") {
		t.Errorf("exit %d, %v", code, err)
	}
}

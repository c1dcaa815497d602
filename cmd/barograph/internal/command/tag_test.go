package command_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTagExplains(t *testing.T) {
	dir := t.TempDir()
	catalog, article, page := filepath.Join(dir, "catalog.yaml"), filepath.Join(dir, "piece.txt"), filepath.Join(dir, "piece.html")
	write(t, catalog, "initiatives:\n  - {id: red-sea, name: Red Sea Escort Mission}\n")
	write(t, article, "Italy joins mission\n\nItaly will send 200 soldiers to the Red Sea Escort Mission, its defence minister said on Tuesday. It rained.\n")
	args := append([]string{"tag", "--explain", article, "--catalog", catalog}, nowhere()...)
	out, _, code, err := run(t, "", args...)
	if err != nil || code != 0 || !strings.Contains(out, "“Italy” = ITA") || !strings.Contains(out, "It rained.") {
		t.Fatalf("exit %d, %v\n%s", code, err, out)
	}
	out, _, code, err = run(t, "", append(args, "--sentence", "2")...)
	if err != nil || code != 0 || !strings.Contains(out, "Italy will send") || strings.Contains(out, "It rained.") {
		t.Errorf("one sentence: exit %d, %v\n%s", code, err, out)
	}
	out, notes, code, err := run(t, "", append(args, "--html", page)...)
	if err != nil || code != 0 || out != "" || !strings.Contains(notes, page) {
		t.Fatalf("page: exit %d, %v\n%s%s", code, err, out, notes)
	}
	written, err := os.ReadFile(page)
	if err != nil || !strings.Contains(string(written), `data-label="ITA"`) {
		t.Errorf("page: %v\n%s", err, written)
	}
	out, _, _, err = run(t, "", append(args, "--html", "-")...)
	if err != nil || out != string(written) {
		t.Errorf("page on standard output: %v", err)
	}
	if _, _, code, err = run(t, "", append(args, "--html", filepath.Join(dir, "none", "x.html"))...); code == 0 || err == nil {
		t.Errorf("a page that cannot be written: exit %d, %v", code, err)
	}
}

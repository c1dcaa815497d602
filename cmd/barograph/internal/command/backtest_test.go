package command_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestBacktest(t *testing.T) {
	dir := t.TempDir()
	catalog, in, out := filepath.Join(dir, "catalog.yaml"), filepath.Join(dir, "in"), filepath.Join(dir, "out")
	write(t, catalog, "initiatives:\n  - {id: a-watch, name: Harbour Watch Mission}\n  - {id: b-watch, name: Desert Watch Mission}\n")
	if err := os.Mkdir(in, 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(in, "2026-01-05-a.txt"), "Kenya pledged 500 soldiers to the Harbour Watch Mission.")
	write(t, filepath.Join(in, "2026-01-09-b.txt"), "Kenya withdrew its soldiers from the Harbour Watch Mission.")
	args := append([]string{"backtest", in, "--catalog", catalog, "--out", out}, nowhere()...)

	text, _, code, err := run(t, "", append(args, "--initiative", "a-watch")...)
	if err != nil || code != 0 || !strings.Contains(text, "2 articles, 2026-01-05 to 2026-01-09") {
		t.Fatalf("exit %d, %v\n%s", code, err, text)
	}
	table, err := os.ReadFile(filepath.Join(out, "backtest.csv"))
	if err != nil || strings.Count(string(table), "\n") != 1+5 {
		t.Errorf("%v: want a header and five days, got\n%s", err, table)
	}
	if plots, _ := filepath.Glob(filepath.Join(out, "*.svg")); len(plots) != 1 || filepath.Base(plots[0]) != "a-watch.svg" {
		t.Errorf("plots %v, want that of the one initiative", plots)
	}

	other, err := os.ReadFile("../../../../services/aggregate/internal/assess/model.yaml")
	if err != nil {
		t.Fatal(err)
	}
	model := filepath.Join(dir, "model.yaml")
	write(t, model, strings.Replace(string(other), "\nversion: ", "\nversion: ours/", 1))
	if text, _, code, err = run(t, "", append(args, "--model", model)...); code != 0 || !strings.Contains(text, "model ours/") {
		t.Errorf("another model: exit %d, %v\n%s", code, err, text)
	}
	write(t, model, "kappa: few")
	if _, _, code, err = run(t, "", append(args, "--model", model)...); code != 2 || err == nil || !strings.Contains(err.Error(), "model.yaml") {
		t.Errorf("no model: exit %d, %v", code, err)
	}

	write(t, filepath.Join(in, "undated.txt"), "Kenya pledged nothing.")
	_, notes, code, err := run(t, "", args...)
	if code != 1 || err == nil || !strings.Contains(notes, "undated.txt: no published time") {
		t.Errorf("exit %d, %v\n%s", code, err, notes)
	}
	if _, _, code, err = run(t, "", append(args, "--initiative", "none")...); code != 3 || err == nil {
		t.Errorf("an unknown initiative: exit %d, %v", code, err)
	}
}

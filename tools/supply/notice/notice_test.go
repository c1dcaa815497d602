package notice_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/licenseclassifier/v2/assets"

	"github.com/barograph/barograph/tools/supply/compiled"
	"github.com/barograph/barograph/tools/supply/licence"
	"github.com/barograph/barograph/tools/supply/notice"
)

// module lays a module with the text of a licence; an empty file is none.
func module(t *testing.T, path, file string) compiled.Module {
	t.Helper()
	dir := t.TempDir()
	if file != "" {
		text, err := assets.ReadLicenseFile(filepath.Join("License", filepath.FromSlash(file)))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "LICENSE"), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return compiled.Module{Path: path, Version: "v1.0.0", Dir: dir, Folders: []string{"."}, Programs: []string{"barograph"}}
}

func TestEveryFaultIsNamed(t *testing.T) {
	classifier, err := licence.NewClassifier()
	if err != nil {
		t.Fatal(err)
	}
	_, err = notice.Entries([]compiled.Module{module(t, "example.org/mit", "MIT/a.txt"), module(t, "example.org/gpl", "GPL-3.0/license.txt"), module(t, "example.org/none", "")}, classifier)
	if err == nil {
		t.Fatal("modules without an allowed licence passed")
	}
	for _, want := range []string{"example.org/gpl v1.0.0: not allowed: GPL-3.0", "example.org/none v1.0.0: no licence"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error %q lacks %q", err, want)
		}
	}
	if strings.Contains(err.Error(), "example.org/mit") {
		t.Errorf("error %q names a module that is in order", err)
	}
}

func TestTextsStandOnceUnderAllTheirModules(t *testing.T) {
	classifier, err := licence.NewClassifier()
	if err != nil {
		t.Fatal(err)
	}
	entries, err := notice.Entries([]compiled.Module{module(t, "example.org/a", "MIT/a.txt"), module(t, "example.org/b", "MIT/a.txt")}, classifier)
	if err != nil {
		t.Fatal(err)
	}
	root := filepath.Join("..", "..", "..")
	texts, err := notice.Texts(root, entries)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(string(texts), "Permission is hereby granted"); got != 1 {
		t.Errorf("the text stands there %d times", got)
	}
	for _, want := range []string{"example.org/a v1.0.0 LICENSE\nexample.org/b v1.0.0 LICENSE\n", "english.bin.gz", "CC BY-SA 4.0"} {
		if !strings.Contains(string(texts), want) {
			t.Errorf("texts lack %q", want)
		}
	}
	if table := string(notice.Table(entries)); !strings.Contains(table, "| `example.org/a` | `v1.0.0` | MIT | barograph |") {
		t.Errorf("table lacks a module:\n%s", table)
	}
}

func TestLicenceInTheTreeHasToBeListed(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{"LICENSE", "data/LICENSE.txt", "testdata/LICENSE", ".git/LICENSE"} {
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	unlisted, err := notice.Unlisted(root)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"data/LICENSE.txt"}; !slices.Equal(unlisted, want) {
		t.Errorf("unlisted are %q, want %q", unlisted, want)
	}
}

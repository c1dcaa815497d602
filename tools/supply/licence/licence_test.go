package licence_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/licenseclassifier/v2/assets"

	"github.com/barograph/barograph/tools/supply/licence"
)

// text is a licence as the classifier knows it.
func text(t *testing.T, name string) []byte {
	t.Helper()
	data, err := assets.ReadLicenseFile(filepath.Join("License", name, "license.txt"))
	if err != nil { // one of several spellings
		data, err = assets.ReadLicenseFile(filepath.Join("License", name, "a.txt"))
	}
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestFilesOfFoldersAndAbove(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{
		"LICENSE", "NOTICE.txt", "a/LICENSE-MIT", "a/b/COPYING", "c/LICENSE", "a/license.go", "a/b/licensed.txt", "a/b/x.go",
	} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	files, err := licence.Files(dir, []string{"a/b"})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, file := range files {
		got = append(got, file.Name)
	}
	if want := []string{"LICENSE", "NOTICE.txt", "a/LICENSE-MIT", "a/b/COPYING"}; !slices.Equal(got, want) {
		t.Errorf("files are %q, want %q: no code, no names that only look alike, nothing of folders that are not compiled", got, want)
	}
}

func TestNamesAndRefusals(t *testing.T) {
	classifier, err := licence.NewClassifier()
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name          string
		texts         []string
		want, refused []string
	}{
		{"permissive", []string{"MIT", "Apache-2.0"}, []string{"Apache-2.0", "MIT"}, nil},
		{"copyleft beside it", []string{"MIT", "GPL-3.0"}, []string{"GPL-3.0", "MIT"}, []string{"GPL-3.0"}},
		{"network copyleft", []string{"AGPL-3.0"}, []string{"AGPL-3.0"}, []string{"AGPL-3.0"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var files []licence.File
			for _, name := range c.texts {
				files = append(files, licence.File{Name: name, Text: text(t, name)})
			}
			got := classifier.Names(files)
			if !slices.Equal(got, c.want) || !slices.Equal(licence.Refused(got), c.refused) {
				t.Errorf("found %q, refused %q; want %q and %q", got, licence.Refused(got), c.want, c.refused)
			}
		})
	}
	if got := classifier.Names([]licence.File{{Name: "LICENSE", Text: []byte("All rights reserved. You may look at it.")}}); got != nil {
		t.Errorf("a text of no licence is said to be %q", got)
	}
}

// Package licence finds the licence texts that code comes with, and names the
// licences in them.
package licence

import (
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"

	classifier "github.com/google/licenseclassifier/v2"
	"github.com/google/licenseclassifier/v2/assets"
)

// File is one licence text or notice that has to be handed on.
type File struct {
	// Name is its path below the module's root, with slashes.
	Name string
	// Text is what it says.
	Text []byte
}

// name is what licence texts, notices and grants of patents are called.
var name = regexp.MustCompile(`(?i)^(un)?(licen[cs]es?|copying|copyright|notices?|patents)([-._][a-z0-9.]+)?$`)

// source is the name of a file that may be called like a licence and is code.
var source = regexp.MustCompile(`(?i)\.(go|s|c|h|py|js|sh|tmpl)$`)

// Named says whether a file of that name holds a licence or a notice.
func Named(file string) bool {
	return name.MatchString(file) && !source.MatchString(file)
}

// Files returns the licence files in the folders of a module and in those above them up to its root dir,
// sorted by name. Code that a module copied from others has its own beside it.
func Files(dir string, folders []string) ([]File, error) {
	all := map[string]bool{}
	for _, folder := range folders {
		for ; folder != "."; folder = path.Dir(folder) {
			all[folder] = true
		}
	}
	all["."] = true
	var files []File
	for _, folder := range slices.Sorted(maps.Keys(all)) {
		entries, err := os.ReadDir(filepath.Join(dir, filepath.FromSlash(folder)))
		if err != nil {
			return nil, fmt.Errorf("read folder of a module: %w", err)
		}
		for _, entry := range entries {
			if entry.IsDir() || !Named(entry.Name()) {
				continue
			}
			text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(folder), entry.Name()))
			if err != nil {
				return nil, fmt.Errorf("read licence: %w", err)
			}
			files = append(files, File{Name: path.Join(folder, entry.Name()), Text: text})
		}
	}
	return files, nil
}

// Classifier names licences by their texts.
type Classifier struct {
	known *classifier.Classifier
}

// NewClassifier reads the texts of all licences that are known; that takes a second.
func NewClassifier() (*Classifier, error) {
	known, err := assets.DefaultClassifier()
	if err != nil {
		return nil, fmt.Errorf("read known licences: %w", err)
	}
	return &Classifier{known: known}, nil
}

// Names returns the SPDX identifiers of the licences that the files hold, sorted; none when no file holds one.
// A file that names its licence by the usual header alone counts too.
func (c *Classifier) Names(files []File) []string {
	names := map[string]bool{}
	for _, file := range files {
		for _, match := range c.known.Match(file.Text).Matches {
			if match.MatchType == "License" || match.MatchType == "Header" {
				names[spdx(match.Name)] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// spdx is the identifier of SPDX for a name of the classifier's own.
func spdx(name string) string {
	switch name {
	case "BSD-0-Clause":
		return "0BSD"
	case "BeOpen": // part of what SPDX calls Python-2.0, the stack of CPython's licences
		return "Python-2.0"
	default:
		return name
	}
}

// Allowed returns the licences under which code may be linked and handed on with this project: permissive ones.
func Allowed() []string {
	return []string{
		"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "ISC", "MIT", "Unlicense", "Zlib",
		// The stack of CPython's licences, which permits what the others do.
		"CNRI-Python-GPL-Compatible", "LicenseRef-MIT-Lucent", "Python-2.0",
	}
}

// Refused returns those of the names that are not allowed.
func Refused(names []string) []string {
	allowed := Allowed()
	var refused []string
	for _, name := range names {
		if !slices.Contains(allowed, name) {
			refused = append(refused, name)
		}
	}
	return refused
}

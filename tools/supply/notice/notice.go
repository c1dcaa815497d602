// Package notice writes which licences the code of others is under, as a table
// and with the texts that have to be handed on with binaries.
package notice

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/barograph/barograph/tools/supply/compiled"
	"github.com/barograph/barograph/tools/supply/licence"
)

// Entry is a module with what it is licensed under.
type Entry struct {
	compiled.Module
	// Licences are SPDX identifiers, sorted.
	Licences []string
	// Files are the texts.
	Files []licence.File
}

// Entries reads the licences of the modules. It fails for a module without a licence
// or with one that is not allowed, naming all such modules.
func Entries(modules []compiled.Module, classifier *licence.Classifier) ([]Entry, error) {
	var entries []Entry
	var faults []string
	for _, module := range modules {
		files, err := licence.Files(module.Dir, module.Folders)
		if err != nil {
			return nil, fmt.Errorf("read licences of %s: %w", module.Path, err)
		}
		entry := Entry{Module: module, Licences: classifier.Names(files), Files: files}
		if len(entry.Licences) == 0 {
			faults = append(faults, fmt.Sprintf("%s %s: no licence that is known", module.Path, module.Version))
		}
		if refused := licence.Refused(entry.Licences); len(refused) > 0 {
			faults = append(faults, fmt.Sprintf("%s %s: not allowed: %s", module.Path, module.Version, strings.Join(refused, ", ")))
		}
		entries = append(entries, entry)
	}
	if len(faults) > 0 {
		return nil, fmt.Errorf("licences:\n%s", strings.Join(faults, "\n"))
	}
	return entries, nil
}

// Table is the page of documentation that lists the entries.
func Table(entries []Entry) []byte {
	var out bytes.Buffer
	out.WriteString("# Licences\n\nWritten by `make licences`; CI fails when it is not true any more. Every module of others of which code is in a released\n" +
		"program, on any platform of a release. The texts are in `THIRD_PARTY_NOTICES.txt`, which every archive and image holds.\n" +
		"Allowed is what `tools/supply/licence` lists: permissive licences only.\n\n" +
		"| module | version | licence | programs |\n| --- | --- | --- | --- |\n")
	for _, e := range entries {
		fmt.Fprintf(&out, "| `%s` | `%s` | %s | %s |\n", e.Path, e.Version, strings.Join(e.Licences, ", "), strings.Join(e.Programs, ", "))
	}
	out.WriteString("\n## Data\n\nWhat programs embed besides code. All else that they embed (actors, lexicons, the model of effects and what it was trained\n" +
		"on, the demo's articles) was written for this project and is under its licence, Apache-2.0.\n\n" +
		"| data | licence | programs |\n| --- | --- | --- |\n")
	for _, d := range Embedded() {
		fmt.Fprintf(&out, "| %s (`%s`) | [%s](../%s) | %s |\n", d.What, d.File, d.Licence, d.Text, strings.Join(d.Programs, ", "))
	}
	return out.Bytes()
}

// Texts are the licences and notices of the entries and of the embedded data under root, each text once.
func Texts(root string, entries []Entry) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("Barograph is licensed under the Apache License 2.0, see LICENSE. Its programs hold code and data of others,\n" +
		"under the licences and with the notices that follow. Written by `make licences`.\n")
	holders := map[string][]string{}
	var order []string
	add := func(text []byte, holder string) {
		body := string(bytes.TrimSpace(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))))
		if body == "" {
			return
		}
		if holders[body] == nil {
			order = append(order, body)
		}
		holders[body] = append(holders[body], holder)
	}
	for _, e := range entries {
		for _, file := range e.Files {
			add(file.Text, e.Path+" "+e.Version+" "+file.Name)
		}
	}
	for _, d := range Embedded() {
		text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(d.Text)))
		if err != nil {
			return nil, fmt.Errorf("read licence of data: %w", err)
		}
		add(text, d.File)
	}
	rule := strings.Repeat("=", 80)
	for _, body := range order {
		fmt.Fprintf(&out, "\n%s\n%s\n%s\n\n%s\n", rule, strings.Join(holders[body], "\n"), rule, body)
	}
	return out.Bytes(), nil
}

// Unlisted returns the licence files in the tree at root, beside its own LICENSE, that no embedded data names:
// whoever adds data under another licence has to say so there.
func Unlisted(root string) ([]string, error) {
	listed := []string{"LICENSE"}
	for _, d := range Embedded() {
		listed = append(listed, d.Text)
	}
	var unlisted []string
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		base := entry.Name()
		if entry.IsDir() && relative != "." && (strings.HasPrefix(base, ".") || slices.Contains([]string{"bin", "dist", "docs", "testdata"}, base)) {
			return filepath.SkipDir
		}
		if !entry.IsDir() && licence.Named(base) && !slices.Contains(listed, filepath.ToSlash(relative)) {
			unlisted = append(unlisted, filepath.ToSlash(relative))
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("walk tree: %w", err)
	}
	return unlisted, nil
}

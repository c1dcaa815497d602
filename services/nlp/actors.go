package nlp

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/barograph/barograph/services/nlp/internal/actor"
)

// Actors finds who acts and speaks in a text. It does not change and may be
// used by any number of goroutines.
type Actors = actor.Resolver

// ReadActors makes actors of the embedded records and those of a file, or of
// the files of a folder that end in .tsv, in the order of their names; an empty
// path adds none. docs/actors.md describes the format. An error names file,
// line and column.
func ReadActors(path string) (*Actors, error) {
	var files []string
	if path != "" {
		files = []string{path}
		info, err := os.Stat(path)
		if err != nil {
			return nil, fmt.Errorf("open actors: %w", err)
		}
		if info.IsDir() {
			if files, err = tables(path); err != nil {
				return nil, fmt.Errorf("list actors in %s: %w", path, err)
			}
		}
	}
	var more []actor.Input
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return nil, fmt.Errorf("read actors: %w", err)
		}
		more = append(more, actor.Input{Name: f, Data: string(data)})
	}
	return actor.New(more...)
}

// tables lists the files of a folder that end in .tsv, by name. The name of the
// folder is no pattern: it may hold brackets and stars.
func tables(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, entry := range entries {
		if !entry.IsDir() && filepath.Ext(entry.Name()) == ".tsv" {
			files = append(files, filepath.Join(dir, entry.Name()))
		}
	}
	if len(files) == 0 {
		return nil, errors.New("no file ends in .tsv")
	}
	return files, nil
}

package nlp

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

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
			if files, err = filepath.Glob(filepath.Join(path, "*.tsv")); err != nil {
				return nil, fmt.Errorf("list actors in %s: %w", path, err)
			}
			if len(files) == 0 {
				return nil, fmt.Errorf("list actors in %s: no file ends in .tsv", path)
			}
			slices.Sort(files)
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

package fit

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Label is what a passage tells of the prospects.
type Label uint8

// The labels, in the order of the model's classes.
const (
	Neither Label = iota
	Raises
	Lowers
	// Both is for passages in which the two balance; the model is not trained on them.
	Both
)

var labels = map[string]Label{"0": Neither, "+": Raises, "-": Lowers, "±": Both}

// Passage is a line of the corpus: see services/nlp/training/effect/README.md.
type Passage struct {
	Label                   Label
	Genre, Initiative, Text string
}

// fields is the number of columns; the last, stances, is not read here.
const fields = 5

// Open reads the *.tsv files of a folder in the order of their names.
func Open(folder string) ([]Passage, error) {
	names, err := filepath.Glob(filepath.Join(folder, "*.tsv"))
	if err != nil {
		return nil, fmt.Errorf("list corpus: %w", err)
	}
	slices.Sort(names)
	var out []Passage
	for _, name := range names {
		lines, err := read(name)
		if err != nil {
			return nil, fmt.Errorf("read corpus: %w", err)
		}
		out = append(out, lines...)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no passages in %s", folder)
	}
	return out, nil
}

func read(name string) ([]Passage, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() // read only
	var out []Passage
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		columns := strings.Split(lines.Text(), "\t")
		if len(columns) != fields {
			return nil, fmt.Errorf("%s:%d: %d columns, want %d", name, n, len(columns), fields)
		}
		label, ok := labels[columns[0]]
		if !ok {
			return nil, fmt.Errorf("%s:%d: %q is no effect", name, n, columns[0])
		}
		out = append(out, Passage{Label: label, Genre: columns[1], Initiative: columns[2], Text: columns[3]})
	}
	return out, lines.Err()
}

// Package conllu reads treebanks in the CoNLL-U format
// (universaldependencies.org/format.html): forms, tags, heads and relations.
package conllu

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Word is one syntactic word.
type Word struct {
	Form       string
	UPOS, XPOS string
	// Head is the number of the head from 1, 0 for the root.
	Head     int
	Relation string
	// SpaceAfter is false where the next word follows without a space.
	SpaceAfter bool
}

// Sentence is one annotated sentence.
type Sentence []Word

// ErrFormat tells that the input is not CoNLL-U.
var ErrFormat = errors.New("invalid CoNLL-U")

// columns of a line.
const columns = 10

// longestLine bounds a line; some treebanks have long comments.
const longestLine = 1 << 20

// Read reads all sentences. Ranges (1-2) lend their spacing to their last word;
// empty nodes (1.1) are left out.
func Read(r io.Reader) ([]Sentence, error) {
	scan := bufio.NewScanner(r)
	scan.Buffer(make([]byte, 0, 1<<16), longestLine)
	var all []Sentence
	var s reader
	line := 0
	for scan.Scan() {
		line++
		text := scan.Text()
		var err error
		switch {
		case text == "":
			all, err = s.finish(all)
		case text[0] == '#':
		default:
			err = s.word(text)
		}
		if err != nil {
			return nil, fmt.Errorf("read line %d: %w", line, err)
		}
	}
	if err := scan.Err(); err != nil {
		return nil, fmt.Errorf("read treebank: %w", err)
	}
	all, err := s.finish(all)
	if err != nil {
		return nil, fmt.Errorf("read line %d: %w", line, err)
	}
	return all, nil
}

type reader struct {
	words Sentence
	last  int // word that ends the current range
	space bool
}

func (s *reader) word(line string) error {
	f := strings.Split(line, "\t")
	if len(f) != columns {
		return fmt.Errorf("%d columns: %w", len(f), ErrFormat)
	}
	space := !strings.Contains(f[9], "SpaceAfter=No")
	if strings.Contains(f[0], ".") {
		return nil
	}
	if from, to, ok := strings.Cut(f[0], "-"); ok {
		first, err1 := strconv.Atoi(from)
		last, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil || first != len(s.words)+1 || last < first {
			return fmt.Errorf("range %q: %w", f[0], ErrFormat)
		}
		s.last, s.space = last, space
		return nil
	}
	id, err := strconv.Atoi(f[0])
	if err != nil || id != len(s.words)+1 {
		return fmt.Errorf("word number %q: %w", f[0], ErrFormat)
	}
	head, err := strconv.Atoi(f[6])
	if err != nil || head < 0 || head == id {
		return fmt.Errorf("head %q: %w", f[6], ErrFormat)
	}
	if id <= s.last {
		space = id == s.last && s.space
	}
	s.words = append(s.words, Word{Form: f[1], UPOS: f[3], XPOS: f[4], Head: head, Relation: f[7], SpaceAfter: space})
	return nil
}

func (s *reader) finish(all []Sentence) ([]Sentence, error) {
	words := s.words
	*s = reader{}
	if len(words) == 0 {
		return all, nil
	}
	roots := 0
	for i, w := range words {
		if w.Head > len(words) {
			return nil, fmt.Errorf("word %d: head %d is out of range: %w", i+1, w.Head, ErrFormat)
		}
		if w.Head == 0 {
			roots++
		}
	}
	if roots != 1 {
		return nil, fmt.Errorf("%d roots: %w", roots, ErrFormat)
	}
	return append(all, words), nil
}

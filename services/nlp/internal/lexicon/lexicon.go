package lexicon

import (
	"bufio"
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

//go:embed data/*.lex
var embedded embed.FS

// Class is the kind of the entries that sort words by the part that they play
// in a sentence's tree.
const Class = "class"

// Entry is one pattern with the heading under which it stands.
type Entry struct {
	// Kind and Value are the heading's first two words ("dimension funding").
	Kind, Value string
	// Attrs are the heading's further words; a bare word has the value "".
	Attrs map[string]string
	// Text is the pattern as written.
	Text string

	steps []element
	order int
}

// Has reports whether the heading carries the attribute.
func (e *Entry) Has(attr string) bool { _, ok := e.Attrs[attr]; return ok }

// Lexicon is a compiled set of entries. It is immutable and safe to share.
type Lexicon struct {
	entries []*Entry
	first   map[string][]*Entry // by first word of an alternative of the first step
	classes map[string][]*Entry // the same for entries of kind "class"
}

// Embedded compiles the files that are part of the program.
func Embedded() (*Lexicon, error) {
	names, err := fs.Glob(embedded, "data/*.lex")
	if err != nil {
		return nil, fmt.Errorf("list lexicon files: %w", err)
	}
	var readers []io.Reader
	for _, name := range names { // Glob sorts
		b, err := embedded.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read lexicon file: %w", err)
		}
		readers = append(readers, io.MultiReader(bytes.NewReader(b), strings.NewReader("\n")))
	}
	return Parse(io.MultiReader(readers...))
}

// Parse compiles a lexicon in the format of the package comment. All errors
// are reported, each with its line.
func Parse(r io.Reader) (*Lexicon, error) {
	lines, classes, err := scan(r)
	if err != nil {
		return nil, err
	}
	l := &Lexicon{first: map[string][]*Entry{}, classes: map[string][]*Entry{}}
	p := &parser{classes: classes}
	var head *Entry
	var errs []error
	for _, ln := range lines {
		if strings.HasPrefix(ln.text, "[") {
			if head, err = heading(ln.text); err != nil {
				errs = append(errs, fmt.Errorf("line %d: %w", ln.number, err))
			}
			continue
		}
		if head == nil {
			errs = append(errs, fmt.Errorf("line %d: pattern before any heading", ln.number))
			continue
		}
		steps, err := p.pattern(ln.text)
		if err != nil {
			errs = append(errs, fmt.Errorf("line %d: %w", ln.number, err))
			continue
		}
		l.add(&Entry{Kind: head.Kind, Value: head.Value, Attrs: head.Attrs, Text: ln.text, steps: steps, order: len(l.entries)})
	}
	return l, errors.Join(errs...)
}

type line struct {
	number int
	text   string
}

// scan reads the lines and resolves the classes, which may use earlier ones.
func scan(r io.Reader) ([]line, map[string][]string, error) {
	p := &parser{classes: map[string][]string{}}
	var out []line
	s := bufio.NewScanner(r)
	for n := 1; s.Scan(); n++ {
		text, _, _ := strings.Cut(s.Text(), "#")
		text = strings.TrimSpace(text)
		if text == "" {
			continue
		}
		name, body, isClass := strings.Cut(text, " = ")
		if !isClass || !strings.HasPrefix(text, "@") {
			out = append(out, line{n, text})
			continue
		}
		for _, alt := range strings.Split(body, "|") {
			words, err := p.expand(strings.TrimSpace(alt))
			if err != nil {
				return nil, nil, fmt.Errorf("line %d: %w", n, err)
			}
			p.classes[name[1:]] = append(p.classes[name[1:]], words...)
		}
	}
	if err := s.Err(); err != nil {
		return nil, nil, fmt.Errorf("read lexicon: %w", err)
	}
	return out, p.classes, nil
}

func heading(text string) (*Entry, error) {
	words := strings.Fields(strings.Trim(text, "[]"))
	if !strings.HasSuffix(text, "]") || len(words) < 1 {
		return nil, fmt.Errorf("malformed heading %q", text)
	}
	e := &Entry{Kind: words[0], Attrs: map[string]string{}}
	if len(words) > 1 {
		e.Value = words[1]
		for _, w := range words[2:] {
			k, v, _ := strings.Cut(w, "=")
			e.Attrs[k] = v
		}
	}
	return e, nil
}

func (l *Lexicon) add(e *Entry) {
	l.entries = append(l.entries, e)
	index, seen := l.first, map[string]bool{}
	if e.Kind == Class {
		index = l.classes
	}
	for _, alt := range e.steps[0].alts {
		if w := alt[0]; !seen[w] {
			seen[w] = true
			index[w] = append(index[w], e)
		}
	}
}

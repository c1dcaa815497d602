package lexicon

import (
	"fmt"
	"strconv"
	"strings"
)

// element is one step of a pattern: alternatives of word sequences, or a gap.
type element struct {
	alts     [][]string // each a sequence of lower-case words
	gap      int        // > 0: up to so many tokens between
	optional bool
	verb     bool // the pattern's predicate
}

// parser resolves classes while it reads patterns.
type parser struct{ classes map[string][]string }

// pattern reads one line of a section.
func (p *parser) pattern(line string) ([]element, error) {
	var out []element
	for _, field := range fields(line) {
		e, err := p.element(field)
		if err != nil {
			return nil, fmt.Errorf("read pattern %q: %w", line, err)
		}
		out = append(out, e)
	}
	if len(out) == 0 || out[0].gap > 0 || out[0].optional || out[len(out)-1].gap > 0 {
		return nil, fmt.Errorf("read pattern %q: must start with a word and end with one", line)
	}
	return out, nil
}

// fields splits at spaces outside parentheses, braces and angle brackets.
func fields(line string) []string {
	var out []string
	depth, start := 0, -1
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '(' || c == '{' || c == '<':
			depth++
		case c == ')' || c == '}' || c == '>':
			depth--
		}
		if line[i] == ' ' && depth == 0 {
			if start >= 0 {
				out = append(out, line[start:i])
			}
			start = -1
		} else if start < 0 {
			start = i
		}
	}
	if start >= 0 {
		out = append(out, line[start:])
	}
	return out
}

func (p *parser) element(field string) (element, error) {
	if strings.HasPrefix(field, "..") {
		n := 3
		if digits := field[2:]; digits != "" {
			var err error
			if n, err = strconv.Atoi(digits); err != nil || n < 1 || n > 12 {
				return element{}, fmt.Errorf("gap %q: want .. or ..1 to ..12", field)
			}
		}
		return element{gap: n}, nil
	}
	e := element{}
	if strings.HasSuffix(field, "?") && len(field) > 1 {
		e.optional, field = true, field[:len(field)-1]
	}
	body := field
	if strings.HasPrefix(field, "(") && strings.HasSuffix(field, ")") {
		body = field[1 : len(field)-1]
	}
	e.verb = strings.Contains(body, "{")
	for _, alt := range strings.Split(body, "|") {
		words, err := p.expand(strings.TrimSpace(alt))
		if err != nil {
			return element{}, err
		}
		for _, w := range words {
			form := strings.Fields(w)
			if len(form) == 0 {
				return element{}, fmt.Errorf("no word in %q", alt)
			}
			e.alts = append(e.alts, form)
		}
	}
	return e, nil
}

// expand returns the surface forms of one alternative.
func (p *parser) expand(alt string) ([]string, error) {
	switch {
	case alt == "":
		return nil, fmt.Errorf("empty alternative")
	case strings.HasPrefix(alt, "@"):
		words, ok := p.classes[alt[1:]]
		if !ok {
			return nil, fmt.Errorf("unknown class %s", alt)
		}
		return words, nil
	case strings.ContainsAny(alt, "{<"):
		return p.expandMarked(alt)
	}
	return spellings([]string{alt}), nil
}

// expandMarked expands the one {verb} or <noun> in an alternative.
func (p *parser) expandMarked(alt string) ([]string, error) {
	open := strings.IndexAny(alt, "{<")
	end := strings.IndexByte(alt, map[byte]byte{'{': '}', '<': '>'}[alt[open]])
	if end < open {
		return nil, fmt.Errorf("unclosed %q", alt)
	}
	inner, before, after := alt[open+1:end], alt[:open], alt[end+1:]
	if strings.TrimSpace(inner) == "" {
		return nil, fmt.Errorf("no word in the mark of %q", alt)
	}
	forms := nounForms(inner)
	if alt[open] == '{' {
		forms = verbForms(inner)
	}
	for i := range forms {
		forms[i] = before + forms[i] + after
	}
	if strings.ContainsAny(after, "{<") {
		return nil, fmt.Errorf("more than one mark in %q", alt)
	}
	return forms, nil
}

package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenize cuts the body of every line. Prose has a token for every five
// bytes; where that is not enough the rest is counted, once, since a text of
// nothing but marks has five times as many and growing by and by leaves as
// much garbage again.
func (d *Document) tokenize() {
	d.Tokens = make([]Token, 0, len(d.folded.text)/5+4)
	for i := range d.Lines {
		t := d.tokensOf(i)
		first := len(d.Tokens)
		for t.next() {
			if len(d.Tokens) == cap(d.Tokens) {
				d.Tokens = slices.Grow(d.Tokens, d.count(t))
			}
			d.Tokens = append(d.Tokens, t.token(&d.folded))
		}
		if first < len(d.Tokens) {
			d.Tokens[first].Shape |= LineStart
		}
	}
}

// tokensOf starts reading line i.
func (d *Document) tokensOf(i int) tokenizer {
	return tokenizer{src: d.folded.text, pos: d.Lines[i].from, end: d.Lines[i].to, line: i}
}

// count returns the number of tokens from the current one of t to the end of the text.
func (d *Document) count(t tokenizer) int {
	n := 1
	for i := t.line; ; t = d.tokensOf(i) {
		for t.next() {
			n++
		}
		if i++; i == len(d.Lines) {
			return n
		}
	}
}

// tokenizer reads folded text from pos to end, one token a call of next.
type tokenizer struct {
	src        string
	pos, end   int
	start      int // of the current token; pos is its end
	line       int
	space      bool
	openSingle bool
	kind       Shape
}

func (t *tokenizer) next() bool {
	t.space = false
	for t.pos < t.end && (t.src[t.pos] == ' ' || t.src[t.pos] == '\n') {
		t.pos++
		t.space = true
	}
	if t.pos >= t.end {
		return false
	}
	t.start, t.kind = t.pos, 0
	r, n := t.rune(t.pos)
	switch {
	case unicode.IsDigit(r):
		t.number()
	case unicode.IsLetter(r):
		t.word()
	case r == '\'':
		t.apostrophe()
	default:
		t.mark(r, n)
	}
	return true
}

func (t *tokenizer) rune(at int) (rune, int) {
	if at >= t.end {
		return 0, 0
	}
	if c := t.src[at]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(t.src[at:t.end])
}

func (t *tokenizer) at(i int) byte {
	if i < 0 || i >= t.end {
		return 0
	}
	return t.src[i]
}

// letterAt and alnumAt look at the rune that starts at i.
func (t *tokenizer) letterAt(i int) bool {
	r, _ := t.rune(i)
	return unicode.IsLetter(r)
}

func (t *tokenizer) alnumAt(i int) bool {
	r, _ := t.rune(i)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// number reads 20,000 2.3bn 20-point 35s 4:24 03/2026, but cuts 10-12 in three.
func (t *tokenizer) number() {
	for t.pos < t.end {
		r, n := t.rune(t.pos)
		switch {
		case unicode.IsDigit(r), unicode.IsLetter(r), unicode.Is(unicode.M, r):
			t.pos += n
		case strings.ContainsRune(".,:/", r) && isDigit(t.at(t.pos+1)) && isDigit(t.at(t.pos-1)):
			t.pos++
		case r == '-' && t.letterAt(t.pos+1):
			t.pos++
		default:
			return
		}
	}
}

// mark reads one punctuation mark, or a run of dots or hyphens.
func (t *tokenizer) mark(r rune, n int) {
	t.pos += n
	for m, k := t.rune(t.pos); unicode.Is(unicode.M, m); m, k = t.rune(t.pos) {
		t.pos += k // marks combine with whatever they follow
	}
	switch r {
	case '.':
		for t.at(t.pos) == '.' {
			t.pos++
		}
		t.kind = Stop
	case '!', '?':
		t.kind = Stop
	case '-':
		for t.at(t.pos) == '-' {
			t.pos++
		}
		spaced := t.space && t.at(t.pos) == ' '
		if t.pos-t.start > 1 || spaced {
			t.kind = Dash
		}
	case '—':
		t.kind = Dash
	case '"':
		t.kind = QuoteMark
	case '$', '€', '£', '¥', '₴', '₹', '₽', '₺':
		t.kind = Currency
		return
	}
	t.kind |= Punct
}

// apostrophe reads ' as a clitic, a bare possessive or a quotation mark.
func (t *tokenizer) apostrophe() {
	t.pos++
	glued := !t.space && t.start > 0 && t.alnumBefore()
	if glued {
		if n := t.clitic(t.pos); n > 0 {
			t.pos += n
			if strings.EqualFold(t.src[t.start:t.pos], "'s") {
				t.kind = Possessive
			}
			return
		}
		if c := t.at(t.start - 1); (c == 's' || c == 'S' || c == 'z') && !t.openSingle {
			t.kind = Possessive | Punct
			return
		}
		t.openSingle = false
	} else if t.alnumAt(t.pos) {
		t.openSingle = true
	} else {
		t.openSingle = false
	}
	t.kind = QuoteMark | Punct
}

func (t *tokenizer) alnumBefore() bool {
	r, _ := utf8.DecodeLastRuneInString(t.src[:t.start])
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.'
}

// clitic returns the length of s, re, ve, ll, d or m at i when it ends a word there.
func (t *tokenizer) clitic(i int) int {
	for _, c := range [...]string{"s", "re", "ve", "ll", "d", "m"} {
		if i+len(c) <= t.end && strings.EqualFold(t.src[i:i+len(c)], c) && !t.alnumAt(i+len(c)) {
			return len(c)
		}
	}
	return 0
}

// word reads a word with its inner hyphens, apostrophes and abbreviation stops.
func (t *tokenizer) word() {
	for t.pos < t.end {
		r, n := t.rune(t.pos)
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.M, r):
			t.pos += n
		case r == '-' || r == '&':
			if !t.alnumAt(t.pos + 1) {
				return
			}
			t.pos++
		case r == '\'':
			if t.negated() || !t.letterAt(t.pos+1) || t.clitic(t.pos+1) > 0 {
				return
			}
			t.pos++
		case r == '.':
			if !t.stopInside() {
				return
			}
			t.pos++
			t.kind |= Dotted
		case r == '@' && t.letterAt(t.pos+1), r == ':' && strings.HasPrefix(t.src[t.pos:t.end], "://"):
			t.address()
			return
		default:
			return
		}
	}
}

// negated cuts n't off the word that ends at pos. "can't" is ca + n't; the n
// itself starts the clitic, so the word is shortened by it.
func (t *tokenizer) negated() bool {
	c := t.at(t.pos - 1)
	if (c != 'n' && c != 'N') || t.pos-1 <= t.start {
		return false
	}
	if d := t.at(t.pos + 1); (d == 't' || d == 'T') && !t.alnumAt(t.pos+2) {
		t.pos--
		return true
	}
	return false
}

// address reads the rest of an e-mail or web address.
func (t *tokenizer) address() {
	for t.pos < t.end && t.src[t.pos] != ' ' && t.src[t.pos] != '\n' {
		t.pos++
	}
	for t.pos > t.start+1 && strings.IndexByte(".,;:)!?\"", t.src[t.pos-1]) >= 0 {
		t.pos--
	}
}

// longAbbreviation is more than any abbreviation has bytes, so that the start of
// a very long word need not be looked at again at each of its stops.
const longAbbreviation = 64

// reachOfTitle is how far behind its line a title may look for the name.
const reachOfTitle = 8

// stopInside decides whether the stop at pos belongs to the word before it.
func (t *tokenizer) stopInside() bool {
	w := t.src[max(t.start, t.pos-longAbbreviation):t.pos]
	if h := strings.LastIndexByte(w, '-'); h >= 0 {
		w = w[h+1:]
	}
	next := t.at(t.pos + 1)
	if next == '.' {
		return false // an ellipsis
	}
	if isDigit(next) && isDigit(t.at(t.pos-1)) {
		return true // v2.1
	}
	if c := next; 'a' <= c && c <= 'z' && t.letterAt(t.pos+1) {
		return true // a.m, e.g, example.org
	}
	last := w
	if d := strings.LastIndexByte(w, '.'); d >= 0 {
		last = w[d+1:]
	}
	if len(last) == 1 && last != w {
		return true // the last stop of U.S. or p.m.
	}
	if len(last) == 1 {
		// An initial, or the first stop of U.S.; "I." and "a." end sentences.
		return 'A' <= last[0] && last[0] <= 'Z' && last != "I" || t.letterAt(t.pos+1)
	}
	if len(last) <= 3 && last != "" && t.letterAt(t.pos+1) && t.at(t.pos+2) == '.' {
		return true // Ph.D.
	}
	return abbreviates(w, t.src[t.pos+1:min(t.end+reachOfTitle, len(t.src))])
}

// token builds the token that next has found.
func (t *tokenizer) token(f *folded) Token {
	if t.pos < t.end && t.kind == 0 && t.pos == t.start {
		t.pos++ // cannot happen; keeps the loop finite whatever comes
	}
	s := t.src[t.start:t.pos]
	tok := Token{Span: f.span(t.start, t.pos), Norm: s, Line: t.line, Sentence: -1, Shape: t.kind | shapeOf(s)}
	if t.space {
		tok.Shape |= SpaceBefore
	}
	tok.Lower = t.lower(s)
	if tok.Lower == "not" || negations[tok.Lower] {
		tok.Shape |= Negation
	}
	tok.Key = stripMarks(tok.Lower)
	return tok
}

// lower gives the lower-case form, with the contractions of not undone.
func (t *tokenizer) lower(s string) string {
	l := strings.ToLower(s)
	if l == "n't" {
		return "not"
	}
	if (l == "wo" || l == "ca" || l == "sha") && strings.HasPrefix(strings.ToLower(t.src[t.pos:min(t.pos+3, t.end)]), "n't") {
		return map[string]string{"wo": "will", "ca": "can", "sha": "shall"}[l]
	}
	return l
}

func shapeOf(s string) Shape {
	var sh Shape
	letters, uppers, first := 0, 0, true
	for i, r := range s {
		switch {
		case unicode.IsLetter(r):
			sh |= Word
			letters++
			if unicode.IsUpper(r) {
				uppers++
				if first {
					sh |= Capital
				}
			}
			first = false
		case unicode.IsDigit(r):
			sh |= Digit
		case r == '-' && i > 0:
			sh |= Hyphenated
		}
	}
	if letters >= 2 && letters == uppers {
		sh |= Upper
	}
	if sh&(Word|Digit) == 0 {
		sh &^= Hyphenated
	}
	return sh
}

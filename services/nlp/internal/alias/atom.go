package alias

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// atom is a part of a token between hyphens.
type atom struct {
	text.Span
	key     string
	token   int
	capital bool // first letter upper case
	upper   bool // all letters upper case, at least two, or one with a stop or a figure (G7)
	skip    bool // a possessive: a name may go on behind it
	stop    bool // a mark that no name crosses
	first   bool // first atom of its token
	last    bool // last atom of its token
}

type atoms struct{ list []atom }

// read lists the atoms of a document's citable lines, or of all lines.
func (a *atoms) read(doc *text.Document, citable bool) {
	a.list = make([]atom, 0, len(doc.Tokens)+8)
	line, block := -1, -1
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		l := &doc.Lines[t.Line]
		if citable && !l.Kind.Evidence() {
			continue
		}
		if t.Line != line {
			if line >= 0 && (l.Block != block || l.Kind == text.Bullet || l.Kind == text.Heading || doc.Lines[line].Kind == text.Heading) {
				a.list = append(a.list, atom{stop: true, token: i})
			}
			line, block = t.Line, l.Block
		}
		switch {
		case t.Shape.Has(text.Possessive):
			a.list = append(a.list, atom{Span: t.Span, token: i, skip: true, first: true, last: true})
		case t.Shape&(text.Word|text.Digit) == 0:
			a.list = append(a.list, atom{Span: t.Span, token: i, stop: t.Norm != "&", key: t.Norm, first: true, last: true})
		case t.Shape.Has(text.Hyphenated):
			a.split(doc.Text(t.Span), t, i)
		default:
			a.list = append(a.list, makeAtom(t.Span, t.Norm, t.Key, t.Shape, i))
		}
	}
}

// mostParts bounds the parts of a hyphenated token: every name in one holds all
// parts beside it, and a longer chain is no word of any language.
const mostParts = 32

// split cuts a hyphenated token. Its folded form and the stored text have the
// same parts in the same order, so the stored parts are cut at their own hyphens.
func (a *atoms) split(raw string, t *text.Token, i int) {
	if strings.Count(t.Norm, "-") >= mostParts {
		a.list = append(a.list, makeAtom(t.Span, t.Norm, t.Key, t.Shape, i))
		return
	}
	norms, keys, stored := strings.Split(t.Norm, "-"), strings.Split(t.Key, "-"), splitHyphens(raw)
	if len(norms) != len(keys) || len(norms) != len(stored) {
		a.list = append(a.list, makeAtom(t.Span, t.Norm, t.Key, t.Shape, i))
		return
	}
	n := len(a.list)
	for k, s := range stored {
		if norms[k] != "" {
			x := makeAtom(text.Span{Start: t.Start + s.Start, End: t.Start + s.End}, norms[k], keys[k], t.Shape, i)
			x.first, x.last = len(a.list) == n, false
			a.list = append(a.list, x)
		}
	}
	if len(a.list) > n {
		a.list[len(a.list)-1].last = true
	}
}

// splitHyphens cuts at every rune that folding turns into a hyphen.
func splitHyphens(raw string) (parts []text.Span) {
	from := 0
	for i, r := range raw {
		switch r {
		case '-', '\u2010', '\u2011', '\u2212', '\u2012', '–':
			parts = append(parts, text.Span{Start: from, End: i})
			from = i + utf8.RuneLen(r)
		}
	}
	return append(parts, text.Span{Start: from, End: len(raw)})
}

func makeAtom(span text.Span, norm, key string, shape text.Shape, token int) atom {
	x := atom{Span: span, key: spelling(key), token: token, first: true, last: true}
	letters, uppers, digits := 0, 0, 0
	for _, r := range norm {
		if unicode.IsDigit(r) {
			digits++
		}
		if unicode.IsLetter(r) {
			if unicode.IsUpper(r) {
				if letters == 0 {
					x.capital = true
				}
				uppers++
			}
			letters++
		}
	}
	x.upper = letters == uppers && (letters > 1 || letters == 1 && (digits > 0 || shape.Has(text.Dotted)))
	return x
}

// spelling takes stops out of abbreviations and puts American and British
// spellings of the words that names are made of into one form.
func spelling(key string) string {
	if strings.IndexByte(key, '.') >= 0 {
		key = strings.ReplaceAll(key, ".", "")
	}
	if len(key) < 6 {
		return key
	}
	switch key {
	case "defence":
		return "defense"
	case "centre":
		return "center"
	case "programme":
		return "program"
	case "labour":
		return "labor"
	case "harbour":
		return "harbor"
	}
	if i := strings.LastIndex(key, "isation"); i > 2 {
		return key[:i] + "ization" + key[i+len("isation"):]
	}
	return key
}

// fits applies a case rule to the atoms that matched a pattern's words.
func fits(rule Case, words []word, found []atom) bool {
	if rule == CaseAny {
		return true
	}
	k := 0
	for i := range found {
		if found[i].skip {
			continue
		}
		w := words[k]
		k++
		switch {
		case rule == CaseUpper && !found[i].upper && utf8.RuneCountInString(found[i].key) > 0 && hasLetter(found[i].key):
			return false
		case rule == CaseProper && (w.capital || w.upper) && !found[i].capital:
			return false
		}
	}
	return true
}

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

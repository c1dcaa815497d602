package lexicon

import (
	"sort"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Hit is one place where an entry matches.
type Hit struct {
	// Entry is what matched.
	Entry *Entry
	// First and Last index the document's tokens, half-open.
	First, Last int
	// Anchor is the token of the pattern's first verb, else First.
	Anchor int
}

// Find returns the hits in a document's citable lines, ordered by place, then
// by the order of the entries. Of two hits of one kind the longer one hides
// the shorter that it covers. Classes are left out; see Classes.
func (l *Lexicon) Find(doc *text.Document) []Hit {
	return find(l.first, doc, 0, len(doc.Tokens))
}

// Classes returns the hits of kind "class" that start in tokens [first, last),
// in the order of Find. They are many and wanted only of sentences that are
// parsed, so that they are looked up by sentence.
func (l *Lexicon) Classes(doc *text.Document, first, last int) []Hit {
	return find(l.classes, doc, first, last)
}

func find(index map[string][]*Entry, doc *text.Document, first, last int) []Hit {
	var hits []Hit
	for i := first; i < last; i++ {
		t := &doc.Tokens[i]
		if t.Sentence < 0 {
			continue
		}
		for _, e := range index[t.Lower] {
			m := matcher{doc: doc, sentence: t.Sentence, anchor: -1}
			if last := m.steps(e.steps, i); last > i {
				if m.anchor < 0 {
					m.anchor = i
				}
				hits = append(hits, Hit{Entry: e, First: i, Last: last, Anchor: m.anchor})
			}
		}
	}
	return drop(hits)
}

type matcher struct {
	doc      *text.Document
	sentence int
	anchor   int
}

// steps matches the rest of a pattern at token i and returns the token behind
// the match, or -1.
func (m *matcher) steps(steps []element, i int) int {
	if len(steps) == 0 {
		return i
	}
	s := steps[0]
	if s.gap > 0 {
		return m.gap(steps, i)
	}
	anchor := m.anchor
	for _, alt := range s.alts {
		j := m.words(alt, i)
		if j < 0 {
			continue
		}
		if s.verb && m.anchor < 0 {
			m.anchor = i
		}
		if end := m.steps(steps[1:], j); end >= 0 {
			return end
		}
		m.anchor = anchor
	}
	if s.optional {
		return m.steps(steps[1:], i)
	}
	return -1
}

// gap tries the rest of the pattern after 0 to n skipped tokens.
func (m *matcher) gap(steps []element, i int) int {
	for skip := 0; skip <= steps[0].gap; skip++ {
		if end := m.steps(steps[1:], i+skip); end >= 0 {
			return end
		}
		if !m.inside(i+skip) || m.doc.Tokens[i+skip].Is(",", ";", ":", ".", "—", "(", ")", "but") {
			return -1
		}
	}
	return -1
}

// inside reports whether token i belongs to the sentence of the match.
func (m *matcher) inside(i int) bool {
	return i < len(m.doc.Tokens) && m.doc.Tokens[i].Sentence == m.sentence
}

func (m *matcher) words(words []string, i int) int {
	for k, w := range words {
		if !m.inside(i+k) || m.doc.Tokens[i+k].Lower != w {
			return -1
		}
	}
	return i + len(words)
}

// otherPart reports whether one of two words of attitude is a verb and the other
// a noun ("veto"): the tree tells later which of them stands there.
func otherPart(a, b *Entry) bool {
	return a.Kind == "attitude" && a.Text[0] != b.Text[0]
}

// drop removes hits that a longer one of the same kind covers.
func drop(hits []Hit) []Hit {
	sort.SliceStable(hits, func(a, b int) bool {
		if hits[a].First != hits[b].First {
			return hits[a].First < hits[b].First
		}
		if hits[a].Last != hits[b].Last {
			return hits[a].Last > hits[b].Last
		}
		return hits[a].Entry.order < hits[b].Entry.order
	})
	out := hits[:0]
	for _, h := range hits {
		covered := false
		for k := len(out) - 1; k >= 0 && !covered && out[k].First >= h.First-40; k-- {
			o := out[k]
			covered = o.Entry.Kind == h.Entry.Kind && o.First <= h.First && h.Last <= o.Last &&
				(o.Last-o.First > h.Last-h.First || o.Entry.Value == h.Entry.Value && !otherPart(o.Entry, h.Entry))
		}
		if !covered {
			out = append(out, h)
		}
	}
	return out
}

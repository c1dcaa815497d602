package explain

import (
	"sort"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// New gathers what a run saw.
func New(p *Parts) *Explanation {
	b := &builder{Parts: p, e: &Explanation{Tagged: p.Tagged, Text: p.Doc.Raw}}
	b.sentences()
	b.lines()
	b.marks()
	b.links()
	b.prospects()
	b.voices()
	b.clauses()
	b.trees()
	b.propositions()
	b.claims()
	b.drops()
	b.facts()
	b.initiatives()
	return b.e
}

// builder fills an explanation.
type builder struct {
	*Parts
	e       *Explanation
	numbers map[string]int // of claims by id
}

// sentences lists the sentences with their places.
func (b *builder) sentences() {
	for i, s := range b.Doc.Sentences {
		from, to := b.Doc.Runes(s.Span)
		b.e.Sentences = append(b.e.Sentences, Sentence{
			Number: i + 1, Start: s.Start, End: s.End, StartRune: from, EndRune: to, Question: s.Question,
		})
	}
}

// lines lists the lines with the sentences that start in them.
func (b *builder) lines() {
	s := 0
	for i, l := range b.Doc.Lines {
		out := Line{Start: l.Start, End: l.End, Kind: spaced(l.Kind.String()), Cited: l.Kind.Evidence(), First: s}
		if !out.Cited {
			out.Reason = unread[l.Kind]
		}
		for s < len(b.Doc.Sentences) && b.Doc.Sentences[s].Line <= i {
			s++
		}
		out.Last = s
		b.e.Lines = append(b.e.Lines, out)
	}
}

// unread says why lines of a kind are never evidence.
var unread = map[text.LineKind]string{
	text.Furniture:     "what the page puts around the text",
	text.RepeatedTitle: "says the title again",
	text.Correction:    "a notice of the editors about the article",
	text.Byline:        "names authors and times",
	text.Timestamp:     "the clock of an entry",
}

// sentenceAt returns the index of the sentence that holds or follows a byte.
func (b *builder) sentenceAt(at int) int {
	return sort.Search(len(b.e.Sentences), func(i int) bool { return b.e.Sentences[i].End > at })
}

// sentenceOf returns the index of the sentence of token t, or -1.
func (b *builder) sentenceOf(t int) int {
	if t < 0 || t >= len(b.Doc.Tokens) {
		return -1
	}
	return b.Doc.Tokens[t].Sentence
}

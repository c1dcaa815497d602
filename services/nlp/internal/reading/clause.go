package reading

import (
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Certainty is how firmly a clause is put, whatever its polarity.
type Certainty uint8

// The degrees of certainty.
const (
	// Certain: asserted.
	Certain Certainty = iota
	// Probable: likely, expected, would.
	Probable
	// Possible: may, could, reportedly.
	Possible
	// Unknown: supposed, asked, or hanging on a condition.
	Unknown
)

// Clause is a clause with what its words say about its standing.
type Clause struct {
	text.Clause
	// Sentence indexes the document's sentences.
	Sentence int
	// Certainty is the least certain reading of its cues.
	Certainty Certainty
	// Future is true for announcements: will, going to, plans to.
	Future bool
	// Past is true when its first verb is in the past.
	Past bool
	// Earlier is true when it recounts what was so before the news.
	Earlier bool
	// Hypothetical is true for what is supposed, asked or hangs on a condition.
	Hypothetical bool
}

var pastWords = map[string]bool{"was": true, "were": true, "had": true, "did": true, "said": true, "told": true, "went": true,
	"came": true, "gave": true, "made": true, "took": true, "began": true, "became": true, "left": true, "sent": true, "met": true,
	"rose": true, "fell": true, "led": true, "held": true, "put": true, "withdrew": true, "won": true, "saw": true, "spoke": true}

// readModality reads hedges, supposition and tense from the clause's words.
// The sentence counts too: a question asserts nothing, and the main clause of
// a conditional holds only if the condition does.
func (a *Article) readModality(c *Clause) {
	sentence := a.Doc.Sentences[c.Sentence]
	for _, h := range a.HitsIn("modality", c.First, c.Last) {
		switch h.Entry.Value {
		case "possible":
			if a.Doc.Tokens[h.First].Lower != "may" || !a.Doc.Tokens[h.First].Shape.Has(text.Capital) {
				c.Certainty = max(c.Certainty, Possible)
			}
		case "probable":
			c.Certainty = max(c.Certainty, Probable)
		case "future":
			c.Future = true
		case "hypothetical":
			if h.First == c.First || a.Doc.Tokens[h.First].Is("suppose", "imagine", "were") {
				c.Hypothetical = true
			}
		case "earlier":
			c.Earlier = c.Earlier || h.First < c.Last
		}
	}
	if c.Kind == text.Condition || sentence.Question || a.imperative(sentence) {
		c.Hypothetical = true
	}
	for t := c.First; t < c.Last && !c.Past; t++ {
		w := a.Doc.Tokens[t]
		c.Past = pastWords[w.Lower] || len(w.Lower) > 4 && w.Lower[len(w.Lower)-2:] == "ed" && w.Shape&text.Hyphenated == 0
		if w.Is("will", "would", "may", "could", "can", "should", "is", "are", "has", "have") {
			break
		}
	}
	if c.Hypothetical {
		c.Certainty = Unknown
	} else if a.hangs[c.Sentence] {
		c.Certainty = max(c.Certainty, Possible)
	}
}

// negatedBefore is Negated without a tree: a negation before the hit in its
// clause. Negations inside the hit belong to the pattern, and "not only" and
// its like are none.
func (a *Article) negatedBefore(h lexicon.Hit) bool {
	c := a.clauseOf[h.First]
	if c < 0 {
		return false
	}
	negated := false
	for _, n := range a.HitsIn("modality", max(a.Clauses[c].First, h.First-7), h.First) {
		if n.Entry.Value != "negation" || n.Last > h.First || a.plain(n) || a.breaks(n.Last, h.First) {
			continue
		}
		negated = !negated
	}
	if a.negatedInside(h) {
		negated = !negated
	}
	if a.denied(c) {
		negated = !negated
	}
	return negated
}

// negatedInside holds for a negation in a gap of a pattern that has none of its
// own: "would not give" for "would .. give".
func (a *Article) negatedInside(h lexicon.Hit) bool {
	for _, w := range strings.FieldsFunc(h.Entry.Text, func(r rune) bool { return r < 'a' || r > 'z' }) {
		switch w {
		case "not", "no", "never", "nobody", "none", "neither", "without", "nor", "cannot", "yet", "lack", "refuse", "decline", "deny", "fail", "absence", "little", "out":
			return false
		}
	}
	for t := h.First + 1; t < h.Last-1; t++ {
		if a.Doc.Tokens[t].Shape.Has(text.Negation) {
			return true
		}
	}
	return false
}

// denied holds for what is said under a denial: "denied that ...".
func (a *Article) denied(c int) bool {
	if c == 0 || a.Clauses[c].Kind != text.Content || a.Clauses[c-1].Sentence != a.Clauses[c].Sentence {
		return false
	}
	last := a.Clauses[c-1].Last
	for t := max(a.Clauses[c-1].First, last-3); t < last; t++ {
		if a.Doc.Tokens[t].Is("denied", "denies", "deny", "denying", "rejected", "dismissed") {
			return true
		}
	}
	return false
}

// plain reports whether a longer harmless phrase covers the negation.
func (a *Article) plain(n lexicon.Hit) bool {
	for _, p := range a.HitsIn("modality", n.First, n.First+1) {
		if p.Entry.Value == "plain" {
			return true
		}
	}
	return false
}

// breaks reports whether a mark or a conjunction between a negation and a word
// ends the negation's scope.
func (a *Article) breaks(from, to int) bool {
	for t := from; t < to; t++ {
		if a.Doc.Tokens[t].Is(",", ";", ":", "but", "—", "and", "(", ")", "\"") {
			return true
		}
	}
	return false
}

// imperative reports whether a sentence tells somebody to do a thing: it opens
// with the bare form of a common verb and an object or a particle behind it.
// What is advised has not happened.
func (a *Article) imperative(s text.Sentence) bool {
	t := s.First
	for t < s.Last && a.Doc.Tokens[t].Shape.Has(text.Punct) {
		t++
	}
	return t+1 < s.Last && orders[a.Doc.Tokens[t].Lower] && ordered[a.Doc.Tokens[t+1].Lower]
}

var (
	orders = map[string]bool{"put": true, "stop": true, "give": true, "send": true, "let": true, "make": true, "take": true, "get": true, "keep": true,
		"pay": true, "publish": true, "sign": true, "build": true, "end": true, "bring": true, "tell": true, "join": true, "support": true,
		"deploy": true, "fund": true, "count": true, "withdraw": true, "drop": true, "hold": true, "show": true, "leave": true, "train": true, "name": true}
	ordered = map[string]bool{"the": true, "a": true, "an": true, "one": true, "it": true, "them": true, "us": true, "him": true, "her": true, "me": true,
		"your": true, "our": true, "their": true, "its": true, "this": true, "that": true, "those": true, "these": true, "no": true, "more": true, "up": true, "out": true, "down": true}
)

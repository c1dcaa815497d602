package reading

import (
	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Author names the outermost source of every passage.
const Author = "AUTHOR"

// Source is one link of a chain of attribution.
type Source struct {
	// Speaker indexes Actors, or is -1 for the author and for speakers who are no known actors.
	Speaker int
	// ID is AUTHOR, the speaker's actor id, or empty.
	ID string
	// Span is the speaker's name in the text; empty when there is none.
	Span text.Span
	// Class is a speaker class of the lexicon ("unnamed_official"), or empty.
	Class string
	// Verb is the token by which the words are handed to the speaker; -1 for the
	// author and for speakers found beside a quotation.
	Verb int
	// Factuality is how certain this source presents the event.
	Factuality Factuality
}

// source describes the speaker of an act of speech.
func (p *parse) source(s saying) Source {
	out := Source{Speaker: -1, Verb: p.token(s.verb)}
	if s.part >= 0 {
		first, last := p.Subtree(s.part)
		out.Class = p.a.classIn(p.opening(p.token(first)), p.token(last-1)+1)
	}
	if len(s.who) > 0 {
		p.a.identify(&out, s.who[0])
	}
	if p.behindDoors(s.verb) {
		out.Class = "unnamed_insider"
	}
	if whole := p.a.class(p.sentence); out.Class == "" || whole == "leaked_document" && len(s.who) == 0 {
		out.Class = whole
	}
	return out
}

// behindDoors reports whether something was said where nobody could hear it but
// those present, so that one of them must have told: "in a closed-door meeting".
func (p *parse) behindDoors(verb int) bool {
	for c := range p.Children(verb) {
		if r := p.rel(c); r != syntax.Obl && r != syntax.Nmod {
			continue
		}
		for m := range p.Children(c) {
			if p.class[m].has(isSecret) {
				return true
			}
		}
	}
	return false
}

// opening is where the cue for a kind of speaker begins that runs up to token
// first, else first: the tree may hang "a source within" elsewhere.
func (p *parse) opening(first int) int {
	for _, h := range p.a.HitsIn("speaker", max(first-longestCue, p.a.Doc.Sentences[p.sentence].First), first) {
		if h.Last >= first {
			return h.First
		}
	}
	return first
}

// longestCue is the number of words of a cue for a kind of speaker.
const longestCue = 4

// identify names the speaker of a source. A speaker whose name is given is
// named, whatever else the sentence says.
func (a *Article) identify(s *Source, speaker int) {
	m := a.Actors[speaker]
	s.Speaker, s.ID, s.Span = speaker, m.ID, m.Span
	if s.Class == "" || m.Person != "" && s.Class != "other_media" && s.Class != "leaked_document" {
		s.Class = mentionClass(m)
	}
}

// Sources returns the chain of attribution of what the word at token t says,
// from the author inwards, each with how certain it presents that.
func (a *Article) Sources(t int) []Source {
	author := Source{Speaker: -1, ID: Author, Verb: -1}
	standing := a.Standing(t)
	inner := standing.Factuality()
	p, w := a.parseAt(t)
	if p == nil {
		author.Factuality = inner
		return []Source{author}
	}
	chain := []Source{author}
	sayings := p.sayings(p.predicate(w))
	if a.quotedOff(t) && !a.spokenOutside(p, sayings, t) {
		if v := a.quoteVoice(t); v.Speaker >= 0 || v.Class != "" {
			s := Source{Speaker: v.Speaker, Class: v.Class, Span: v.Span, Verb: -1}
			if v.Speaker >= 0 {
				s.ID = a.Actors[v.Speaker].ID
			}
			chain = append(chain, s)
		}
	}
	for i := len(sayings) - 1; i >= 0; i-- {
		s := p.source(sayings[i])
		if last := chain[len(chain)-1]; len(chain) > 1 && s.ID != "" && last.ID == s.ID && last.Verb >= 0 {
			continue // he said he thought
		}
		chain = append(chain, s)
	}
	chain[len(chain)-1].Factuality = inner
	for i := len(chain) - 2; i >= 0; i-- {
		chain[i].Factuality = a.committed(chain[i+1], chain[i+1].Factuality)
	}
	return chain
}

// committed is what a source says of an event that it reports another to have
// told: nothing, unless the word for it takes the other's side or rejects it.
func (a *Article) committed(told Source, f Factuality) Factuality {
	p, w := a.parseAt(told.Verb)
	if p == nil {
		return FactUnknown
	}
	wrong := false
	for c := range p.Children(w) {
		wrong = wrong || p.class[c].has(isFalse)
	}
	switch {
	case (wrong || p.class[w].has(isFalse)) && f == FactCertain:
		return FactCertainNot
	case (wrong || p.class[w].has(isFalse)) && f == FactCertainNot:
		return FactCertain
	case p.class[w].has(isFactive):
		return f
	}
	return FactUnknown
}

// spokenOutside reports whether one of the acts of speech stands outside the
// quotation around t.
func (a *Article) spokenOutside(p *parse, sayings []saying, t int) bool {
	i := a.Doc.QuoteOf(t)
	if i < 0 {
		return false
	}
	q := a.Doc.Quotes[i]
	for _, s := range sayings {
		if at := a.Doc.Tokens[p.token(s.verb)].Start; at < q.Start || at >= q.End {
			return true
		}
	}
	return false
}

// classIn reads the cues of the speaker's kind in tokens [first, last).
func (a *Article) classIn(first, last int) string {
	found := map[string]bool{}
	for _, h := range a.HitsIn("speaker", first, last) {
		found[h.Entry.Value] = true
	}
	for _, c := range classOrder {
		if found[c] {
			return c
		}
	}
	return ""
}

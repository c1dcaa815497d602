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

// saying is an act of speech in a tree, over what it hands on.
type saying struct {
	verb int // word: the verb, or the preposition "according"
	who  []int
	part int // word whose subtree holds the speaker, -1 for none
}

// sayings climbs from w and returns the acts of speech that it stands under,
// the innermost first.
func (p *parse) sayings(w int) []saying {
	var out []saying
	add := func(verb int) {
		who, _ := p.doers(verb, 1, nil)
		out = append(out, saying{verb, who, p.subjectWord(verb)})
	}
	for c, steps := w, 0; c >= 0 && steps < 2*deepest; c, steps = p.head(c), steps+1 {
		h := p.head(c)
		out = append(out, p.reports(c)...)
		if h < 0 {
			break
		}
		switch p.rel(c) {
		case syntax.Ccomp, syntax.Parataxis:
			if p.class[h].has(isSpeech) {
				add(h)
			}
		case syntax.Acl:
			if p.class[h].has(isSpeech|isAct) && p.marker(c) == "that" {
				add(h)
			}
		}
	}
	if v, speaker := p.interposed(w); v >= 0 && len(out) == 0 {
		return []saying{{v, p.phrase(speaker, 1, nil), speaker}}
	}
	if v := p.bare(w); len(out) == 0 && v >= 0 {
		add(v)
	}
	return out
}

// interposed finds a speaker with his verb between two commas: "the plan, the
// minister said, is dead". Parsers read it in many ways; the commas are plain.
func (p *parse) interposed(w int) (verb, speaker int) {
	comma := -1
	for v := range p.Words {
		if p.low[v] == "," {
			comma = v
		}
		if comma < 1 || v-comma < 2 || v-comma > 8 || v+1 >= len(p.Words) || p.low[v+1] != "," || !p.class[v].has(isSpeech) || !p.Words[v].Tag.Finite() || w >= comma && w <= v {
			continue
		}
		for k := v - 1; k > comma; k-- {
			if p.pos(k).Nominal() && (p.head(k) <= comma || p.head(k) >= v) {
				return v, k
			}
		}
	}
	return -1, -1
}

// bare returns a verb of saying without content of its own that stands beside
// w: the parser hung it elsewhere than on what is said ("..., the minister said").
func (p *parse) bare(w int) int {
	for v := range p.Words {
		if !p.class[v].has(isSpeech) || !p.finite(v) || p.Dominates(v, w) || p.subjectWord(v) < 0 || p.rel(v) == syntax.AclRelcl || p.Dominates(w, v) && p.rel(v) == syntax.Advcl {
			continue
		}
		if p.Child(v, syntax.Ccomp) < 0 && p.Child(v, syntax.Obj) < 0 && p.Child(v, syntax.Xcomp) < 0 && p.ChildOf(v, syntax.Obl) < 0 {
			return v
		}
	}
	return -1
}

// reports are the acts of speech that hang on c: "X, he said", "according to
// the ministry", "as the paper reported", "citing officials".
func (p *parse) reports(c int) []saying {
	var out []saying
	for k := range p.Children(c) {
		switch r := p.rel(k); {
		case r == syntax.Parataxis && p.class[k].has(isSpeech) && p.Child(k, syntax.Ccomp) < 0 && p.subjectWord(k) >= 0:
			who, _ := p.doers(k, 1, nil)
			out = append(out, saying{k, who, p.subjectWord(k)})
		case (r == syntax.Obl || r == syntax.Advcl || r == syntax.Nmod || r == syntax.Parataxis) && (p.preposition(k) == "according" || p.preposition(k) == "per"):
			out = append(out, saying{p.Child(k, syntax.Case), p.phrase(k, 1, nil), k})
		case r == syntax.Advcl && p.class[k].has(isSpeech) && p.childIs(k, "as") >= 0 && p.Child(k, syntax.Obj) < 0:
			who, _ := p.doers(k, 1, nil)
			part := p.subjectWord(k)
			if by := p.byAgent(k); by >= 0 {
				part = by
			}
			out = append(out, saying{k, who, part})
		case r == syntax.Advcl && p.is(k, "citing", "quoting"):
			if o := p.Child(k, syntax.Obj); o >= 0 {
				out = append(out, saying{k, p.phrase(o, 1, nil), o})
			}
		}
	}
	return out
}

// subjectWord is the word that heads the subject of w, or -1. Of two the
// nearer counts: the other is a conjunction mistaken for a pronoun.
func (p *parse) subjectWord(w int) int {
	best := -1
	for c := range p.Children(w) {
		if r := p.rel(c); (r == syntax.Nsubj || r == syntax.NsubjPass) && (best < 0 || c < w) && !p.placed(c) {
			best = c
		}
	}
	if best >= 0 {
		return best
	}
	if p.rel(w) == syntax.Conj && p.head(w) >= 0 && p.clausal(p.head(w)) {
		return p.subjectWord(p.head(w))
	}
	return -1
}

// placed reports whether a preposition opens a phrase that the parser took for
// a subject.
func (p *parse) placed(w int) bool {
	c := p.Child(w, syntax.Case)
	return c >= 0 && c < w && p.is(c, "in", "on", "at", "for", "with", "from", "to", "by", "after", "under", "despite")
}

// source describes the speaker of an act of speech.
func (p *parse) source(s saying) Source {
	out := Source{Speaker: -1, Verb: p.token(s.verb)}
	if s.part >= 0 {
		first, last := p.Subtree(s.part)
		out.Class = p.a.classIn(p.token(first), p.token(last-1)+1)
	}
	if len(s.who) > 0 {
		p.a.identify(&out, s.who[0])
	}
	if whole := p.a.class(p.sentence); out.Class == "" || whole == "leaked_document" && len(s.who) == 0 {
		out.Class = whole
	}
	return out
}

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
	q, ok := a.Doc.QuoteAt(a.Doc.Tokens[t].Start)
	for _, s := range sayings {
		if at := a.Doc.Tokens[p.token(s.verb)].Start; ok && (at < q.Start || at >= q.End) {
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

// ContradictionAt returns the word by which the passage at t sets itself
// against another account ("denied", "misleading"), or "": the predicate
// itself, what governs it, or an adverb of either.
func (a *Article) ContradictionAt(t int) string {
	p, w := a.parseAt(t)
	if p == nil {
		return ""
	}
	w = p.predicate(w)
	for range deepest {
		if p.class[w].has(isContradiction) && !p.negated(w, nil, 0, nil) {
			return p.low[w]
		}
		for c := range p.Children(w) {
			if p.is(c, "contrary") || p.is(max(p.Child(c, syntax.Case), 0), "contrary") && c > 0 {
				return "contrary to"
			}
			switch p.rel(c) {
			case syntax.Advmod, syntax.Case, syntax.Xcomp, syntax.Amod, syntax.Obj:
				if p.class[c].has(isContradiction|isFalse) && !p.not(c) {
					return p.low[c]
				}
			}
		}
		if w = p.head(w); w < 0 {
			return ""
		}
	}
	return ""
}

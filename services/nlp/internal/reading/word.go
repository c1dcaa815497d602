package reading

import "github.com/barograph/barograph/services/nlp/internal/syntax"

// rel, pos, head and token are short for fields of words.
func (p *parse) rel(w int) syntax.Relation { return p.Words[w].Relation }
func (p *parse) pos(w int) syntax.POS      { return p.Words[w].POS }
func (p *parse) head(w int) int            { return p.Words[w].Head }
func (p *parse) token(w int) int           { return p.Words[w].Token }

// is reports whether word w is one of the words.
func (p *parse) is(w int, words ...string) bool {
	for _, s := range words {
		if p.low[w] == s {
			return true
		}
	}
	return false
}

// childIs returns the first dependent of w that is one of the words, else -1.
func (p *parse) childIs(w int, words ...string) int {
	for c := range p.Children(w) {
		if p.is(c, words...) {
			return c
		}
	}
	return -1
}

// preposition returns the word by which the phrase of w is joined to its head
// ("to", "according"), or "".
func (p *parse) preposition(w int) string {
	if c := p.Child(w, syntax.Case); c >= 0 {
		return p.low[c]
	}
	return ""
}

// marker returns the word that introduces the clause of w ("if", "to",
// "without"), or "".
func (p *parse) marker(w int) string {
	for c := range p.Children(w) {
		if p.rel(c) == syntax.Mark || p.rel(c) == syntax.Case {
			return p.low[c]
		}
	}
	return ""
}

// predicate climbs from a word that only helps another (an auxiliary, a copula,
// an adverb, a preposition) to the word that it helps.
func (p *parse) predicate(w int) int {
	for range 6 {
		switch p.rel(w) {
		case syntax.Aux, syntax.AuxPass, syntax.Cop, syntax.Mark, syntax.Case, syntax.Cc, syntax.CcPreconj, syntax.Punct, syntax.Fixed,
			syntax.CompoundPrt, syntax.Det, syntax.DetPredet, syntax.Expl, syntax.Goeswith:
		case syntax.Advmod:
			if p.pos(w) == syntax.VERB {
				return w
			}
		default:
			return w
		}
		if p.head(w) < 0 {
			return w
		}
		w = p.head(w)
	}
	return w
}

// clausal reports whether word w heads a clause: a verb, or whatever has a
// subject or a copula.
func (p *parse) clausal(w int) bool {
	switch p.pos(w) {
	case syntax.VERB, syntax.AUX:
		return p.rel(w) != syntax.Amod && p.rel(w) != syntax.Compound
	case syntax.PUNCT, syntax.SYM, syntax.PART:
		return false
	}
	for c := range p.Children(w) {
		if r := p.rel(c); r.Subject() || r == syntax.Cop || r == syntax.Obj && p.pos(w) == syntax.NOUN {
			return true // a noun with an object is a verb that the tagger mistook
		}
	}
	return false
}

// plural reports whether the phrase of w names several.
func (p *parse) plural(w int) bool {
	switch p.Words[w].Tag {
	case syntax.NNS, syntax.NNPS:
		return true
	}
	return p.Child(w, syntax.Conj) >= 0
}

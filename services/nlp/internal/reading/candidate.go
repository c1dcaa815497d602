package reading

import (
	"sort"

	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// candidate is a noun phrase that a later word may take up.
type candidate struct {
	word, rank int
}

// candidates are the noun phrases of the sentence, the most prominent first:
// subjects before objects before the rest, main clauses before others.
func (p *parse) candidates() []candidate {
	var out []candidate
	for w := range p.Words {
		rank := 0
		switch p.rel(w) {
		case syntax.Nsubj, syntax.NsubjPass:
		case syntax.Root:
			if p.clausal(w) || !p.pos(w).Nominal() {
				continue
			}
		case syntax.Obj, syntax.Iobj:
			rank = 20
		case syntax.Obl, syntax.OblAgent:
			rank = 40
		case syntax.NmodPoss, syntax.Nmod, syntax.Appos:
			rank = 60
		case syntax.Conj:
			if p.clausal(w) || p.rel(p.head(w)).Base() == syntax.Nsubj {
				continue
			}
			rank = 60
		default:
			continue
		}
		for h, d := p.head(w), 0; h >= 0 && d < 19; h, d = p.head(h), d+1 {
			if p.rel(h) != syntax.Conj && p.rel(h) != syntax.Ccomp {
				rank++ // what somebody said is as prominent as that he did
			}
		}
		out = append(out, candidate{w, rank})
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].rank < out[j].rank })
	return out
}

// near orders the candidates of the sentence as seen from its word w: those come
// first on whose verb w's clause hangs, the nearest first.
func (p *parse) near(w int) []candidate {
	out := p.candidates()
	for i := range out {
		h := p.head(out[i].word)
		if r := p.rel(out[i].word); h < 0 || r != syntax.Nsubj && r != syntax.NsubjPass || !p.Dominates(h, w) {
			out[i].rank += 100
			continue
		}
		out[i].rank = 0
		for g := p.head(w); g >= 0 && g != h; g = p.head(g) {
			out[i].rank++
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].rank < out[j].rank })
	return out
}

// fits reports whether a noun phrase agrees with a pronoun or a definite noun.
// Phrases that are no actors agree too, so that they are not passed over for
// an actor farther away.
func (p *parse) fits(c candidate, who []int, kind string) bool {
	if len(who) > 0 {
		return p.a.agrees(who, kind)
	}
	if r := p.rel(c.word); r != syntax.Nsubj && r != syntax.NsubjPass && r != syntax.Root || p.pos(c.word) != syntax.NOUN && p.pos(c.word) != syntax.PROPN {
		return false
	}
	switch kind {
	case "he":
		return !p.plural(c.word) && (p.pos(c.word) == syntax.PROPN || p.class[c.word].has(isOffice) || p.is(c.word, "man", "woman"))
	case "they":
		return p.plural(c.word)
	case "it":
		return !p.plural(c.word) && !p.class[c.word].has(isOffice)
	}
	return false
}

package reading

import (
	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// personal gives the third-person pronouns their kind.
var personal = map[string]string{"he": "he", "him": "he", "his": "he", "himself": "he", "she": "he", "her": "he", "hers": "he", "herself": "he",
	"they": "they", "them": "they", "their": "they", "theirs": "they", "themselves": "they", "it": "it", "its": "it", "itself": "it"}

// pronominal resolves pronouns. The second result is false when w is none.
func (p *parse) pronominal(w, depth int, tr *Trail) ([]int, bool) {
	switch {
	case own[p.low[w]]:
		tr.add("speaker behind", p.token(w))
		return p.a.selves(p.token(w)), true
	case p.is(w, "who", "which", "whom", "whose", "that") && p.relative(w) >= 0:
		h := p.relative(w)
		if h == w {
			return nil, true
		}
		return p.phrase(h, depth+1, tr), true
	case p.is(w, "both") && p.Child(w, syntax.Nmod) < 0:
		return p.pair(w, tr), true
	}
	kind, ok := personal[p.low[w]]
	if !ok {
		return nil, false
	}
	return p.refer(w, kind, tr), true
}

// relative is the noun that the relative clause around pronoun w describes, or
// -1: the one on which the clause hangs, but where its verb disagrees with that
// in number the nearest before it that agrees.
func (p *parse) relative(w int) int {
	pronoun := w
	for range deepest {
		h := p.head(w)
		if h < 0 {
			break
		}
		if p.rel(w) == syntax.AclRelcl || p.rel(w) == syntax.AdvclRelcl {
			if p.Words[w].Tag == syntax.VBP && p.rel(h) == syntax.Conj && p.pos(h) == syntax.PROPN && p.Child(h, syntax.Conj) < 0 {
				return p.head(h) // of all members of the enumeration
			}
			singular, several := p.number(w)
			for c := h + 1; c < pronoun && (singular && p.plural(h) || several && !p.plural(h) && p.pos(h) == syntax.NOUN); c++ {
				if p.pos(c) == syntax.NOUN || p.pos(c) == syntax.PROPN {
					if p.rel(c) != syntax.Compound && p.plural(c) == several {
						h = c
					}
				}
			}
			if p.is(pronoun, "who", "whom") && p.mention[h] < 0 { // "the mood of the allies, who": somebody, no mood
				for c := pronoun - 1; c > h; c-- {
					if p.mention[c] >= 0 && p.rel(c) != syntax.Compound && (p.plural(c) || !several) {
						return c
					}
				}
			}
			return h
		}
		w = h
	}
	if p.is(pronoun, "who", "which") && p.before(pronoun, ",") { // a clause that the parser hung elsewhere
		for c := pronoun - 2; c >= 0 && c >= pronoun-4; c-- {
			if p.pos(c) == syntax.NOUN || p.pos(c) == syntax.PROPN {
				for p.rel(c) == syntax.Conj && !p.clausal(p.head(c)) {
					c = p.head(c)
				}
				return c
			}
		}
	}
	return -1
}

// number tells what the finite verb of clause w says of its subject: that it is
// one, that it is several, or neither.
func (p *parse) number(w int) (singular, several bool) {
	tag := p.Words[w].Tag
	for c := range p.Children(w) {
		if r := p.rel(c); (r == syntax.Aux || r == syntax.AuxPass || r == syntax.Cop) && p.Words[c].Tag.Finite() {
			tag = p.Words[c].Tag
			break
		}
	}
	return tag == syntax.VBZ, tag == syntax.VBP
}

// farthest is how many sentences back an antecedent is looked for.
const farthest = 3

// refer returns the actors that the word w of the given kind takes up: those
// of the most prominent noun phrase before it that agrees with it, or none
// when that is no actor or two are equally prominent.
func (p *parse) refer(w int, kind string, tr *Trail) []int {
	return p.resolve(w, kind, tr, func() antecedent { return p.antecedent(w, kind) })
}

func (p *parse) antecedent(w int, kind string) antecedent {
	possessive := p.rel(w) == syntax.NmodPoss
	for back := 0; back <= farthest; back++ {
		q := p.a.parse(p.sentence - back)
		if q == nil {
			continue
		}
		var found []int
		rank, hit := 0, -1
		order := q.candidates
		if back == 0 {
			order = func() []candidate { return p.near(w) }
		}
		for _, c := range order() {
			if hit >= 0 && c.rank > rank {
				break
			}
			if back == 0 && (c.word >= w || q.Dominates(c.word, w) || !possessive && q.head(c.word) == q.head(w)) {
				continue
			}
			who := q.phrase(c.word, 1, nil)
			if !q.fits(c, who, kind) || c.rank >= 40 && len(who) > 0 && p.a.Actors[who[0]].Place {
				continue
			}
			if hit >= 0 && len(who) > 0 && len(found) > 0 && p.a.Actors[found[0]].ID != p.a.Actors[who[0]].ID {
				if back == 0 && rank < 160 {
					continue // the first of one sentence is its topic
				}
				return antecedent{}
			}
			if hit < 0 {
				found, rank, hit = who, c.rank, c.word
			}
		}
		if hit >= 0 {
			return antecedent{found, "taken up from", q.token(hit)}
		}
		if kind == "they" && back >= 2 {
			return antecedent{} // "they" are more often people just spoken of than states of long ago
		}
	}
	return antecedent{}
}

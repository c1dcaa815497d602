package reading

import (
	"sort"

	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/text"
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
	return p.refer(w, kind, depth, tr), true
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
			singular, several := p.Words[w].Tag == syntax.VBZ, p.Words[w].Tag == syntax.VBP
			for c := h + 1; c < pronoun && (singular && p.plural(h) || several && !p.plural(h) && p.pos(h) == syntax.NOUN); c++ {
				if p.pos(c) == syntax.NOUN || p.pos(c) == syntax.PROPN {
					if p.rel(c) != syntax.Compound && p.plural(c) == several {
						h = c
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
				return c
			}
		}
	}
	return -1
}

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

// near orders the candidates of q as seen from word w of p: in the sentence of
// w itself, those come first on whose verb w's clause hangs, the nearest first.
func (q *parse) near(p *parse, w int) []candidate {
	out := q.candidates()
	if q != p {
		return out
	}
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

// farthest is how many sentences back an antecedent is looked for.
const farthest = 3

// refer returns the actors that the word w of the given kind takes up: those
// of the most prominent noun phrase before it that agrees with it, or none
// when that is no actor or two are equally prominent.
func (p *parse) refer(w int, kind string, depth int, tr *Trail) []int {
	if depth > deepest || p.a.nesting > deepest {
		return nil
	}
	p.a.nesting++
	defer func() { p.a.nesting-- }()
	possessive := p.rel(w) == syntax.NmodPoss
	back := 0
	for ; back <= farthest; back++ {
		q := p.a.parse(p.sentence - back)
		if q == nil {
			continue
		}
		var found []int
		rank, hit := 0, -1
		for _, c := range q.near(p, w) {
			if hit >= 0 && c.rank > rank {
				break
			}
			if back == 0 && (c.word >= w || q.Dominates(c.word, w) || !possessive && q.head(c.word) == q.head(w)) {
				continue
			}
			who := q.phrase(c.word, depth+1, nil)
			if !q.fits(c, who, kind) || c.rank >= 40 && len(who) > 0 && p.a.Actors[who[0]].Place {
				continue
			}
			if hit >= 0 && len(who) > 0 && len(found) > 0 && p.a.Actors[found[0]].ID != p.a.Actors[who[0]].ID {
				if back == 0 && rank < 160 {
					continue // the first of one sentence is its topic
				}
				return nil
			}
			if hit < 0 {
				found, rank, hit = who, c.rank, c.word
			}
		}
		if hit >= 0 {
			tr.add("taken up from", q.token(hit))
			return found
		}
		if kind == "they" && back >= 2 {
			return nil // "they" are more often people just spoken of than states of long ago
		}
	}
	return nil
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

// nominal resolves "the ministry", "the bloc", "both countries", "a senior
// official": nouns that an actor named before stands behind.
func (p *parse) nominal(w int, tr *Trail) []int {
	det := p.ChildOf(w, syntax.Det)
	if p.a.Doc.Tokens[p.token(w)].Shape.Has(text.Capital) || det < 0 || !p.class[w].has(isAnaphor|isLand|isBody) {
		return nil
	}
	for c := range p.Children(w) {
		r := p.rel(c)
		named := r == syntax.Compound || r == syntax.Amod || r == syntax.NmodPoss || r == syntax.Flat
		if named && p.a.Doc.Tokens[p.token(c)].Shape.Has(text.Capital) || r == syntax.Nmod && p.preposition(c) == "of" || r == syntax.AclRelcl {
			return nil // somebody else's, as told beside it
		}
	}
	if p.plural(w) {
		if p.childIs(w, "both", "two") >= 0 && !p.class[w].has(isAct) {
			return p.pair(w, tr)
		}
		if !p.class[w].has(isOffice) || p.class[w].has(isLand) {
			return nil
		}
	}
	indefinite := p.is(det, "a", "an", "another")
	if !indefinite && !p.is(det, "the", "this", "that") || indefinite && !p.class[w].has(isOffice) {
		return nil
	}
	switch {
	case p.is(w, "party", "movement", "group"):
		return p.refer(w, "group", 1, tr)
	case p.class[w].has(isBody):
		return p.refer(w, "body", 1, tr)
	case p.class[w].has(isLand):
		return p.refer(w, "land", 1, tr)
	}
	return p.refer(w, "office", 1, tr)
}

// pair returns the two actors last spoken of together, when there are just two.
func (p *parse) pair(w int, tr *Trail) []int {
	for back := 0; back <= 2; back++ {
		q := p.a.parse(p.sentence - back)
		if q == nil {
			continue
		}
		var found []int
		ids := map[string]bool{}
		for _, c := range q.candidates() {
			if back == 0 && (c.word >= w || q.Dominates(c.word, w)) {
				continue
			}
			for _, i := range q.phrase(c.word, 2, nil) {
				m := p.a.Actors[i]
				if m.ID != "" && !ids[m.ID] && !m.Place && m.Kind != actor.Group {
					ids[m.ID] = true
					found = append(found, i)
				}
			}
		}
		if len(found) == 2 {
			sort.Ints(found)
			tr.add("the two of", p.a.Doc.Sentences[q.sentence].First)
			return found
		}
		if len(found) > 2 {
			return nil
		}
	}
	return nil
}

package reading

import (
	"sort"

	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

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
		return p.refer(w, "group", tr)
	case p.class[w].has(isBody):
		return p.refer(w, "body", tr)
	case p.class[w].has(isLand):
		return p.refer(w, "land", tr)
	}
	return p.refer(w, "office", tr)
}

// pair returns the two actors last spoken of together, when there are just two.
func (p *parse) pair(w int, tr *Trail) []int {
	return p.resolve(w, "pair", tr, func() antecedent { return p.couple(w) })
}

func (p *parse) couple(w int) antecedent {
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
			return antecedent{found, "the two of", p.a.Doc.Sentences[q.sentence].First}
		}
		if len(found) > 2 {
			return antecedent{}
		}
	}
	return antecedent{}
}

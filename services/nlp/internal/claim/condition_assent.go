package claim

import (
	"slices"

	"github.com/barograph/barograph/services/nlp/internal/reading"
)

// assented finds those who are still to be satisfied: what satisfies them, or
// that they agree, is a condition of their part in it.
func (r *reader) assented(s int) []bond {
	var out []bond
	for _, p := range r.Propositions(s) {
		st := r.Standing(p.Head)
		if p.Noun || st.Past || st.Perfect || st.Negated || st.Hypothetical {
			continue
		}
		o, ok := p.Object()
		if !ok {
			continue
		}
		var who []int
		switch {
		case r.Doc.Tokens[p.Head].Is("satisfy", "satisfies", "satisfying", "reassure", "reassuring", "reassures", "placate", "placating", "mollify", "appease", "accommodate", "accommodating"):
			who = o.Actors
		case r.Doc.Tokens[p.Head].Is("ensure", "ensuring", "ensures", "secure", "securing", "win", "winning", "obtain", "obtaining", "gain", "gaining", "get", "getting", "need", "needs", "require", "requires", "requiring") &&
			r.Doc.Tokens[o.Head].Is("comfort", "consent", "assent", "satisfaction", "acquiescence", "buy-in", "blessing", "approval", "go-ahead", "nod"):
			who = r.Possessors(o.Head)
		}
		who = r.states(who, p)
		if len(who) > 0 {
			sc := scope{cue: p.Head, first: p.Head, last: o.Last, governs: p.Head, sure: true}
			out = append(out, bond{scope: sc, who: who, token: p.Head, known: true})
		}
	}
	return out
}

// states are those of some mentions that name states other than who does p.
func (r *reader) states(who []int, p reading.Proposition) []int {
	return slices.DeleteFunc(slices.Clone(who), func(i int) bool {
		return len(r.Actors[i].ID) != 3 || !r.others([]int{i}, p.Subject.Actors)
	})
}

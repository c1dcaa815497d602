package claim

import (
	"slices"

	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// halted reports whether a gift is told in a clause that only says which thing
// its giver holds up: "shelved the plan for the 200 men it had promised". That it
// was promised is older than the news, which is that it does not come.
func (sc *scene) halted(t transfer, id string) bool {
	if t.status >= withdrawn || t.word < 0 {
		return false
	}
	w := t.word
	for w >= 0 && sc.rel(w) != syntax.Acl {
		if sc.Words[w].POS == syntax.VERB && sc.rel(w) != syntax.Conj && sc.rel(w) != syntax.Xcomp {
			return false
		}
		w = sc.Words[w].Head
	}
	for w >= 0 {
		if w = sc.Words[w].Head; w < 0 || sc.Words[w].POS == syntax.VERB {
			break
		}
		switch sc.rel(w) {
		case syntax.Nsubj, syntax.Acl, syntax.Advcl, syntax.Ccomp:
			return false // what it does, not what is done to it
		}
	}
	if w < 0 {
		return false
	}
	v := sc.token(w)
	if st := sc.Standing(v); st.Negated || st.Hypothetical {
		return false
	}
	for _, h := range sc.HitsIn("attitude", v, v+1) {
		if h.Entry.Value == "hinder" {
			return slices.Contains(sc.actorsOf(sc.Doers(v).Actors), id)
		}
	}
	return false
}

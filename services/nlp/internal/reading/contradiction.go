package reading

import "github.com/barograph/barograph/services/nlp/internal/syntax"

// ContradictionAt returns the word by which the passage at t sets itself
// against another account ("denied", "misleading", "despite the ruling"), or
// "": the predicate itself, what governs it, or an adverb or phrase of either.
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
			if p.class[c].has(isAccount) && (p.rel(c) == syntax.Obl || p.rel(c) == syntax.Nmod) && p.marker(c) == "despite" {
				return "despite"
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

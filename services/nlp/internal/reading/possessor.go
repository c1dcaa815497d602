package reading

import "github.com/barograph/barograph/services/nlp/internal/syntax"

// Possessors returns the actors to whom the thing named at token t belongs, or
// from whom it comes, by its own noun phrase alone: "its soldiers", "Kenyan
// police", "troops from Chad". Unlike Doers it does not ask the verb.
func (a *Article) Possessors(t int) []int {
	p, w := a.parseAt(t)
	if p == nil {
		return nil
	}
	if who, ok := p.possessor(w, 0, &Trail{}); ok && len(who) > 0 {
		return who
	}
	if i := p.mention[w]; i >= 0 && p.a.Actors[i].Suffix == "" {
		return []int{int(i)}
	}
	for c := range p.Children(w) {
		if p.rel(c) == syntax.Nmod && p.preposition(c) == "of" && p.mention[c] >= 0 {
			return p.phrase(c, 1, nil)
		}
	}
	if c := p.Child(w, syntax.Appos); c >= 0 {
		if who, ok := p.possessor(c, 1, &Trail{}); ok {
			return who
		}
	}
	return nil
}

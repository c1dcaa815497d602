package reading

import (
	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// owner returns the actors whose deed or state a noun (or an adjective before
// one) names: its possessor, those it is by, from or among, the adjective of a
// state before it, or the subject of the verb that it completes.
func (p *parse) owner(w, depth int, tr *Trail) ([]int, bool) {
	if depth > deepest {
		return nil, false
	}
	if p.rel(w) == syntax.Amod && p.Words[w].Tag == syntax.VBN && !p.class[w].has(isStative) {
		return nil, true // "a signed agreement" tells of no signer
	}
	if p.rel(w) == syntax.Amod || p.rel(w) == syntax.Compound {
		if h := p.head(w); h >= 0 && p.rel(w) == syntax.Amod && !p.class[h].has(isAct) {
			tr.add("said of", p.token(h))
			return p.phrase(h, depth+1, tr), true // "a wary Kenya"
		}
		return p.owner(p.head(w), depth+1, tr)
	}
	if who, ok := p.possessor(w, depth, tr); ok {
		return who, true
	}
	h := p.head(w)
	if h < 0 {
		return nil, false
	}
	switch r := p.rel(w); r {
	case syntax.Conj:
		return p.doers(h, depth+1, tr)
	case syntax.Appos:
		tr.add("beside", p.token(h))
		return p.phrase(h, depth+1, tr), true
	case syntax.Obj:
		if p.class[h].has(isLight) {
			tr.add("object of", p.token(h))
			return p.doers(h, depth+1, tr)
		}
		if p.class[w].has(isAct) {
			return nil, true // what is sought or welcomed is another's
		}
	case syntax.Xcomp:
		return p.controlled(h, depth, tr)
	case syntax.NsubjPass:
		if p.class[h].has(isLight) {
			return p.agent(h, depth, tr)
		}
	case syntax.Obl, syntax.Nmod, syntax.Advcl:
		if by := p.preposition(w); by == "in" || by == "with" || by == "without" || by == "of" && r == syntax.Nmod {
			tr.add(by, p.token(w))
			return p.doers(h, depth+1, tr)
		}
	}
	return nil, false
}

// possessor is the owner that a noun phrase itself names.
func (p *parse) possessor(w, depth int, tr *Trail) ([]int, bool) {
	for c := range p.Children(w) {
		if p.rel(c) == syntax.NmodPoss {
			tr.add("owner of", p.token(w))
			return p.phrase(c, depth+1, tr), true
		}
	}
	for c := range p.Children(w) {
		if p.rel(c) == syntax.Nmod || p.rel(c) == syntax.Obl {
			switch p.preposition(c) {
			case "by", "from", "among", "between", "within":
				if who := p.phrase(c, depth+1, tr); len(who) > 0 {
					tr.add(p.preposition(c)+" under", p.token(w))
					return who, true
				}
			case "of":
				if who := p.phrase(c, depth+1, nil); len(who) > 0 && p.class[w].has(isAct) {
					tr.add("of under", p.token(w))
					return who, true
				}
			}
		}
	}
	if who := p.adjective(w); len(who) > 0 {
		tr.add("adjective of", p.token(w))
		return who, true
	}
	return nil, false
}

// adjective is the state whose adjective or name stands before noun w:
// "French support", "the Kenya offer".
func (p *parse) adjective(w int) []int {
	for c := range p.Children(w) {
		if r := p.rel(c); r != syntax.Amod && r != syntax.Compound && r != syntax.Nmod && r != syntax.NmodDesc || c > w {
			continue
		}
		if i := p.mention[c]; i >= 0 && p.mention[w] != i && p.a.Actors[i].Suffix == "" && p.a.Actors[i].Prefix == "" {
			return p.a.beside(int(i))
		}
	}
	return nil
}

// beside returns mention i with the others of its run: "French and German".
func (a *Article) beside(i int) []int {
	out := []int{i}
	for k := i; k > 0 && a.Actors[k-1].Kind == actor.Demonym && a.Joined(a.Actors[k-1].Last, a.Actors[k].First) && a.Actors[k-1].Suffix == "" &&
		a.Doc.Tokens[a.Actors[k-1].First].Sentence == a.Doc.Tokens[a.Actors[i].First].Sentence; k-- {
		out = append([]int{k - 1}, out...)
	}
	return out
}

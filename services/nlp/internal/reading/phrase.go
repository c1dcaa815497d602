package reading

import (
	"slices"

	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// phrase returns the actors for which the noun phrase of w stands, all members
// of an enumeration. Only its head counts: Kenya's parliament is Kenyan, but
// Kenya's economy and the Kenya-led mission are no actors.
func (p *parse) phrase(w, depth int, tr *Trail) []int {
	if depth > deepest {
		return nil
	}
	out := p.member(w, depth, tr)
	for c := range p.Children(w) {
		if p.rel(c) == syntax.Conj && !p.clausal(c) {
			out = union(out, p.phrase(c, depth+1, nil))
		}
	}
	if i := p.mention[w]; i >= 0 && len(out) > 0 {
		out = union(out, p.listed(int(i)))
		slices.Sort(out)
	}
	return out
}

// listed returns the members of the enumeration of three or more names around
// mention i, as commas and a conjunction show it: parsers lose members of lists.
func (p *parse) listed(i int) []int {
	a := p.a
	joined := func(k int) bool {
		return k > 0 && k < len(a.Actors) && a.Actors[k].First < len(a.Doc.Tokens) && a.Doc.Tokens[a.Actors[k-1].First].Sentence == p.sentence &&
			a.Doc.Tokens[a.Actors[k].First].Sentence == p.sentence && a.Joined(a.Actors[k-1].Last, a.Actors[k].First)
	}
	first, last := i, i
	for joined(first) {
		first--
	}
	for joined(last + 1) {
		last++
	}
	if last-first < 2 || !a.Doc.Tokens[a.Actors[last].First-1].Is("and", "or", "the", "&", "nor") {
		return nil
	}
	var out []int
	for k := first; k <= last; k++ {
		if a.Actors[k].Kind == actor.Demonym || a.Actors[k].Suffix != "" {
			return nil
		}
		out = append(out, k)
	}
	return out
}

// union appends those of b that a lacks.
func union(a, b []int) []int {
	for _, x := range b {
		found := false
		for _, y := range a {
			found = found || x == y
		}
		if !found {
			a = append(a[:len(a):len(a)], x)
		}
	}
	return a
}

// member is phrase without the further members of an enumeration.
func (p *parse) member(w, depth int, tr *Trail) []int {
	if i := p.mention[w]; i >= 0 {
		if p.a.Actors[i].Suffix != "" || p.a.Actors[i].Kind == actor.Demonym && p.pos(w) == syntax.NOUN {
			return nil
		}
		if p.a.Actors[i].Kind == actor.Group && p.childIs(w, "both", "two") >= 0 {
			if who := p.pair(w, tr); len(who) > 0 {
				return who
			}
		}
		tr.add("named", p.token(w))
		return []int{int(i)}
	}
	if p.pos(w) == syntax.PRON || p.pos(w) == syntax.DET || p.low[w] == "both" {
		if who, ok := p.pronominal(w, depth, tr); ok {
			return who
		}
	}
	if who := p.stands(w, depth, tr); len(who) > 0 {
		return who
	}
	for c := range p.Children(w) {
		if p.rel(c) == syntax.Flat && p.mention[c] >= 0 { // "In January Elbonia's" read as one name
			tr.add("named", p.token(c))
			return []int{int(p.mention[c])}
		}
		if p.rel(c) == syntax.Appos {
			if who := p.member(c, depth+1, nil); len(who) > 0 {
				tr.add("named beside", p.token(c))
				return who
			}
		}
	}
	return p.nominal(w, tr)
}

// stands is the actor for which an office, an institution, an act or a share
// stands: through what modifies it.
func (p *parse) stands(w, depth int, tr *Trail) []int {
	if p.class[w].has(isShare) {
		for c := range p.Children(w) {
			if p.rel(c) == syntax.Nmod && (p.preposition(c) == "of" || p.preposition(c) == "among") {
				if who := p.phrase(c, depth+1, tr); len(who) > 0 {
					return who
				}
			}
		}
	}
	if !p.class[w].has(isOffice | isInstitution | isProxy) {
		return nil
	}
	for c := range p.Children(w) {
		if p.rel(c) == syntax.NmodPoss {
			if who := p.phrase(c, depth+1, nil); len(who) > 0 {
				tr.add("office of", p.token(c))
				return who
			}
		}
	}
	if who := p.adjective(w); len(who) > 0 {
		tr.add("adjective of", p.token(w))
		return who
	}
	for c := range p.Children(w) {
		if by := p.preposition(c); p.rel(c) == syntax.Nmod && (by == "of" || by == "for" || by == "from" || by == "at" || by == "in" && !p.class[w].has(isProxy)) {
			if who := p.phrase(c, depth+1, nil); len(who) > 0 {
				tr.add("office of", p.token(c))
				return who
			}
		}
	}
	return nil
}

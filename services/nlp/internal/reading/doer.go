package reading

import "github.com/barograph/barograph/services/nlp/internal/syntax"

// deepest bounds every climb and descent through trees and antecedents.
const deepest = 10

// doers returns the actors that do what word w says: its subject, or of a
// passive its agent. The second result is false when the tree does not tell.
func (p *parse) doers(w, depth int, tr *Trail) ([]int, bool) {
	if depth > deepest {
		return nil, false
	}
	w = p.predicate(w)
	if !p.clausal(w) {
		return p.owner(w, depth+1, tr)
	}
	if p.passive(w) {
		return p.agent(w, depth, tr)
	}
	return p.subject(w, depth+1, tr)
}

// passive reports whether w is a participle whose grammatical subject is what
// is done to. A state of mind is none: "is opposed to", "is committed to".
func (p *parse) passive(w int) bool {
	if p.Words[w].Tag != syntax.VBN && p.Words[w].Tag != syntax.VBD {
		return false
	}
	marked := p.Child(w, syntax.NsubjPass) >= 0 || p.Child(w, syntax.AuxPass) >= 0
	if p.byAgent(w) >= 0 && (marked || p.Child(w, syntax.Nsubj) < 0 && p.Child(w, syntax.Aux) < 0) {
		return true
	}
	if p.class[w].has(isStative) {
		return false
	}
	if marked {
		return true
	}
	if p.Words[w].Tag != syntax.VBN || p.Child(w, syntax.Aux) >= 0 || p.Child(w, syntax.Nsubj) >= 0 || p.counted(w) {
		return false
	}
	switch p.rel(w) {
	case syntax.Acl, syntax.Advcl, syntax.Amod:
		return true
	case syntax.Conj:
		return p.Child(w, syntax.Obj) < 0 && p.passive(p.head(w))
	}
	return false
}

// counted reports whether what w says was done by a count: "voted by 88 to 12".
func (p *parse) counted(w int) bool {
	for c := range p.Children(w) {
		if p.rel(c) == syntax.Obl && p.preposition(c) == "by" && p.pos(c) == syntax.NUM {
			return true
		}
	}
	return false
}

// byAgent is the head of the phrase with "by" that names a passive's agent, or -1.
func (p *parse) byAgent(w int) int {
	for c := range p.Children(w) {
		if (p.rel(c) == syntax.OblAgent || p.rel(c) == syntax.Obl) && p.preposition(c) == "by" && p.pos(c) != syntax.NUM && p.pos(c) != syntax.VERB {
			return c
		}
	}
	return -1
}

func (p *parse) agent(w, depth int, tr *Trail) ([]int, bool) {
	if c := p.byAgent(w); c >= 0 {
		tr.add("agent of", p.token(w))
		return p.phrase(c, depth+1, tr), true
	}
	if p.rel(w) == syntax.Conj && p.passive(p.head(w)) && p.Child(w, syntax.NsubjPass) < 0 && p.Child(w, syntax.Nsubj) < 0 {
		return p.agent(p.head(w), depth+1, tr)
	}
	tr.add("passive without agent", p.token(w))
	return nil, true
}

// subject returns the actors of w's grammatical subject: its own, or the one
// that its place in the sentence gives it.
func (p *parse) subject(w, depth int, tr *Trail) ([]int, bool) {
	if depth > deepest {
		return nil, false
	}
	if c := p.subjectWord(w); c >= 0 && p.head(c) == w {
		if p.is(c, "there", "it") && p.Child(w, syntax.Ccomp) >= 0 && p.pos(w) == syntax.ADJ {
			return nil, true // "it is clear that"
		}
		tr.add("subject of", p.token(w))
		return p.phrase(c, depth+1, tr), true
	}
	if c := p.Child(w, syntax.Expl); c >= 0 && p.is(c, "it") && p.class[w].has(isFuture|isStative) {
		return p.phrase(c, depth+1, tr), true
	}
	if p.ChildOf(w, syntax.Csubj) >= 0 || p.Child(w, syntax.Expl) >= 0 {
		return nil, true
	}
	if p.pos(w) == syntax.NOUN && p.Child(w, syntax.Obj) >= 0 {
		for c := range p.Children(w) {
			if c < w && p.rel(c) == syntax.Compound && p.mention[c] >= 0 {
				tr.add("before", p.token(w))
				return p.phrase(c, depth+1, tr), true
			}
		}
	}
	return p.given(w, depth, tr)
}

// given is the subject that a clause without one has from the word on which it hangs.
func (p *parse) given(w, depth int, tr *Trail) ([]int, bool) {
	h := p.head(w)
	if h < 0 {
		return nil, p.Words[w].Tag == syntax.VB && p.Child(w, syntax.Aux) < 0 // an order is nobody's deed
	}
	if who := p.beside(w); len(who) > 0 {
		tr.add("with", p.token(w))
		return who, true
	}
	if i := p.mention[h]; i >= 0 && p.pos(h) == syntax.VERB {
		tr.add("named", p.token(h))
		return []int{int(i)}, true // a name that the parser took for a verb
	}
	switch r := p.rel(w); r {
	case syntax.Conj:
		tr.add("shared with", p.token(h))
		if p.clausal(h) {
			return p.subject(h, depth+1, tr)
		}
		return p.doers(h, depth+1, tr)
	case syntax.Xcomp:
		return p.controlled(h, depth, tr)
	case syntax.Acl, syntax.AclRelcl:
		return p.ofNoun(w, h, depth, tr)
	case syntax.Appos:
		tr.add("beside", p.token(h))
		return p.phrase(h, depth+1, tr), true
	case syntax.Advcl, syntax.Ccomp, syntax.Obj, syntax.Obl, syntax.Nmod:
		if p.finite(w) {
			return nil, false
		}
		tr.add("as of", p.token(h))
		if r == syntax.Nmod || !p.clausal(h) {
			return p.doers(h, depth+1, tr)
		}
		if r == syntax.Advcl && !p.class[h].has(isWish) {
			return p.subject(h, depth+1, tr)
		}
		return p.controlled(h, depth, tr)
	}
	return nil, false
}

// beside returns the actors of a participle's own subject behind "with", which
// the tree often hangs elsewhere: "the council agreed, with Chad abstaining".
func (p *parse) beside(w int) []int {
	if p.Words[w].Tag != syntax.VBG {
		return nil
	}
	var who []int
	for c := w - 1; c >= 0; c-- {
		switch i := p.mention[c]; {
		case p.is(c, "with"):
			return who
		case i >= 0 && (len(who) == 0 || who[0] != int(i)):
			who = append([]int{int(i)}, who...)
		case i >= 0 || p.is(c, "and", "the", "both", ",", "even", "only", "or"):
		default:
			return nil
		}
	}
	return nil
}

// controlled is the subject of what hangs on verb h: the object of h, where it
// has one and does not promise, else the subject of h.
func (p *parse) controlled(h, depth int, tr *Trail) ([]int, bool) {
	if !p.class[h].has(isPromise) {
		for c := range p.Children(h) {
			r := p.rel(c)
			called := r == syntax.Obl && p.class[h].has(isWish) && (p.preposition(c) == "on" || p.preposition(c) == "to" || p.preposition(c) == "for")
			if r == syntax.Iobj || r == syntax.Obj && p.acting(c) || called {
				tr.add("object of", p.token(h))
				return p.phrase(c, depth+1, tr), true
			}
		}
	}
	tr.add("subject of", p.token(h))
	return p.subject(h, depth+1, tr)
}

// acting reports whether an object can do things itself: a name, a pronoun, an
// actor. "Kenya has troops to send" is of Kenya.
func (p *parse) acting(c int) bool {
	return p.pos(c) == syntax.PROPN || p.pos(c) == syntax.PRON || p.mention[c] >= 0 || p.class[c].has(isOffice|isInstitution|isLand|isShare)
}

// ofNoun is the subject of a clause that describes noun h: the noun itself, or
// for "its offer to send" the noun's owner.
func (p *parse) ofNoun(w, h, depth int, tr *Trail) ([]int, bool) {
	if p.rel(w) == syntax.AclRelcl || p.Words[w].Tag == syntax.VBG && p.marker(w) == "" {
		tr.add("described by", p.token(w))
		return p.phrase(h, depth+1, tr), true
	}
	if who := p.phrase(h, depth+1, nil); len(who) > 0 && !p.class[h].has(isAct) {
		tr.add("described by", p.token(w))
		return who, true
	}
	return p.owner(h, depth+1, tr)
}

// finite reports whether clause w has a finite verb.
func (p *parse) finite(w int) bool {
	if p.Words[w].Tag.Finite() {
		return true
	}
	for c := range p.Children(w) {
		if r := p.rel(c); (r == syntax.Aux || r == syntax.AuxPass || r == syntax.Cop) && p.Words[c].Tag.Finite() {
			return true
		}
	}
	return false
}

package reading

import (
	"slices"

	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// Role is who fills a place of a predicate.
type Role struct {
	// Actors are indices of Article.Actors, all members of an enumeration.
	Actors []int
	// Known is true when the tree tells who it is, or that it is no actor.
	Known bool
	// Trail is how they were found.
	Trail Trail
}

// Argument is a phrase or a clause that hangs on a predicate.
type Argument struct {
	// Relation is obj, iobj, obl, nmod, ccomp, xcomp, advcl or acl.
	Relation string
	// Preposition or conjunction that joins it ("to", "with", "that"), or "".
	Preposition string
	// Head is the token of its head; First and Last are its tokens, half-open.
	Head, First, Last int
	// Actors are those for which the phrase stands.
	Actors []int
}

// Proposition is what one predicate says.
type Proposition struct {
	// Head is the token of the predicate; First and Last are its words with
	// auxiliaries, negation and particle, half-open.
	Head, First, Last int
	// Noun is true for event nouns ("its refusal"), Passive for passives.
	Noun, Passive bool
	// Subject is who does it: of a passive the agent, of a noun the owner.
	Subject Role
	// Patient is the grammatical subject of a passive; empty otherwise.
	Patient Role
	// Arguments are its further phrases and clauses in text order.
	Arguments []Argument
	// Governor is the token of the predicate on which it hangs, -1 for none, and
	// Relation how it does (xcomp, ccomp, advcl, acl:relcl, conj).
	Governor int
	Relation string
}

// Object returns the direct object, or what a passive is done to.
func (p Proposition) Object() (Argument, bool) {
	for _, a := range p.Arguments {
		if a.Relation == "obj" || p.Passive && a.Relation == "nsubj:pass" {
			return a, true
		}
	}
	return Argument{}, false
}

// With returns the first argument that one of the prepositions joins.
func (p Proposition) With(prepositions ...string) (Argument, bool) {
	for _, a := range p.Arguments {
		if slices.Contains(prepositions, a.Preposition) {
			return a, true
		}
	}
	return Argument{}, false
}

// Doers returns who does what the word at token t says, and how that was found.
func (a *Article) Doers(t int) Role {
	var r Role
	if p, w := a.parseAt(t); p != nil {
		r.Actors, r.Known = p.doers(w, 0, &r.Trail)
	}
	return r
}

// PropositionAt returns the proposition of the predicate at token t, or of the
// one that the word at t helps; false where the sentence has no tree.
func (a *Article) PropositionAt(t int) (Proposition, bool) {
	p, w := a.parseAt(t)
	if p == nil {
		return Proposition{}, false
	}
	return p.proposition(p.predicate(w)), true
}

// Propositions returns what sentence s says, in text order: one for each verb,
// predicative adjective or noun, and noun of a class of deeds.
func (a *Article) Propositions(s int) []Proposition {
	p := a.parse(s)
	if p == nil {
		return nil
	}
	var out []Proposition
	for w := range p.Words {
		if r := p.rel(w); r == syntax.Aux || r == syntax.AuxPass || r == syntax.Cop {
			continue
		}
		if p.clausal(w) || p.class[w].has(isAct) {
			out = append(out, p.proposition(w))
		}
	}
	return out
}

func (p *parse) proposition(w int) Proposition {
	out := Proposition{Head: p.token(w), First: p.token(w), Last: p.token(w) + 1, Noun: !p.clausal(w), Governor: -1, Relation: p.rel(w).String()}
	out.Passive = !out.Noun && p.passive(w)
	out.Subject.Actors, out.Subject.Known = p.doers(w, 0, &out.Subject.Trail)
	if out.Passive {
		out.Patient.Actors, out.Patient.Known = p.subject(w, 0, &out.Patient.Trail)
	}
	if h := p.head(w); h >= 0 {
		out.Governor = p.token(h)
	}
	for c := range p.Children(w) {
		switch r := p.rel(c); r {
		case syntax.Aux, syntax.AuxPass, syntax.Cop, syntax.CompoundPrt, syntax.Advmod:
			if t := p.token(c); r != syntax.Advmod || p.class[c].has(isNot) {
				out.First, out.Last = min(out.First, t), max(out.Last, t+1)
			}
		case syntax.Obj, syntax.Iobj, syntax.Obl, syntax.OblAgent, syntax.OblUnmarked, syntax.Nmod, syntax.Ccomp, syntax.Xcomp, syntax.Advcl, syntax.Acl, syntax.NsubjPass:
			out.Arguments = append(out.Arguments, p.argument(c))
		}
	}
	return out
}

func (p *parse) argument(c int) Argument {
	first, last := p.Subtree(c)
	out := Argument{Relation: p.rel(c).String(), Preposition: p.marker(c), Head: p.token(c), First: p.token(first), Last: p.token(last-1) + 1}
	if !p.rel(c).Clausal() {
		out.Actors = p.phrase(c, 1, nil)
	}
	return out
}

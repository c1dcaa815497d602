package claim

import (
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/reading"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// unproven is why an act is no arrival of an initiative's people or goods.
const unproven = "it does not tell as a fact that the initiative's own people or goods have come"

// arrival is an act by which somebody or something gets into place.
type arrival struct {
	*reader
	*syntax.Tree
	hit   lexicon.Hit
	focus link.Focus
	word  int // the act's
}

// arrived reports whether an act tells as a fact that the initiative has got
// into place. That answers the question of many an initiative, so nothing is
// taken for it but a finite clause in the past, near a mention of the
// initiative, of which what came is the initiative's own: called its first, or
// its, or sent to it by others than those who may stop it.
func (r *reader) arrived(h lexicon.Hit, f link.Focus, s reading.Standing) bool {
	tree := r.Tree(r.Doc.Tokens[h.Anchor].Sentence)
	if tree == nil || f.Reach == link.Carried || !s.Past && !s.Perfect && !h.Entry.Has("state") || r.ContradictionAt(h.Anchor) != "" {
		return false
	}
	a := arrival{reader: r, Tree: tree, hit: h, focus: f, word: tree.WordOf(h.Anchor)}
	if a.word < 0 || !a.finite() || a.awaited() || a.meeting() {
		return false
	}
	what := a.what()
	if what < 0 {
		return false
	}
	first, last := a.Subtree(what)
	from, to := a.Words[first].Token, a.Words[last-1].Token+1
	if a.strange(from, to) {
		return false
	}
	return a.first(from, to) || a.mentioned(what)
}

// finite reports whether the act's word is a verb that is told of somebody, in
// itself or with its auxiliaries.
func (a arrival) finite() bool {
	if t := a.Words[a.word].Tag; t == syntax.VBD || t == syntax.VBZ || t == syntax.VBP {
		return true
	}
	helped := false
	for c := range a.Children(a.word) {
		switch a.Words[c].Relation {
		case syntax.Aux, syntax.AuxPass, syntax.Cop:
			if a.Words[c].Tag == syntax.MD || a.Words[c].Tag == syntax.TO {
				return false
			}
			helped = helped || a.Words[c].Tag.Finite()
		}
	}
	return helped
}

// awaited reports whether the clause only dates something by what it tells, or
// makes it a condition: "before the first soldiers arrived".
func (a arrival) awaited() bool {
	for w := a.word; w >= 0; w = a.Words[w].Head {
		for c := range a.Children(w) {
			if m := a.Words[c]; m.Relation == syntax.Mark && a.Doc.Tokens[m.Token].Is("before", "since", "until", "till", "once", "unless", "if", "whether", "lest") {
				return true
			}
		}
	}
	return false
}

// meeting reports whether the sentence is of people who come together: those
// who are sent to a meeting or an exercise are not deployed.
func (a arrival) meeting() bool {
	s := a.Doc.Sentences[a.Doc.Tokens[a.hit.Anchor].Sentence]
	return len(a.HitsIn("meeting", s.First, s.Last)) > 0
}

// what is the head of the phrase of what comes or is brought: the object, the
// subject of a passive, and the subject of a verb of moving; -1 if it is nothing
// that an initiative deploys.
func (a arrival) what() int {
	object, subject, passive := a.outside(syntax.Obj), a.outside(syntax.Nsubj), a.outside(syntax.NsubjPass)
	w := passive
	switch {
	case w >= 0:
	case a.hit.Entry.Has("goes") && subject >= 0 && (object < 0 || a.deployable(subject)):
		w = subject
	case object >= 0:
		w = object
	case a.hit.Entry.Has("goes"), a.hit.Entry.Has("state"):
		w = subject
	}
	if w < 0 && a.Words[a.word].Relation == syntax.AclRelcl { // "soldiers who landed"
		w = a.Words[a.word].Head
	}
	if w < 0 || !a.deployable(w) {
		return -1
	}
	return w
}

// outside is the dependent of the act in a relation which is no part of the
// hit; for a relative pronoun the noun that it stands for.
func (a arrival) outside(rel syntax.Relation) int {
	c := a.Child(a.word, rel)
	switch {
	case c < 0, a.Words[c].Token >= a.hit.First && a.Words[c].Token < a.hit.Last:
		return -1
	case a.Words[a.word].Relation == syntax.AclRelcl && a.Doc.Tokens[a.Words[c].Token].Is("who", "which", "that"):
		return a.Words[a.word].Head
	}
	return c
}

// deployable reports whether the head of a phrase is matter of the rung, or the
// initiative itself.
func (a arrival) deployable(w int) bool {
	t := a.Words[w].Token
	for _, m := range a.HitsIn("matter", t-3, t+1) {
		if m.Entry.Value == a.hit.Entry.Value && m.Last > t {
			return true
		}
	}
	return a.itselfAt(t, t+1)
}

// itselfAt reports whether a mention of the initiative ends within tokens [from, to).
func (a arrival) itselfAt(from, to int) bool {
	for _, m := range a.MentionsOver(from, to) {
		if m.Initiative == a.focus.Initiative && m.Last <= to {
			return true
		}
	}
	return false
}

// strange reports whether those who come, or who send them, are the
// initiative's host, opponents or others who may stop it. Who is named in the
// initiative's own name does not count.
func (a arrival) strange(from, to int) bool {
	in := a.catalogue[a.focus.Initiative]
	who := append(a.ActorsIn(from, to), a.Subjects(a.hit.Anchor)...)
	for _, i := range who {
		if a.own(a.Actors[i].First) {
			continue
		}
		if id := a.Actors[i].ID; in.adversary(id) || (in.host(id) || in.vetoer(id)) && !in.sponsor(id) {
			return true
		}
	}
	return false
}

// own reports whether a token stands in a mention of the initiative.
func (a arrival) own(token int) bool {
	for _, m := range a.MentionsOver(token, token+1) {
		if m.Initiative == a.focus.Initiative {
			return true
		}
	}
	return false
}

// first reports whether the phrase of tokens [from, to) calls what comes the first.
func (a arrival) first(from, to int) bool {
	for t := from; t < to; t++ {
		if a.Doc.Tokens[t].Is("first", "vanguard", "advance", "initial", "lead") {
			return true
		}
	}
	return false
}

// mentioned reports whether what comes is the initiative, is called its, or
// comes to it: a mention hangs on the act without another clause between, except
// one that tells what it is for.
func (a arrival) mentioned(what int) bool {
	for _, m := range a.mentionsBeside(a.hit.Anchor) {
		if m.Initiative != a.focus.Initiative {
			continue
		}
		for w := a.WordOf(m.Last - 1); w >= 0; w = a.Words[w].Head {
			if w == what || w == a.word {
				return true
			}
			if !a.belongs(w) {
				break
			}
		}
	}
	return false
}

// belongs reports whether a word's phrase says of its head to what it belongs
// or what it is for.
func (a arrival) belongs(w int) bool {
	switch a.Words[w].Relation.Base() {
	case syntax.Advcl, syntax.Acl:
		return a.Words[w].Relation != syntax.AclRelcl && !a.Words[w].Tag.Finite()
	case syntax.Obl, syntax.Nmod:
		c := a.Child(w, syntax.Case)
		return c < 0 || a.Doc.Tokens[a.Words[c].Token].Is("of", "for", "to", "with", "in", "under", "as", "from", "'s", "’s")
	}
	return nominal(a.Tree, w)
}

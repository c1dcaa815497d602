package claim

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// implied returns the transfers of words that name their gift themselves: to
// train police, to finance the plan, to join the force.
func (sc *scene) implied() []transfer {
	var out []transfer
	for w := range sc.Words {
		if sc.used[w] || sc.Words[w].POS == syntax.PUNCT {
			continue
		}
		for _, e := range sc.senses[w] {
			if t, ok := sc.implies(w, e); ok {
				out = append(out, t)
				break
			}
		}
	}
	return out
}

func (sc *scene) implies(w int, e *lexicon.Entry) (transfer, bool) {
	t := transfer{word: w, sense: e, place: asObject, rule: "commitment/implied", surety: 600}
	t.gift = gift{word: w}
	switch {
	case e.Has("kind") && sc.Words[w].POS == syntax.VERB:
		t.gift.kind = kinds[e.Attrs["kind"]]
		o := sc.Child(w, syntax.Obj)
		if e.Has("denied") {
			return t, o < 0 && sc.Standing(sc.token(w)).Negated
		}
		if o < 0 || e.Has("scheme") && !sc.scheme(o) || e.Has("people") && !sc.people(o) {
			return t, false
		}
	case e.Has("self"):
		if sc.Words[w].POS == syntax.NOUN && e.Text[0] == '{' && !sc.subject(w) || sc.Words[w].Relation == syntax.Amod {
			return t, false
		}
		t.gift.kind, t.gift.people = taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, true
		t.surety = 500
		if sc.Child(w, syntax.NsubjPass) >= 0 || e.Has("ahead") && !sc.Standing(sc.token(w)).Future {
			return t, false
		}
		return t, sc.takesPart(w)
	default:
		return t, false
	}
	return t, true
}

// people reports whether the phrase of word w names police or soldiers.
func (sc *scene) people(w int) bool {
	e, ok := sc.contribution(w)
	return ok && e != nil && armed(kinds[e.Value]) || sc.is(w, "recruits", "cadets")
}

// scheme reports whether the phrase of word w is an initiative: a mention, or
// a noun that takes one up.
func (sc *scene) scheme(w int) bool {
	t := sc.token(w)
	return len(sc.MentionsOver(t, t+1)) > 0
}

// takesPart reports whether word w is said of the initiative: what it joins or
// leaves is one, or it has no object at all.
func (sc *scene) takesPart(w int) bool {
	other := false
	for c := range sc.Children(w) {
		switch sc.rel(c) {
		case syntax.Obj:
			if sc.scheme(c) {
				return true
			}
			other = other || !sc.is(c, "part", "home")
		case syntax.Xcomp, syntax.Ccomp:
			other = true
		case syntax.Obl:
			switch sc.preposition(c) {
			case "by", "via":
				other = other || sc.Words[c].POS == syntax.NOUN && !sc.dated(c) // a meeting, by telephone
			case "in", "from", "of", "to", "into", "on":
				if sc.scheme(c) || sc.Words[c].POS == syntax.PRON || sc.is(c, "force", "forces", "mission", "coalition", "initiative", "operation") {
					return true
				}
				other = other || sc.Words[c].POS == syntax.NOUN && !sc.dated(c) && !sc.is(c, "ground", "sea", "air", "land", "principle", "writing")
			}
		}
	}
	return !other
}

// dated reports whether the phrase of word w is a date.
func (sc *scene) dated(w int) bool {
	t := sc.token(w)
	for _, d := range sc.DatesIn(sc.Doc.Sentences[sc.sentence].First, t+1) {
		if t < d.Last {
			return true
		}
	}
	return false
}

package claim

import (
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// pick returns the sense in which word w gives what stands at a place, or nil.
func (sc *scene) pick(w int, p place) *lexicon.Entry {
	var best *lexicon.Entry
	for _, e := range sc.senses[w] {
		var fits bool
		switch nominal := sc.Words[w].POS == syntax.NOUN || sc.Words[w].POS == syntax.PROPN; {
		case p == asContent:
			fits = e.Has("give") && (e.Text[0] != '{' || sc.Words[w].Tag == syntax.VBG)
		case !sc.partOfSpeech(w, e), nominal && e.Text[0] != '<' && sc.Child(w, syntax.Obj) < 0 && !sc.subject(w) && strings.Contains(e.Text, "{"):
		default:
			fits = e.Has(string(p)) || p == asObject && e.Has("done") && sc.done(w)
		}
		if fits && (best == nil || len(e.Text) > len(best.Text)) {
			best = e
		}
	}
	return best
}

// partOfSpeech reports whether an entry that is written as a verb meets one: the
// adjective "ready" is not the verb.
func (sc *scene) partOfSpeech(w int, e *lexicon.Entry) bool {
	return sc.Words[w].POS != syntax.ADJ || e.Text[0] != '{' || strings.Contains(e.Text, " ")
}

// done reports whether word w is a passive.
func (sc *scene) done(w int) bool {
	return sc.Words[w].Tag == syntax.VBN && (sc.Child(w, syntax.NsubjPass) >= 0 || sc.Child(w, syntax.AuxPass) >= 0)
}

// subject reports whether word w has a subject of its own.
func (sc *scene) subject(w int) bool {
	return sc.ChildOf(w, syntax.Nsubj) >= 0
}

// senseAt makes the transfer of a gift by word w, with none or one result.
func (sc *scene) senseAt(g gift, w int, p place) []transfer {
	t := transfer{gift: g, word: w, place: p, rule: giving, surety: 800}
	if p == asPresence {
		if t.gift.kind == taggingv1.CommitmentKind_COMMITMENT_KIND_MONEY || t.gift.kind == taggingv1.CommitmentKind_COMMITMENT_KIND_BASING || t.gift.kind == taggingv1.CommitmentKind_COMMITMENT_KIND_POLITICAL {
			return nil
		}
		return []transfer{t}
	}
	if p == asFragment {
		t.sense, t.rule, t.surety = sc.pick(w, asObject), "commitment/list", 650
		return []transfer{t}
	}
	if p == asHolding {
		if !sc.held(w) {
			return nil
		}
		if t.sense = sc.pick(w, asHolding); t.sense == nil {
			return nil
		}
		return []transfer{t}
	}
	if t.sense = sc.pick(w, p); t.sense == nil || p == asSubject && !sc.goes(t) {
		return nil
	}
	return []transfer{t}
}

// goes reports whether a gift as the subject gives itself: what can move, by
// what it does to the initiative rather than to something else.
func (sc *scene) goes(t transfer) bool {
	switch t.gift.kind {
	case taggingv1.CommitmentKind_COMMITMENT_KIND_MONEY, taggingv1.CommitmentKind_COMMITMENT_KIND_POLITICAL, taggingv1.CommitmentKind_COMMITMENT_KIND_BASING:
		return t.sense.Value == "offered"
	}
	return !t.sense.Has("scheme") || sc.takesPart(t.word)
}

// readied reports whether what somebody has is ready.
func (sc *scene) readied(w int) bool {
	for c := range sc.Children(w) {
		if sc.is(c, "ready", "standby", "available") {
			return true
		}
		for m := range sc.Children(c) {
			if sc.rel(c) == syntax.Obj && sc.is(m, "ready", "standby", "available") {
				return true
			}
		}
	}
	return false
}

// held reports whether who has a gift has it in a place: "has 700 officers in
// Haiti"; or has it ready.
func (sc *scene) held(w int) bool {
	for c := range sc.Children(w) {
		if sc.is(c, "there", "ready", "deployed", "stationed", "place", "available", "standby") {
			return true
		}
		if sc.rel(c) == syntax.Obl && (sc.preposition(c) == "in" || sc.preposition(c) == "at" || sc.preposition(c) == "on") && sc.Words[c].POS == syntax.PROPN {
			return true
		}
		if sc.rel(c) != syntax.Obj {
			continue
		}
		for m := range sc.Children(c) {
			if sc.rel(m) == syntax.Nmod && sc.preposition(m) == "in" && sc.Words[m].POS == syntax.PROPN || sc.is(m, "there", "ready", "deployed", "stationed") {
				return true
			}
		}
	}
	return false
}

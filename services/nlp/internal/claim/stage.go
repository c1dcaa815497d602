package claim

import (
	"slices"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/reading"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// Short names of the ladder.
const (
	mooted     = taggingv1.CommitmentStatus_COMMITMENT_STATUS_MOOTED
	interested = taggingv1.CommitmentStatus_COMMITMENT_STATUS_INTERESTED
	offered    = taggingv1.CommitmentStatus_COMMITMENT_STATUS_OFFERED
	pledged    = taggingv1.CommitmentStatus_COMMITMENT_STATUS_PLEDGED
	committed  = taggingv1.CommitmentStatus_COMMITMENT_STATUS_COMMITTED
	prepared   = taggingv1.CommitmentStatus_COMMITMENT_STATUS_PREPARED
	deployed   = taggingv1.CommitmentStatus_COMMITMENT_STATUS_DEPLOYED
	withdrawn  = taggingv1.CommitmentStatus_COMMITMENT_STATUS_WITHDRAWN
	declined   = taggingv1.CommitmentStatus_COMMITMENT_STATUS_DECLINED
)

// begun is the value of words that let stand what they govern: "began sending".
const begun = "begun"

// stage settles the status of a transfer: that of its word when it is so,
// lowered by tense and mood and by the words that govern it, turned by
// negation. The reason says why there is none.
func (sc *scene) stage(t *transfer) (reason string) {
	status := deployed
	if t.place == asFragment {
		t.status = pledged
		if t.sense != nil && t.sense.Has("give") {
			t.status = statuses[t.sense.Value]
		}
		if t.gift.none {
			t.status = declined
		}
		return ""
	}
	if t.sense != nil {
		status = statuses[t.sense.Value]
	}
	if t.place == asHolding && sc.readied(t.word) {
		status = prepared
	}
	st := sc.Standing(sc.token(t.word))
	if st.Hypothetical {
		return supposed
	}
	firm := status != deployed && status != prepared || t.place == asContent || t.place == asPresence || t.place == asWanted || sc.told(t.word)
	status, firm, wished := sc.governed(t, status, firm)
	spoken := t.sense != nil && t.sense.Has("told") // of what is only spoken of, what is said further may be denied
	negated := st.Negated && !((t.gift.none || spoken) && !sc.negates(t.word))
	switch {
	case st.Obliged && !negated:
		return "it is said to be due only"
	case st.Wished && !wished:
		return "somebody else asks for it"
	case negated != t.gift.none:
		if status == declined && t.sense.Has("give") && negated {
			t.status = mooted // "has not ruled out sending"
			return ""
		}
		if status == withdrawn || status == declined {
			return "it is denied"
		}
		t.status = declined
		return ""
	case negated: // "never without soldiers"
		return "it is denied twice"
	case status == withdrawn && st.Certainty >= reading.Possible:
		return "it may be withdrawn only"
	case status >= withdrawn:
		t.status = status
		return ""
	case !firm && !st.Future && sc.trails(t.word):
		status = min(status, committed) // "is the largest donor, providing $300 million"
	case !firm && !st.Future:
		return "an infinitive or participle by itself says of no one that he gives"
	case !firm:
		status = pledged
	}
	t.status = sc.shifted(t, status, st)
	return ""
}

// negates reports whether word w is denied by a word of its own, rather than by
// the "no" of one of its arguments.
func (sc *scene) negates(w int) bool {
	for c := range sc.Children(w) {
		if sc.is(c, "not", "n't", "never", "without", "nor", "neither", "hardly") {
			return true
		}
	}
	return false
}

// shifted lowers a status by tense and mood: what will be is pledged, what would
// be offered, what may be mooted.
func (sc *scene) shifted(t *transfer, status taggingv1.CommitmentStatus, st reading.Standing) taggingv1.CommitmentStatus {
	switch {
	case st.Certainty >= reading.Possible && !(st.Conditional && st.Future):
		if sc.speaksItself(t) {
			return min(status, offered)
		}
		return min(status, mooted)
	case st.Future && (st.Certainty >= reading.Probable || st.Conditional):
		if st.Conditional {
			return min(status, offered)
		}
		return min(status, pledged) // mostly "will" told in the past
	case st.Future && status > pledged && !sc.past(t.word):
		return pledged
	case status == deployed && (sc.Words[t.word].Tag == syntax.VBP || sc.Words[t.word].Tag == syntax.VBZ || sc.Words[t.word].Tag == syntax.VB) && sc.due(t.word):
		return pledged // "the rest follow before the end of August"
	case status == deployed && sc.Words[t.word].Tag == syntax.VBG && t.place == asObject:
		return committed // "is sending"
	}
	return status
}

// trails reports whether word w is a participle that goes on with what a
// sentence says of its subject, or has one of its own: "with Chad providing fuel".
func (sc *scene) trails(w int) bool {
	h := sc.Words[w].Head
	if h < 0 || sc.Words[w].Tag != syntax.VBG || sc.rel(w) != syntax.Advcl && (sc.rel(w) != syntax.Acl || sc.Child(h, syntax.Cop) < 0) {
		return false
	}
	if sc.Child(w, syntax.Nsubj) >= 0 {
		return true
	}
	return sc.Child(w, syntax.Mark) < 0 && h < w && sc.is(w-1, ",")
}

// due reports whether what word w tells is dated later than the article, by the
// dates behind it in its sentence.
func (sc *scene) due(w int) bool {
	if sc.Published.IsZero() {
		return false
	}
	for _, d := range sc.DatesIn(sc.token(w), sc.Doc.Sentences[sc.sentence].Last) {
		if d.Known() && d.After(sc.Published) {
			return true
		}
	}
	return false
}

// past reports whether word w itself is told as done, whatever it governs.
func (sc *scene) past(w int) bool { return sc.Words[w].Tag == syntax.VBD }

// speaksItself reports whether who is said to be able says so himself.
func (sc *scene) speaksItself(t *transfer) bool {
	v := sc.VoiceAt(sc.token(t.word))
	if v.Speaker < 0 {
		return false
	}
	for _, id := range t.owners {
		if sc.Actors[v.Speaker].ID == id {
			return true
		}
	}
	return false
}

// told reports whether word w is finite, or a participle that describes a noun.
func (sc *scene) told(w int) bool {
	if sc.Words[w].Tag.Finite() || sc.Words[w].Tag == syntax.VBN && sc.Child(w, syntax.Mark) < 0 {
		return true
	}
	for c := range sc.Children(w) {
		if r := sc.Words[c].Relation; (r == syntax.Aux || r == syntax.AuxPass || r == syntax.Cop) && !sc.is(c, "to", "be", "been", "being") {
			return true
		}
	}
	return false
}

// governed climbs through the words that govern a transfer's. Of several the
// lowest rung holds; what is ruled out or called off stays so.
func (sc *scene) governed(t *transfer, status taggingv1.CommitmentStatus, firm bool) (taggingv1.CommitmentStatus, bool, bool) {
	wished := false
	for w := t.word; ; {
		h, next := sc.governor(w)
		if h < 0 || !next && !sc.governs(w, h) {
			return status, firm, wished
		}
		outer, known := sc.shift(h)
		switch {
		case !known:
			if sc.rel(w) == syntax.Conj && !firm {
				firm = sc.told(h)
			}
		case outer == 0:
			firm = true
		case outer == withdrawn && status < withdrawn:
			status, firm = withdrawn, true
		case outer == declined:
			firm = true
			if sc.rel(w) != syntax.Conj && sc.Standing(sc.token(h)).Negated {
				status = min(status, mooted) // "has not ruled out joining"
			}
		case status >= withdrawn:
		case !firm:
			status, firm = outer, true
		default:
			status = min(status, outer)
		}
		wished = wished || known && outer == interested && sc.sameDoer(t, h)
		w = h
	}
}

// governor is the word on which w hangs; of a gerund right behind a verb of
// giving that verb, whatever the tree says, and then the second result is true.
func (sc *scene) governor(w int) (int, bool) {
	if sc.Words[w].Tag == syntax.VBG {
		v := w - 1
		for v > 0 && sc.Words[v].Relation == syntax.CompoundPrt {
			v--
		}
		if v >= 0 && sc.Words[v].POS == syntax.VERB && len(sc.senses[v]) > 0 {
			return v, true
		}
	}
	return sc.Words[w].Head, false
}

// governs reports whether what word w says hangs on word h.
func (sc *scene) governs(w, h int) bool {
	switch sc.rel(w) {
	case syntax.Xcomp, syntax.Conj:
		return true
	case syntax.Ccomp, syntax.Acl, syntax.Advcl:
		return len(sc.senses[h]) > 0 && sc.Words[w].Relation != syntax.AclRelcl && sc.Words[w].Relation != syntax.AdvclRelcl
	case syntax.Obj, syntax.Nsubj:
		return sc.Words[w].Relation != syntax.Nsubj && len(sc.senses[h]) > 0
	case syntax.Nmod, syntax.Obl:
		switch sc.preposition(w) {
		case "of", "on", "about", "to", "for", "in":
			return len(sc.senses[h]) > 0
		}
	}
	return false
}

// shift is the status that word h gives what hangs on it; 0 for words that let it stand.
func (sc *scene) shift(h int) (taggingv1.CommitmentStatus, bool) {
	best, known := taggingv1.CommitmentStatus(0), false
	size := 0
	for _, e := range sc.senses[h] {
		s := statuses[e.Value]
		if !sc.partOfSpeech(h, e) || e.Value != begun && (s == deployed || s == prepared && !e.Has("give")) || e.Has("kind") {
			continue
		}
		if len(e.Text) > size {
			best, known, size = s, true, len(e.Text)
		}
	}
	return best, known
}

// sameDoer reports whether who wants is also who would give.
func (sc *scene) sameDoer(t *transfer, h int) bool {
	for _, id := range sc.actorsOf(sc.Subjects(sc.token(h))) {
		if slices.Contains(t.owners, id) {
			return true
		}
	}
	return false
}

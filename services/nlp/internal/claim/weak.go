package claim

import taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"

// inferred is the confidence below which a stance is not read from words for
// it, but inferred from what somebody does, gives or has a part in.
const inferred = 200

// guessed are the rules that infer a stance.
var guessed = map[string]bool{deed: true, roster: true, "position/verdict": true}

// side is one actor's part in one initiative.
type side struct {
	initiative int
	actor      string
}

// outweighed drops the stances that are merely inferred where the article tells
// the same in words, and leaves of several inferences the surest: that somebody
// telephoned adds nothing to what he said, and a reader who is shown it as a
// reason is right to distrust the rest. Where the accounts differ all are kept,
// since they are weighed against each other; and those who sponsor an initiative
// get it on by whatever they do.
func (r *reader) outweighed() {
	surest, divided := map[side]int{}, map[side]bool{}
	for i, d := range r.drafts {
		if d.kind != "position" {
			continue
		}
		k := side{d.initiative, d.actor}
		j, seen := surest[k]
		if silent(d) && seen {
			continue
		}
		if seen && silent(r.drafts[j]) {
			surest[k] = i
			continue
		}
		divided[k] = divided[k] || seen && leaning(d) != leaning(r.drafts[j])
		if !seen || d.confidence > r.drafts[j].confidence {
			surest[k] = i
		}
	}
	kept := make([]draft, 0, len(r.drafts))
	for i, d := range r.drafts {
		k := side{d.initiative, d.actor}
		own := r.catalogue[d.initiative].sponsor(d.actor)
		if i != surest[k] && (silent(d) || d.kind == "position" && guessed[d.rule] && d.confidence < inferred && !divided[k] && !own) {
			r.weaker(d, r.drafts[surest[k]])
			continue
		}
		kept = append(kept, d)
	}
	r.drafts = kept
}

// silent holds for what is read from an answer that was not given: it counts
// only for those of whom nothing else is told.
func silent(d draft) bool {
	return d.kind == "position" && d.rule == deed && d.claim.GetPosition().GetStance() == taggingv1.Stance_STANCE_UNDECIDED
}

// leaning is the side on which the stance of a position lies: 1 for, 0 neither, -1 against.
func leaning(d draft) int {
	switch s := d.claim.GetPosition().GetStance(); {
	case s == taggingv1.Stance_STANCE_UNDECIDED:
		return 0
	case s < taggingv1.Stance_STANCE_UNDECIDED:
		return 1
	}
	return -1
}

package assess

import (
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// camp is a set of claims that say the same: of one slot or of one term, in one
// direction, of one slot also under conditions or not.
type camp struct {
	slot      slot
	owner     owner
	direction int
	hangs     taggingv1.ConditionState // see hangsOn
}

// grade computes the credibility digit of an active claim from independence
// and contradiction alone; the letter of the source is the other axis.
//
//	1 confirmed: two independent known origins say the same of the same slot within agreement_days
//	2 probably true: another known origin points the same way in the same dimension or rung
//	3 possibly true: one known origin, not contradicted
//	4 doubtful: a better source contradicts it, though two origins say it
//	5 improbable: a better source contradicts it
//	6 cannot be judged: unknown origin, unless two known ones say the same
//
// Support that a breached condition turned into opposition is judged by its
// origin alone: neither who agrees with its words nor who contradicts them
// speaks to what they are counted as.
func (e *evaluation) grade(it *item) {
	was := it.digit
	it.digit = e.digit(it)
	if it.digit == was {
		return
	}
	e.queue.add(it, stepStake)
	e.queue.add(it, stepWeigh)
}

func (e *evaluation) digit(it *item) uint32 {
	if it.owner.none() {
		return 0
	}
	digit := uint32(3)
	if it.origin == "" {
		digit = 6
	}
	if it.turned() {
		return digit
	}
	if it.place.enrolled {
		if digit == 3 && it.place.inTerm.confirmed(e, it) {
			digit = 2
		}
		if it.place.inSlot != nil && it.place.inSlot.confirmed(e, it) {
			digit = 1
		}
	}
	switch {
	case it.outranks == 0:
		return digit
	case digit == 1:
		return 4
	default:
		return 5
	}
}

// addressed reports whether the slot says what the claim is about: the cue of
// a factor that nobody in particular is behind does not.
func addressed(it *item) bool { return it.kind != kindDimension || it.slot.actor != "" }

// enroll keeps an item among those that say the same for as long as it may
// confirm them. Who took his word back confirms nobody.
func (e *evaluation) enroll(it *item) {
	in := !it.place.gone && it.base != 0 && !it.owner.none() && (!it.superseded || it.restated)
	if in == it.place.enrolled {
		return
	}
	if it.place.enrolled = in; it.place.inTerm == nil {
		it.place.inTerm = e.agreement(camp{owner: it.owner, direction: sign(it.base)})
		if addressed(it) {
			it.place.inSlot = e.agreement(camp{slot: it.slot, direction: sign(it.base), hangs: hangsOn(it)})
		}
	}
	for _, a := range []*agreement{it.place.inTerm, it.place.inSlot} {
		switch voice := confirms(it) && (a == it.place.inSlot || hangsOn(it) == 0); {
		case a == nil:
		case in:
			a.add(e, it, voice)
		default:
			a.remove(e, it, voice)
		}
	}
	e.queue.add(it, stepDigit)
}

func (e *evaluation) agreement(key camp) *agreement {
	a, ok := e.agreements[key]
	if !ok {
		a = &agreement{}
		e.agreements[key] = a
	}
	return a
}

// confirms reports whether a claim can confirm others: a known origin that is
// not known to be unreliable and presents it as a fact.
func confirms(it *item) bool {
	r := it.story.source.GetReliability()
	return it.origin != "" && it.certain() && r != articlev1.Reliability_RELIABILITY_D && r != articlev1.Reliability_RELIABILITY_E
}

// hangsOn is the gravest state in which a claim gives a condition that it hangs
// on, unspecified without one. What hangs on a condition may come to count against
// what it says: so it confirms no others in its term, and in its slot those only
// that put it the same way.
func hangsOn(it *item) taggingv1.ConditionState {
	gravest := taggingv1.ConditionState_CONDITION_STATE_UNSPECIFIED
	note := func(c *taggingv1.Condition) {
		gravest = max(gravest, c.GetState(), taggingv1.ConditionState_CONDITION_STATE_OPEN)
	}
	for _, c := range it.claim.GetPosition().GetConditions() {
		note(c)
	}
	if c := it.claim.GetCondition(); c != nil {
		note(c)
	}
	return gravest
}

// turned reports whether a condition turned the claim's direction.
func (it *item) turned() bool { return sign(it.impact)*sign(it.base) < 0 }

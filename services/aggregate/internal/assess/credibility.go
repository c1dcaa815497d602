package assess

import (
	"cmp"
	"slices"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// camp is a set of claims that say the same: of one slot or of one term, in one direction.
type camp struct {
	slot      slot
	owner     owner
	direction int
}

// grade computes the credibility digit of every active claim from independence
// and contradiction alone; the letter of the source is the other axis.
//
//	1 confirmed: two independent known origins say the same of the same slot within agreement_days
//	2 probably true: another known origin points the same way in the same dimension or rung
//	3 possibly true: one known origin, not contradicted
//	4 doubtful: a better source contradicts it, though two origins say it
//	5 improbable: a better source contradicts it
//	6 cannot be judged: unknown origin, unless two known ones say the same
func (e *evaluation) grade() {
	slots, terms := make(map[camp][]*item), make(map[camp][]*item)
	for i := range e.items {
		it := &e.items[i]
		if !it.active() || it.owner.none() {
			continue
		}
		it.digit = 3
		if it.origin == "" {
			it.digit = 6
		}
		if it.base == 0 || it.state == assessmentv1.ContributionState_CONTRIBUTION_STATE_SUPERSEDED && !it.restated {
			continue // who took his word back confirms nobody
		}
		if it.kind != kindDimension || it.slot.actor != "" {
			key := camp{slot: it.slot, direction: sign(it.base)}
			slots[key] = append(slots[key], it)
		}
		key := camp{owner: it.owner, direction: sign(it.base)}
		terms[key] = append(terms[key], it)
	}
	for _, group := range terms {
		e.confirm(group, func(it *item, origins int) {
			if it.digit == 3 && origins >= 2 {
				it.digit = 2
			}
		})
	}
	for _, group := range slots {
		e.confirm(group, func(it *item, origins int) {
			if origins >= 2 {
				it.digit = 1
			}
		})
	}
	for i := range e.items {
		if it := &e.items[i]; it.outranked && it.digit == 1 {
			it.digit = 4
		} else if it.outranked {
			it.digit = 5
		}
	}
}

// confirm calls set for each claim with the number of known origins that state
// the same within agreement_days of it, its own included.
func (e *evaluation) confirm(group []*item, set func(it *item, origins int)) {
	slices.SortFunc(group, func(a, b *item) int { return cmp.Compare(a.last, b.last) })
	within := make(map[string]int)
	low, high := 0, 0
	for _, it := range group {
		for ; high < len(group) && group[high].last-it.last <= e.model.AgreementDays; high++ {
			if confirms(group[high]) {
				within[group[high].origin]++
			}
		}
		for ; it.last-group[low].last > e.model.AgreementDays; low++ {
			if origin := group[low].origin; confirms(group[low]) {
				if within[origin]--; within[origin] == 0 {
					delete(within, origin)
				}
			}
		}
		origins := len(within)
		if _, counted := within[it.origin]; it.origin != "" && !counted {
			origins++
		}
		set(it, origins)
	}
}

// confirms reports whether a claim can confirm others: a known origin that is
// not known to be unreliable and presents it as a fact.
func confirms(it *item) bool {
	r := it.story.source.GetReliability()
	return it.origin != "" && it.certain() && r != articlev1.Reliability_RELIABILITY_D && r != articlev1.Reliability_RELIABILITY_E
}

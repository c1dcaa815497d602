package assess

import (
	"cmp"
	"maps"
	"math"
	"slices"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// developments are the happenings that sources present as facts, newest first,
// one per passage, at most so many; what a newer word superseded has still happened.
func (e *evaluation) developments(most int) []*assessmentv1.Development {
	var all []*assessmentv1.Development
	told := make(map[string]bool)
	if most == 0 {
		return nil
	}
	for _, day := range slices.Backward(slices.Sorted(maps.Keys(e.sum.happened))) {
		for _, it := range e.happenings(day) {
			quote := it.claim.GetEvidence().GetQuote()
			if told[quote] {
				continue
			}
			told[quote] = true
			if all = append(all, &assessmentv1.Development{
				EventTime: it.when(), ClaimId: it.claim.GetId(), Actor: it.claim.GetActor(), Evidence: it.claim.GetEvidence(), LogOdds: round13(e.logOddsOf(it)),
			}); len(all) == most {
				return all
			}
		}
	}
	return all
}

// happenings are those of one day, the most specific and strongest first.
func (e *evaluation) happenings(day int) []*item {
	happened := slices.Collect(maps.Keys(e.sum.happened[day]))
	sizes := make(map[*item]float64, len(happened))
	for _, it := range happened {
		sizes[it] = math.Abs(e.logOddsOf(it))
	}
	slices.SortFunc(happened, func(a, b *item) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), -cmp.Compare(sizes[a], sizes[b]), compareIDs(a, b))
	})
	return happened
}

// isDevelopment: something that happened, and not what was so before or what
// somebody supposes.
func isDevelopment(it *item) bool {
	told := it.counts() || it.state == assessmentv1.ContributionState_CONTRIBUTION_STATE_SUPERSEDED
	c := it.claim
	if !told || !it.certain() || c.GetBackground() || c.GetTense() == taggingv1.Tense_TENSE_FUTURE {
		return false
	}
	dated := c.GetEventTime().GetBasis() == taggingv1.DateBasis_DATE_BASIS_TEXT
	switch it.kind {
	case kindMilestone, kindCommitment, kindPosition:
		return true
	default:
		return dated || c.GetEvent().GetType() != taggingv1.EventType_EVENT_TYPE_UNSPECIFIED
	}
}

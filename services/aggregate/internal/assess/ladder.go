package assess

import (
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// ladder gives every rung its probability, logit p_k = logit p + b_k with
// b_k = offset_k - offset_target, and lifts it to that of the later ones.
func (e *evaluation) ladder() []*assessmentv1.MilestoneStatus {
	kinds := vocab.All[taggingv1.MilestoneKind]()
	statuses := make([]*assessmentv1.MilestoneStatus, len(kinds))
	later := 0.0
	for i := len(kinds) - 1; i >= 0; i-- {
		p := max(later, e.rungProbability(kinds[i]))
		statuses[i] = e.status(kinds[i], p)
		later = p
	}
	return statuses
}

// rungProbability is that of one rung by the deadline.
func (e *evaluation) rungProbability(kind taggingv1.MilestoneKind) float64 {
	rung := e.rungs[kind]
	if kind >= e.target && e.question.resolution == no {
		return 0 // whatever is reported: the deadline passed, or an operator ruled so
	}
	if rung.certain && startOf(rung.reachedDay).Before(e.question.deadline) {
		return 1
	}
	if kind == e.target {
		p, _ := e.probability()
		return round13(p)
	}
	if !e.question.rolling && !e.asOf.Before(e.question.deadline) {
		return 0 // too late
	}
	offset := e.model.Rungs[kind].Offset - e.model.Rungs[e.target].Offset
	return round13(clamp(expit(e.logOdds + offset.Float())))
}

func (e *evaluation) status(kind taggingv1.MilestoneKind, p float64) *assessmentv1.MilestoneStatus {
	rung := e.rungs[kind]
	s := &assessmentv1.MilestoneStatus{Kind: kind, State: rung.state, Probability: p, Target: kind == e.target}
	if rung.strongest == nil {
		return s
	}
	s.Evidence = rung.strongest.claim.GetEvidence()
	switch rung.state {
	case taggingv1.MilestoneState_MILESTONE_STATE_REACHED:
		s.EventTime = rung.strongest.when()
	case taggingv1.MilestoneState_MILESTONE_STATE_FAILED:
		s.EventTime, s.Setback = rung.strongest.when(), rung.strongest.claim.GetMilestone().GetSetback()
	}
	s.ClaimIds = ids(rung.saying)
	return s
}

// ids of at most the first few.
func ids(items []*item) []string {
	var all []string
	for _, it := range items[:min(len(items), fewest)] {
		all = append(all, it.claim.GetId())
	}
	return all
}

// HighestRung is the highest rung that an assessment shows as reached, the target
// at most, since what lies above it takes no time of the question; unspecified
// where none is.
func HighestRung(a *assessmentv1.Assessment) taggingv1.MilestoneKind {
	reached := taggingv1.MilestoneKind(0)
	for _, rung := range a.GetMilestones() {
		if rung.GetState() == taggingv1.MilestoneState_MILESTONE_STATE_REACHED {
			reached = max(reached, rung.GetKind())
		}
	}
	return min(reached, a.GetQuestion().GetMilestone())
}

// when is the time of the event as it was counted; nil when nothing states one.
// A day after the publication is when something is to happen, and not since
// when it is said: then it is the publication's.
func (it *item) when() *taggingv1.EventTime {
	stated := it.claim.GetEventTime()
	if stated.GetBasis() == taggingv1.DateBasis_DATE_BASIS_TEXT && stated.GetDate() != "" && stated.GetDate() <= dateOf(it.story.published) {
		return stated
	}
	basis := taggingv1.DateBasis_DATE_BASIS_KNOWN
	if _, ok := known(it.story.article.GetPublishedTime()); ok {
		basis = taggingv1.DateBasis_DATE_BASIS_PUBLICATION
	} else if _, ok := known(it.story.article.GetKnownTime()); !ok {
		return nil
	}
	return &taggingv1.EventTime{Date: dateOf(it.first), Precision: taggingv1.DatePrecision_DATE_PRECISION_DAY, Basis: basis}
}

// contradictions puts the conflicts into messages.
func contradictions(conflicts []conflict) []*assessmentv1.Contradiction {
	var all []*assessmentv1.Contradiction
	for _, c := range conflicts {
		all = append(all, &assessmentv1.Contradiction{
			Slot: c.slot, ClaimIds: ids(c.claims), AgainstClaimIds: ids(c.against),
			Evidence: c.claims[0].claim.GetEvidence(), AgainstEvidence: c.against[0].claim.GetEvidence(),
		})
	}
	return all
}

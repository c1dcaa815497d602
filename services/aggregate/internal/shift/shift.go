// Package shift decides when an assessment has moved far enough to tell people,
// and says what moved it. It is pure: the baseline is the last shift that was
// published, so that the decision is the same after a restart.
package shift

import (
	"cmp"
	"math"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

const (
	// Threshold is the least move of the probability that is a shift, where the
	// definition does not say.
	Threshold = 0.05

	// backShare is how much further than the threshold, as a share of it, a move
	// must go that takes back the shift before it, where the definition does not
	// say: a probability on the threshold is not to alert each day.
	backShare = 0.4

	// slack lets a move of exactly the threshold pass, whatever the floats say.
	slack = 1e-9
)

// Baseline is what a move is measured against.
type Baseline struct {
	record    *assessmentv1.Record
	direction float64 // of the shift that set it: its sign; 0 for the first assessment
}

// First is the baseline before any shift: the first assessment.
func First(r *assessmentv1.Record) Baseline { return Baseline{record: r} }

// After is the baseline that a shift sets: the record that it told, and the
// probability that it was measured against.
func After(r *assessmentv1.Record, measuredAgainst float64) Baseline {
	return Baseline{record: r, direction: r.GetAssessment().GetProbability() - measuredAgainst}
}

// Probability is the probability of the baseline, in [0, 1].
func (b Baseline) Probability() float64 { return b.record.GetAssessment().GetProbability() }

// Shift is the shift of a record against the baseline; nil when nothing passed
// its threshold. The definition's alert says how far the probability has to
// move, nil means the defaults.
func (b Baseline) Shift(r *assessmentv1.Record, alert *initiativev1.Alert) *assessmentv1.Shift {
	if b.record.GetAssessment() == nil {
		return nil
	}
	before, now := b.record.GetAssessment(), r.GetAssessment()
	threshold := b.threshold(now, alert)
	reasons := reasonsOf(before, now, threshold)
	if len(reasons) == 0 {
		return nil
	}
	return &assessmentv1.Shift{
		InitiativeId: now.GetInitiativeId(), Revision: r.GetRevision(), Probability: now.GetProbability(),
		Alert: &assessmentv1.Baseline{
			Revision: b.record.GetRevision(), Probability: b.Probability(), KnownTime: b.record.GetKnownTime(),
		},
		Previous: previous(r), Threshold: threshold,
		Reasons: reasons, Drivers: drivers(before, now),
	}
}

// threshold is the least move that is a shift this time.
func (b Baseline) threshold(now *assessmentv1.Assessment, alert *initiativev1.Alert) float64 {
	threshold := cmp.Or(alert.GetThreshold(), Threshold)
	if (now.GetProbability()-b.Probability())*b.direction >= 0 {
		return threshold
	}
	if alert != nil && alert.Hysteresis != nil {
		return threshold + alert.GetHysteresis()
	}
	return threshold * (1 + backShare)
}

// previous is the revision before, as the record itself remembers it, so that a
// shift is the same whoever tells it; nil for the first.
func previous(r *assessmentv1.Record) *assessmentv1.Baseline {
	if r.PreviousProbability == nil {
		return nil
	}
	return &assessmentv1.Baseline{Revision: r.GetRevision() - 1, Probability: r.GetPreviousProbability()}
}

func passed(move, threshold float64) bool { return math.Abs(move) >= threshold-slack }

// Package shift decides when an assessment has moved far enough to tell people.
// It is pure: the baseline is the last shift that was published, so that the
// decision is the same after a restart.
package shift

import (
	"math"
	"slices"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

const (
	// Threshold is the least move of the probability that is a shift.
	Threshold = 0.05
	// Hysteresis is how much further a move must go that takes back the shift
	// before it, so that a probability on the threshold does not alert each day.
	Hysteresis = 0.02

	vetoPlayer = "veto_player" // role of ActorPosition, see the definition's fields

	// slack lets a move of exactly the threshold pass, whatever the floats say.
	slack = 1e-9
)

// Baseline is what a move is measured against.
type Baseline struct {
	assessment *assessmentv1.Assessment
	direction  float64 // of the shift that set it: its sign; 0 for the first assessment
}

// First is the baseline before any shift: the first assessment.
func First(a *assessmentv1.Assessment) Baseline { return Baseline{assessment: a} }

// After is the baseline that a shift sets: the assessment that it told, and the
// probability that it was measured against.
func After(a *assessmentv1.Assessment, measuredAgainst float64) Baseline {
	return Baseline{assessment: a, direction: a.GetProbability() - measuredAgainst}
}

// Probability is the probability of the baseline, in [0, 1].
func (b Baseline) Probability() float64 { return b.assessment.GetProbability() }

// Reasons says what passed its threshold between the baseline and an
// assessment, in a fixed order; nothing means no shift. A reason is
// "probability", "milestone <rung>" for a rung whose state changed, or
// "veto player <actor>" for a veto player whose stance changed.
func (b Baseline) Reasons(a *assessmentv1.Assessment) []string {
	if b.assessment == nil {
		return nil
	}
	var reasons []string
	move := a.GetProbability() - b.assessment.GetProbability()
	threshold := Threshold
	if move*b.direction < 0 {
		threshold += Hysteresis
	}
	if math.Abs(move) >= threshold-slack {
		reasons = append(reasons, "probability")
	}
	before := rungs(b.assessment)
	for _, rung := range a.GetMilestones() {
		if before[rung.GetKind()] != rung.GetState() {
			reasons = append(reasons, "milestone "+vocab.Name(rung.GetKind()))
		}
	}
	return append(reasons, vetoReasons(b.assessment, a)...)
}

func rungs(a *assessmentv1.Assessment) map[taggingv1.MilestoneKind]taggingv1.MilestoneState {
	states := map[taggingv1.MilestoneKind]taggingv1.MilestoneState{}
	for _, rung := range a.GetMilestones() {
		states[rung.GetKind()] = rung.GetState()
	}
	return states
}

// vetoReasons compares the stances of those who can stop it alone. A veto
// player that took a first position, or whose last one is gone, has changed.
func vetoReasons(before, after *assessmentv1.Assessment) []string {
	was, is := vetoStances(before), vetoStances(after)
	var reasons []string
	for actor, stance := range is {
		if was[actor] != stance {
			reasons = append(reasons, "veto player "+actor)
		}
	}
	for actor := range was {
		if _, ok := is[actor]; !ok {
			reasons = append(reasons, "veto player "+actor)
		}
	}
	slices.Sort(reasons)
	return reasons
}

func vetoStances(a *assessmentv1.Assessment) map[string]taggingv1.Stance {
	stances := map[string]taggingv1.Stance{}
	for _, position := range a.GetPositions() {
		if slices.Contains(position.GetRoles(), vetoPlayer) {
			stances[position.GetActor()] = position.GetStance()
		}
	}
	return stances
}

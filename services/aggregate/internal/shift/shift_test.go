package shift_test

import (
	"slices"
	"testing"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/shift"
)

func assessment(p float64, change ...func(*assessmentv1.Assessment)) *assessmentv1.Assessment {
	a := &assessmentv1.Assessment{Probability: p}
	for _, c := range change {
		c(a)
	}
	return a
}

func rung(kind taggingv1.MilestoneKind, state taggingv1.MilestoneState) func(*assessmentv1.Assessment) {
	return func(a *assessmentv1.Assessment) {
		a.Milestones = append(a.Milestones, &assessmentv1.MilestoneStatus{Kind: kind, State: state})
	}
}

func position(actor string, stance taggingv1.Stance, roles ...string) func(*assessmentv1.Assessment) {
	return func(a *assessmentv1.Assessment) {
		a.Positions = append(a.Positions, &assessmentv1.ActorPosition{Actor: actor, Stance: stance, Roles: roles})
	}
}

func TestReasons(t *testing.T) {
	const (
		mandated = taggingv1.MilestoneKind_MILESTONE_KIND_MANDATED
		reached  = taggingv1.MilestoneState_MILESTONE_STATE_REACHED
		pending  = taggingv1.MilestoneState_MILESTONE_STATE_PENDING
		rejects  = taggingv1.Stance_STANCE_REJECTS
		open     = taggingv1.Stance_STANCE_OPEN
	)
	for _, tt := range []struct {
		name     string
		baseline shift.Baseline
		now      *assessmentv1.Assessment
		want     []string
	}{
		{"no baseline", shift.Baseline{}, assessment(0.9), nil},
		{"small move", shift.First(assessment(0.40)), assessment(0.449), nil},
		{"exactly the threshold", shift.First(assessment(0.40)), assessment(0.45), []string{"probability"}},
		{"down", shift.First(assessment(0.40)), assessment(0.34), []string{"probability"}},
		{"on in the same direction", shift.After(assessment(0.46), 0.40), assessment(0.51), []string{"probability"}},
		{"back within the hysteresis", shift.After(assessment(0.46), 0.40), assessment(0.40), nil},
		{"back beyond the hysteresis", shift.After(assessment(0.46), 0.40), assessment(0.39), []string{"probability"}},
		{
			"rung reached", shift.First(assessment(0.4, rung(mandated, pending))),
			assessment(0.41, rung(mandated, reached)), []string{"milestone mandated"},
		},
		{"rung as before", shift.First(assessment(0.4, rung(mandated, reached))), assessment(0.41, rung(mandated, reached)), nil},
		{
			"veto player", shift.First(assessment(0.4, position("ISR", open, "veto_player"))),
			assessment(0.41, position("ISR", rejects, "host", "veto_player")), []string{"veto player ISR"},
		},
		{
			"veto player falls silent and another speaks", shift.First(assessment(0.4, position("ISR", open, "veto_player"))),
			assessment(0.41, position("UNSC", rejects, "veto_player")), []string{"veto player ISR", "veto player UNSC"},
		},
		{
			"others may change their minds", shift.First(assessment(0.4, position("IDN", open, "sought"))),
			assessment(0.41, position("IDN", rejects, "sought")), nil,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.baseline.Reasons(tt.now); !slices.Equal(got, tt.want) {
				t.Errorf("Reasons = %v, want %v", got, tt.want)
			}
		})
	}
}

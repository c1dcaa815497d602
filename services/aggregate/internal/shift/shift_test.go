package shift_test

import (
	"slices"
	"testing"

	"google.golang.org/protobuf/proto"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/shift"
)

func assessment(p float64, change ...func(*assessmentv1.Assessment)) *assessmentv1.Record {
	a := &assessmentv1.Assessment{Probability: p}
	for _, c := range change {
		c(a)
	}
	return &assessmentv1.Record{Assessment: a}
}

func contradiction(slot string) func(*assessmentv1.Assessment) {
	return func(a *assessmentv1.Assessment) {
		a.Contradictions = append(a.Contradictions, &assessmentv1.Contradiction{Slot: slot})
	}
}

func answered(r assessmentv1.Resolution) func(*assessmentv1.Assessment) {
	return func(a *assessmentv1.Assessment) { a.Question = &assessmentv1.QuestionState{Resolution: r} }
}

func of(model string) func(*assessmentv1.Assessment) {
	return func(a *assessmentv1.Assessment) { a.ModelVersion = model }
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
		failed   = taggingv1.MilestoneState_MILESTONE_STATE_FAILED
		pending  = taggingv1.MilestoneState_MILESTONE_STATE_PENDING
		rejects  = taggingv1.Stance_STANCE_REJECTS
		open     = taggingv1.Stance_STANCE_OPEN
	)
	for _, tt := range []struct {
		name     string
		baseline shift.Baseline
		now      *assessmentv1.Record
		want     []string
		alert    *initiativev1.Alert
	}{
		{"no baseline", shift.Baseline{}, assessment(0.9), nil, nil},
		{"small move", shift.First(assessment(0.40)), assessment(0.449), nil, nil},
		{"exactly the threshold", shift.First(assessment(0.40)), assessment(0.45), []string{"probability"}, nil},
		{"down", shift.First(assessment(0.40)), assessment(0.34), []string{"probability"}, nil},
		{"on in the same direction", shift.After(assessment(0.46), 0.40), assessment(0.51), []string{"probability"}, nil},
		{"back within the hysteresis", shift.After(assessment(0.46), 0.40), assessment(0.40), nil, nil},
		{"back beyond the hysteresis", shift.After(assessment(0.46), 0.40), assessment(0.39), []string{"probability"}, nil},
		{"an initiative's own threshold", shift.First(assessment(0.40)), assessment(0.49), nil, &initiativev1.Alert{Threshold: 0.1}},
		{"and beyond it", shift.First(assessment(0.40)), assessment(0.5), []string{"probability"}, &initiativev1.Alert{Threshold: 0.1}},
		{"back, two fifths more", shift.After(assessment(0.5), 0.40), assessment(0.37), nil, &initiativev1.Alert{Threshold: 0.1}},
		{"without hysteresis", shift.After(assessment(0.5), 0.40), assessment(0.40), []string{"probability"},
			&initiativev1.Alert{Threshold: 0.1, Hysteresis: proto.Float64(0)}},
		{
			"rung reached", shift.First(assessment(0.4, rung(mandated, pending))),
			assessment(0.41, rung(mandated, reached)), []string{"milestone mandated"}, nil,
		},
		{"rung as before", shift.First(assessment(0.4, rung(mandated, reached))), assessment(0.41, rung(mandated, reached)), nil, nil},
		{"rung talked about", shift.First(assessment(0.4)), assessment(0.41, rung(mandated, pending)), nil, nil},
		{"and no more", shift.First(assessment(0.4, rung(mandated, pending))), assessment(0.41), nil, nil},
		{"rung failed", shift.First(assessment(0.4)), assessment(0.41, rung(mandated, failed)), []string{"milestone mandated"}, nil},
		{
			"rung failed after all", shift.First(assessment(0.4, rung(mandated, reached))),
			assessment(0.41, rung(mandated, failed)), []string{"milestone mandated"}, nil,
		},
		{
			"rung reversed", shift.First(assessment(0.4, rung(mandated, reached))),
			assessment(0.41, rung(mandated, pending)), []string{"milestone mandated"}, nil,
		},
		{"failure taken back", shift.First(assessment(0.4, rung(mandated, failed))), assessment(0.41), []string{"milestone mandated"}, nil},
		{
			"veto player", shift.First(assessment(0.4, position("ISR", open, "veto_player"))),
			assessment(0.41, position("ISR", rejects, "host", "veto_player")), []string{"veto player ISR"}, nil,
		},
		{
			"veto player falls silent and another speaks", shift.First(assessment(0.4, position("ISR", open, "veto_player"))),
			assessment(0.41, position("UNSC", rejects, "veto_player")), []string{"veto player ISR", "veto player UNSC"}, nil,
		},
		{
			"others may change their minds", shift.First(assessment(0.4, position("IDN", open, "sought"))),
			assessment(0.41, position("IDN", rejects, "sought")), nil, nil,
		},
		{
			"a contradiction comes and another goes", shift.First(assessment(0.4, contradiction("position ITA"))),
			assessment(0.41, contradiction("milestone deployed")), []string{"contradiction milestone deployed", "contradiction position ITA"}, nil,
		},
		{"another model alone", shift.First(assessment(0.40, of("a/1"))), assessment(0.449, of("a/2")), nil, nil},
		{
			"a move under another model", shift.First(assessment(0.40, of("a/1"))), assessment(0.45, of("a/2")),
			[]string{"probability", "model a/2"}, nil,
		},
		{
			"the question is answered", shift.First(assessment(0.4, answered(assessmentv1.Resolution_RESOLUTION_OPEN))),
			assessment(0.4, answered(assessmentv1.Resolution_RESOLUTION_VOID)), []string{"resolution void"}, nil,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := shift.Words(tt.baseline.Shift(tt.now, tt.alert)); !slices.Equal(got, tt.want) {
				t.Errorf("reasons %v, want %v", got, tt.want)
			}
		})
	}
}

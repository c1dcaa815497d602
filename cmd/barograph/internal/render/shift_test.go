package render_test

import (
	"testing"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

func TestShift(t *testing.T) {
	got := render.Shift(terminal.Style{}, &assessmentv1.Shift{
		InitiativeId: "gaza-isf", Probability: 0.42, Alert: &assessmentv1.Baseline{Probability: 0.51, KnownTime: &timestamppb.Timestamp{Seconds: 1767225600}},
		Reasons: []*assessmentv1.ShiftReason{
			{Change: &assessmentv1.ShiftReason_Probability{Probability: -0.09}},
			{Change: &assessmentv1.ShiftReason_VetoPlayer{VetoPlayer: &assessmentv1.StanceChange{
				Actor: "ISR", Before: taggingv1.Stance_STANCE_OPEN, After: taggingv1.Stance_STANCE_OBSTRUCTS}}},
			{Change: &assessmentv1.ShiftReason_Contradiction{Contradiction: &assessmentv1.ContradictionChange{Slot: "position ISR"}}},
		},
		Drivers: []*assessmentv1.ShiftDriver{{
			Owner: &assessmentv1.ShiftDriver_Dimension{Dimension: taggingv1.Dimension_DIMENSION_HOST_CONSENT}, Points: -7,
			Evidence: &assessmentv1.Contribution{Claim: &taggingv1.Claim{Actor: "ISR", Evidence: &taggingv1.Evidence{Quote: "It slammed the door."}}},
		}},
	})
	const want = `! gaza-isf shifted: 51% → 42% (−9) since 2026-01-01: the probability moved by −9 points; veto player
ISR open → obstructs; new contradiction on position ISR
  −7 host consent · ISR “It slammed the door.”
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

package summary_test

import (
	"testing"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/summary"
)

const certain, possible = taggingv1.Factuality_FACTUALITY_CERTAIN, taggingv1.Factuality_FACTUALITY_POSSIBLE

// cue is dimension evidence at a place of the text.
func cue(id string, at uint32, d taggingv1.Dimension, impact int32, f taggingv1.Factuality) *taggingv1.Claim {
	return &taggingv1.Claim{
		Id: id, InitiativeId: "x", Dimension: d, ImpactMilli: impact, Factuality: f, ConfidenceMilli: 600,
		Body: &taggingv1.Claim_DimensionEvidence{DimensionEvidence: &taggingv1.DimensionEvidence{}}, Evidence: &taggingv1.Evidence{StartByte: at},
	}
}

func stance(id string, at uint32, who string, s taggingv1.Stance, confidence uint32) *taggingv1.Claim {
	return &taggingv1.Claim{
		Id: id, InitiativeId: "x", Actor: who, Factuality: certain, ConfidenceMilli: confidence,
		Body: &taggingv1.Claim_Position{Position: &taggingv1.Position{Stance: s}}, Evidence: &taggingv1.Evidence{StartByte: at},
	}
}

func one(in summary.Initiative, claims ...*taggingv1.Claim) *taggingv1.InitiativeTag {
	in.ID = "x"
	return summary.Of([]summary.Initiative{in}, claims)[0]
}

func TestDirection(t *testing.T) {
	const funding, mandate = taggingv1.Dimension_DIMENSION_FUNDING, taggingv1.Dimension_DIMENSION_LEGAL_MANDATE
	helps, hurts := cue("a", 1, funding, 500, certain), cue("b", 2, mandate, -500, certain)
	both := []*taggingv1.Claim{helps, hurts}
	tests := []struct {
		name   string
		in     summary.Initiative
		claims []*taggingv1.Claim
		want   taggingv1.Direction
	}{
		{"nothing", summary.Initiative{}, nil, taggingv1.Direction_DIRECTION_NEUTRAL},
		{"helps", summary.Initiative{}, []*taggingv1.Claim{helps}, taggingv1.Direction_DIRECTION_ADVANCING},
		{"hurts", summary.Initiative{}, []*taggingv1.Claim{hurts, cue("c", 3, funding, -900, certain)}, taggingv1.Direction_DIRECTION_HINDERING},
		{"both", summary.Initiative{}, both, taggingv1.Direction_DIRECTION_MIXED},
		{"the headline decides", summary.Initiative{Title: -800}, both, taggingv1.Direction_DIRECTION_HINDERING},
		{"the other way", summary.Initiative{Title: 800}, both, taggingv1.Direction_DIRECTION_ADVANCING},
		{"passages that lower", summary.Initiative{Raises: 500, Lowers: 20000}, both, taggingv1.Direction_DIRECTION_HINDERING},
		{"what stands late counts less", summary.Initiative{Bytes: 100}, []*taggingv1.Claim{helps, cue("d", 95, mandate, -900, certain)}, taggingv1.Direction_DIRECTION_ADVANCING},
		{"a statement is its authors' own", summary.Initiative{Voice: summary.Statement}, both, taggingv1.Direction_DIRECTION_ADVANCING},
		{"a statement in passing", summary.Initiative{Voice: summary.Statement}, nil, taggingv1.Direction_DIRECTION_ADVANCING},
		{"an analysis names chances first", summary.Initiative{Voice: summary.Judgement, Raises: 1000}, both, taggingv1.Direction_DIRECTION_MIXED},
		{"a statement of opponents", summary.Initiative{Voice: summary.Opposed, Lowers: 3000}, both, taggingv1.Direction_DIRECTION_HINDERING},
		{"of another initiative", summary.Initiative{}, []*taggingv1.Claim{{InitiativeId: "y", Dimension: funding, ImpactMilli: 900, ConfidenceMilli: 900}}, taggingv1.Direction_DIRECTION_NEUTRAL},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if got := one(tc.in, tc.claims...).GetDirection(); got != tc.want {
				t.Errorf("got %v, want %v", got, tc.want)
			}
		})
	}
}

func TestOnePositionPerActor(t *testing.T) {
	const supports, rejects = taggingv1.Stance_STANCE_SUPPORTS, taggingv1.Stance_STANCE_REJECTS
	in := one(summary.Initiative{}, stance("a", 1, "NOR", supports, 400), stance("b", 2, "NOR", rejects, 700), stance("c", 3, "ISL", supports, 500))
	got := in.GetPositions()
	if len(got) != 2 || got[0].GetActor() != "ISL" || got[1].GetStance() != rejects {
		t.Fatalf("positions %v", got)
	}
	if ids := got[1].GetClaimIds(); len(ids) != 1 || ids[0] != "b" {
		t.Errorf("claims %v stand behind the rejection", ids)
	}
}

func TestHedgedCuesWeighLess(t *testing.T) {
	const funding = taggingv1.Dimension_DIMENSION_FUNDING
	in := one(summary.Initiative{}, cue("a", 1, funding, 500, certain), cue("b", 2, funding, -200, possible))
	if d := in.GetDimensions(); len(d) != 1 || d[0].GetImpact() != taggingv1.Impact_IMPACT_HELPS {
		t.Errorf("dimensions %v", d)
	}
}

func TestLaterCommitmentSupersedes(t *testing.T) {
	pledge := func(id string, at uint32, n float64) *taggingv1.Claim {
		return &taggingv1.Claim{
			Id: id, InitiativeId: "x", Actor: "NOR", Factuality: certain, ConfidenceMilli: 800, Evidence: &taggingv1.Evidence{StartByte: at},
			Body: &taggingv1.Claim_Commitment{Commitment: &taggingv1.Commitment{
				Kind: taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, Status: taggingv1.CommitmentStatus_COMMITMENT_STATUS_PLEDGED,
				Quantity: &taggingv1.Quantity{Min: n, Max: n, Unit: "personnel"},
			}},
		}
	}
	got := one(summary.Initiative{}, pledge("z", 1, 20000), pledge("a", 9, 8000)).GetCommitments()
	if len(got) != 1 || got[0].GetMax() != 8000 {
		t.Errorf("commitments %v", got)
	}
}

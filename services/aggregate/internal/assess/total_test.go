package assess_test

import (
	"testing"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

func TestFiguresOfTheWholeAreNobodysPart(t *testing.T) {
	for name, test := range map[string]struct {
		actor string
		kind  taggingv1.CommitmentKind
		men   float64
		want  float64
	}{
		"a contributor's part":         {"ITA", taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, 1500, 1500},
		"one that was asked for all":   {"ITA", taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, 20000, 20000},
		"the sponsor's part":           {"USA", taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, 1500, 1500},
		"the sponsor counts all":       {"USA", taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, 20000, 0},
		"the sponsor counts police":    {"USA", taggingv1.CommitmentKind_COMMITMENT_KIND_POLICE, 25000, 0},
		"a body that was not asked":    {"EU", taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, 20000, 0},
		"the authorised strength":      {"UNSC", taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, 5550, 0},
		"the strength that the UN has": {"UN", taggingv1.CommitmentKind_COMMITMENT_KIND_POLICE, 1000, 0},
	} {
		t.Run(name, func(t *testing.T) {
			claim := assesstest.With(assesstest.Troops(test.actor, pledged, test.men), func(c *taggingv1.Claim) { c.GetCommitment().Kind = test.kind })
			a := on(t, "2026-05-01", assesstest.News("a", "2026-03-01", "post", "B", claim)).Assessment
			got := 0.0
			for _, total := range a.GetCommitmentTotals() {
				got += total.GetPledged()
			}
			if got != test.want {
				t.Errorf("pledged %g, want %g", got, test.want)
			}
			if len(a.GetCommitments()) != 1 {
				t.Error("the claim itself is no longer listed")
			}
		})
	}
}

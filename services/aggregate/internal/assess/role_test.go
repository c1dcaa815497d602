package assess_test

import (
	"testing"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

// TestRolesDecideTheDimension: a host consents by its government; what its
// opposition or its public says is domestic politics, and an adversary's factions
// are part of its reaction.
func TestRolesDecideTheDimension(t *testing.T) {
	for actor, want := range map[string]taggingv1.Dimension{
		"PSE":            taggingv1.Dimension_DIMENSION_HOST_CONSENT,
		"PSE:OPPOSITION": taggingv1.Dimension_DIMENSION_DOMESTIC_POLITICS,
		"PSE:PUBLIC":     taggingv1.Dimension_DIMENSION_DOMESTIC_POLITICS,
		"ITA:PARLIAMENT": taggingv1.Dimension_DIMENSION_DOMESTIC_POLITICS,
		"HAMAS":          taggingv1.Dimension_DIMENSION_ADVERSARY_REACTION,
		"HAMAS:MILITARY": taggingv1.Dimension_DIMENSION_ADVERSARY_REACTION,
		"ITA":            taggingv1.Dimension_DIMENSION_DIPLOMATIC_SUPPORT,
		"UNSC":           taggingv1.Dimension_DIMENSION_DIPLOMATIC_SUPPORT,
	} {
		a := assesstest.News("word", "2026-03-01", "post", "B", assesstest.Position(actor, rejects))
		if got := find(on(t, "2026-03-01", a), a.GetClaims()[0].GetId()).GetDimension(); got != want {
			t.Errorf("%s counts in %v, want %v", actor, got, want)
		}
	}
}

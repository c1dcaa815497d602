package assess_test

import (
	"fmt"
	"math"
	"testing"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

func TestWordsRepeatedWithinAnArticleCountOnce(t *testing.T) {
	said := func(actor, quote string) *taggingv1.Claim {
		return assesstest.Quoted(assesstest.Factor(actor, taggingv1.Dimension_DIMENSION_FUNDING, -800, "shortfall"), quote)
	}
	a := assesstest.News("a", "2026-03-01", "post", "B",
		said("ITA", "There is no money."), said("ITA", "“there is  no money”"), said("ITA", "There is still no money."), said("IDN", "There is no money."))
	r := on(t, "2026-03-01", a)
	for i, want := range []assessmentv1.ContributionState{counted, assessmentv1.ContributionState_CONTRIBUTION_STATE_COPY, counted, counted} {
		if got := stateOf(r, a, i); got != want {
			t.Errorf("claim %d: got %v, want %v", i, got, want)
		}
	}
	if got, want := find(r, a.Claims[1].GetId()).GetReplacedBy(), a.Claims[0].GetId(); got != want {
		t.Errorf("the copy is replaced by %s, want the first, %s", got, want)
	}
}

// However much an unknown page says, it weighs as one statement of its grade.
func TestCapFollowsTheGrade(t *testing.T) {
	for letter, full := range map[string]float64{"": 0.25 * 0.4, "D": 0.3, "C": 0.6, "A": 1} {
		for _, n := range []int{40, 80} {
			var claims []*taggingv1.Claim
			for i := range n {
				claims = append(claims, assesstest.Factor(fmt.Sprintf("NGO%d", i), taggingv1.Dimension_DIMENSION_FUNDING, -1000, "shortfall"))
			}
			a := on(t, "2026-03-01", assesstest.News("a", "2026-03-01", "page", letter, claims...)).Assessment
			got := 0.0
			for _, term := range a.GetTerms() {
				if term.GetDimension() == taggingv1.Dimension_DIMENSION_FUNDING {
					got = term.GetLogOdds()
				}
			}
			if want := -0.7 * full / (1.5 + full); math.Abs(got-want) > 1e-6 {
				t.Errorf("%d statements of grade %q do %g, want %g", n, letter, got, want)
			}
		}
	}
}

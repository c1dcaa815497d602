package assess_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

// tried counts the cases of a law and those that it says nothing of.
type tried struct{ all, vacuous int }

// skip notes a case that a law says nothing of.
func (c *tried) skip() { c.vacuous++ }

// enough fails a test whose cases are vacuous for the greater part: it would
// prove little.
func (c *tried) enough(t *testing.T) {
	t.Helper()
	t.Logf("%d of %d cases are vacuous", c.vacuous, c.all)
	if 2*c.vacuous > c.all {
		t.Errorf("%d of %d cases are vacuous", c.vacuous, c.all)
	}
}

// joiner draws an article with one claim of any kind that joins no story: in a
// ledger it may confirm, close conditions, reach rungs, deny and share a cap.
func joiner(t *rapid.T) *taggingv1.TaggedArticle {
	a := assesstest.Wild(t, 500)
	a.Signature, a.Claims = nil, []*taggingv1.Claim{assesstest.WildClaim(t, a, 0)}
	if a.Claims[0].Body == nil {
		a.Claims[0].Body = &taggingv1.Claim_DimensionEvidence{DimensionEvidence: &taggingv1.DimensionEvidence{Cue: "backs"}}
		a.Claims[0].ImpactMilli = int32(rapid.IntRange(-1000, 1000).Draw(t, "another impact"))
	}
	if c := a.Claims[0]; c.GetPosition() != nil || c.GetCommitment() != nil {
		c.Actor = rapid.SampledFrom([]string{"NZL", "NZL:PARLIAMENT", "GROUP", "USA:PUBLIC"}).Draw(t, "another actor")
	}
	return a
}

// conflicting are the slots with accounts that cannot both hold, and how many
// there are on each side, as far as that is listed.
func conflicting(a *assessmentv1.Assessment) map[string]int {
	slots := map[string]int{}
	for _, c := range a.GetContradictions() {
		slots[c.GetSlot()] += len(c.GetClaimIds()) + len(c.GetAgainstClaimIds())
	}
	return slots
}

// joins reports whether an article tells who a medium is that others quote, and
// so makes one origin of two.
func joins(before, after assess.Result) bool {
	return slices.ContainsFunc(before.Contributions, func(c *assessmentv1.Contribution) bool {
		return find(after, c.GetClaimId()).GetOrigin() != c.GetOrigin()
	})
}

// Property 4: support that supersedes nothing, contradicts nothing and joins no
// story never lowers, opposition never raises, whatever else it does.
func TestSupportNeverLowersAndOppositionNeverRaises(t *testing.T) {
	model := defaultModel(t)
	cases := &tried{}
	rapid.Check(t, func(t *rapid.T) {
		in, a := draw(t, model, 12), joiner(t)
		if rapid.IntRange(0, 3).Draw(t, "at the end") > 0 {
			in.AsOf = assesstest.Day("2026-12-31")
		}
		cases.all++
		before, after := assess.Assess(in), with(in, a)
		c := find(after, a.Claims[0].GetId())
		if c.GetState() != counted || joins(before, after) || !maps.Equal(conflicting(before.Assessment), conflicting(after.Assessment)) {
			cases.skip()
			return
		}
		moved, p0, p1 := after.Assessment.GetLogOdds()-before.Assessment.GetLogOdds(), before.Assessment.GetProbability(), after.Assessment.GetProbability()
		if c.GetImpact() > 0 && (moved < -1e-9 || p1 < p0-1e-9) || c.GetImpact() < 0 && (moved > 1e-9 || p1 > p0+1e-9) {
			t.Fatalf("%v moved the log-odds by %g, the probability from %g to %g:\n%s", c, moved, p0, p1, otherwise(before, after))
		}
	})
	cases.enough(t)
}

// otherwise lists the claims that another one made count otherwise.
func otherwise(before, after assess.Result) string {
	var text strings.Builder
	for _, is := range after.Contributions {
		if was := find(before, is.GetClaimId()); was != nil && (was.GetState() != is.GetState() || was.GetWeight() != is.GetWeight() || was.GetImpact() != is.GetImpact()) {
			fmt.Fprintf(&text, "was %v %g x %g, is %v %g x %g: %v\n", was.GetState(), was.GetWeight(), was.GetImpact(), is.GetState(), is.GetWeight(), is.GetImpact(), is.GetClaim())
		}
	}
	return text.String()
}

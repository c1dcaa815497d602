package summary

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// milestones gives each rung the state with the greatest weight of claims; a
// draw goes to the more advanced reading. The date is that of the surest claim
// whose passage gives the day.
func milestones(claims []*taggingv1.Claim) []*taggingv1.MilestoneFinding {
	groups := map[taggingv1.MilestoneKind][]*taggingv1.Claim{}
	for _, c := range claims {
		if m := c.GetMilestone(); m != nil {
			groups[m.GetKind()] = append(groups[m.GetKind()], c)
		}
	}
	var out []*taggingv1.MilestoneFinding
	for k := taggingv1.MilestoneKind_MILESTONE_KIND_PROPOSED; k <= taggingv1.MilestoneKind_MILESTONE_KIND_SUSTAINED; k++ {
		if own := groups[k]; len(own) > 0 {
			out = append(out, milestone(k, own))
		}
	}
	return out
}

func milestone(k taggingv1.MilestoneKind, claims []*taggingv1.Claim) *taggingv1.MilestoneFinding {
	sums := [4]int64{}
	for _, c := range claims {
		w := weight(c)
		if c.GetBackground() {
			w = int64(c.GetConfidenceMilli()) // what was reached stays reached
		}
		sums[c.GetMilestone().GetState()] += w
	}
	f := &taggingv1.MilestoneFinding{Milestone: k}
	best := int64(-1)
	for s := taggingv1.MilestoneState_MILESTONE_STATE_REACHED; s <= taggingv1.MilestoneState_MILESTONE_STATE_FAILED; s++ {
		if sums[s] > best {
			f.State, best = s, sums[s]
		}
	}
	var b backing
	for _, c := range claims {
		if c.GetMilestone().GetState() == f.State {
			b.claims = append(b.claims, c)
		}
	}
	for _, c := range b.sorted() {
		t := c.GetEventTime()
		if f.Date == "" && t.GetBasis() == taggingv1.DateBasis_DATE_BASIS_TEXT && t.GetPrecision() == taggingv1.DatePrecision_DATE_PRECISION_DAY {
			f.Date = t.GetDate()
		}
	}
	f.ClaimIds, f.Evidence = b.ids(), b.evidence()
	return f
}

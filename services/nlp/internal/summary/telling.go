package summary

import taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"

// Telling leaves out the claims that say nothing: evidence of a dimension that
// neither raises nor lowers it, unless a finding has nothing better to cite.
// Such claims only weigh in a summary, as what is left open.
func Telling(claims []*taggingv1.Claim, tags []*taggingv1.InitiativeTag) []*taggingv1.Claim {
	cited := map[string]bool{}
	for _, t := range tags {
		for _, d := range t.GetDimensions() {
			for _, id := range d.GetClaimIds() {
				cited[id] = true
			}
		}
	}
	var out []*taggingv1.Claim
	for _, c := range claims {
		if c.GetDimensionEvidence() == nil || c.GetImpactMilli() != 0 || cited[c.GetId()] {
			out = append(out, c)
		}
	}
	return out
}

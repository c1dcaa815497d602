package summary

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// balance is what helps and what hurts, in thousandths of a sure claim of full impact.
type balance struct {
	helps, hurts int64
	claims       []*taggingv1.Claim
}

// leastBalance is the weight below which a dimension is not worth a finding.
const leastBalance = 130

const (
	// saturation is the weight at which a dimension counts half.
	saturation = 1000
	// headline is what the title's balance adds.
	headline = 700
	// ownRaising scales what helps in a statement of those who want the
	// initiative: it mentions obstacles only to be rid of them.
	ownRaising = 5
)

// dimensions gives each dimension that weighs enough a finding, and the
// article's direction.
func dimensions(claims []*taggingv1.Claim, in Initiative) ([]*taggingv1.DimensionFinding, taggingv1.Direction) {
	weights := Weigh(in, claims)
	var out []*taggingv1.DimensionFinding
	for _, w := range weights.Dimensions {
		if w.sum.helps+w.sum.hurts >= leastBalance {
			out = append(out, finding(w.Dimension, w.sum))
		}
	}
	return out, weights.Direction()
}

// balances sums weight and impact by dimension. Positions, commitments and
// milestones count less than cues of the dimension itself, since a passage of
// one of these kinds mostly gives a cue as well.
func balances(claims []*taggingv1.Claim) map[taggingv1.Dimension]*balance {
	sums := map[taggingv1.Dimension]*balance{}
	for _, c := range claims {
		x := int64(c.GetImpactMilli())
		if c.GetDimension() == taggingv1.Dimension_DIMENSION_UNSPECIFIED || x == 0 {
			continue
		}
		b := sums[c.GetDimension()]
		if b == nil {
			b = &balance{}
			sums[c.GetDimension()] = b
		}
		b.claims = append(b.claims, c)
		w := x * weight(c) / 1000
		if c.GetDimensionEvidence() == nil {
			w = w * 8 / 10
		}
		if w > 0 {
			b.helps += w
		} else {
			b.hurts -= w
		}
	}
	return sums
}

func finding(d taggingv1.Dimension, b *balance) *taggingv1.DimensionFinding {
	f := &taggingv1.DimensionFinding{Dimension: d, Impact: taggingv1.Impact_IMPACT_MIXED}
	switch {
	case b.helps > 2*b.hurts:
		f.Impact = taggingv1.Impact_IMPACT_HELPS
	case b.hurts > 2*b.helps:
		f.Impact = taggingv1.Impact_IMPACT_HURTS
	}
	var with backing
	for _, c := range b.claims {
		if f.Impact == taggingv1.Impact_IMPACT_MIXED || (c.GetImpactMilli() > 0) == (f.Impact == taggingv1.Impact_IMPACT_HELPS) {
			with.claims = append(with.claims, c)
		}
	}
	f.ClaimIds, f.Evidence = with.ids(), with.evidence()
	return f
}

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

// dimensions sums the impacts of all claims by dimension and derives the
// article's direction from the sums: advancing if what helps clearly outweighs
// what hurts, hindering in the other case, neutral when there is nothing, else
// mixed.
//
// A dimension counts with saturation, so that the tenth sentence on one thing
// does not outweigh the first on another, and the headline's own balance counts
// like a dimension.
func dimensions(claims []*taggingv1.Claim, in Initiative) ([]*taggingv1.DimensionFinding, taggingv1.Direction) {
	sums := balances(claims)
	var out []*taggingv1.DimensionFinding
	var helps, hurts int64
	for d := taggingv1.Dimension_DIMENSION_DIPLOMATIC_SUPPORT; d <= taggingv1.Dimension_DIMENSION_HUMANITARIAN; d++ {
		b := sums[d]
		if b == nil || b.helps+b.hurts == 0 {
			continue
		}
		helps += 1000 * b.helps / (b.helps + b.hurts + saturation)
		hurts += 1000 * b.hurts / (b.helps + b.hurts + saturation)
		if b.helps+b.hurts >= leastBalance {
			out = append(out, finding(d, b))
		}
	}
	if in.Title > 0 {
		helps += headline
	} else if in.Title < 0 {
		hurts += headline
	}
	if in.Own {
		helps *= ownRaising
	}
	return out, direction(helps, hurts, in.Hedged)
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

// direction compares the sums. In a text of possibilities it takes more to be
// anything but mixed.
func direction(helps, hurts int64, hedged bool) taggingv1.Direction {
	ratio := int64(15)
	if hedged {
		ratio = 30
	}
	switch {
	case helps == 0 && hurts == 0:
		return taggingv1.Direction_DIRECTION_NEUTRAL
	case 10*helps > ratio*hurts:
		return taggingv1.Direction_DIRECTION_ADVANCING
	case 10*hurts > ratio*helps:
		return taggingv1.Direction_DIRECTION_HINDERING
	}
	return taggingv1.Direction_DIRECTION_MIXED
}

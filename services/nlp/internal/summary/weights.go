package summary

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// Weights is how a direction comes about.
type Weights struct {
	// Dimensions are those on which claims say something, in order of their numbers.
	Dimensions []Weight
	// Title is what the headline's own balance adds: to what helps where it is
	// positive, to what hurts where it is negative.
	Title int64
	// Own is the factor on what helps, 1 but in statements of those who want
	// the initiative.
	Own int64
	// Advances and Hinders are how many times what helps, or hurts, must
	// outweigh the other side, in tenths.
	Advances, Hinders int64
	// Helps and Hurts are the sums that are compared.
	Helps, Hurts int64
}

// Weight is what one dimension adds, in thousandths, after saturation.
type Weight struct {
	// Dimension is which.
	Dimension taggingv1.Dimension
	// Helps and Hurts are at least 0. Part of what is spoken of without a verdict hurts.
	Helps, Hurts int64
}

// Weigh sums the impacts of the claims on one initiative.
//
// A dimension counts with saturation, so that the tenth sentence on one thing
// does not outweigh the first on another, and the headline's own balance counts
// like a dimension.
func Weigh(in Initiative, claims []*taggingv1.Claim) Weights {
	sums := balances(claims)
	w := Weights{Own: 1, Advances: advances, Hinders: hinders}
	for d := taggingv1.Dimension_DIMENSION_DIPLOMATIC_SUPPORT; d <= taggingv1.Dimension_DIMENSION_HUMANITARIAN; d++ {
		b := sums[d]
		if b == nil {
			continue
		}
		hurts := b.hurts + b.open*customs(d).doubt/openDoubt
		if b.helps+hurts == 0 {
			continue
		}
		all := b.helps + hurts + saturation
		one := Weight{Dimension: d, Helps: 1000 * b.helps / all, Hurts: 1000 * hurts / all}
		w.Dimensions = append(w.Dimensions, one)
		w.Helps += one.Helps
		w.Hurts += one.Hurts
	}
	switch {
	case in.Title > 0:
		w.Title = headline
		w.Helps += headline
	case in.Title < 0:
		w.Title = -headline
		w.Hurts += headline
	}
	if in.Own {
		w.Own = ownRaising
		w.Helps *= ownRaising
	}
	if in.Hedged {
		w.Advances, w.Hinders = possible, possible
	}
	return w
}

// Direction compares the sums: advancing if what helps clearly outweighs what
// hurts, hindering in the other case, neutral when there is next to nothing, else mixed.
func (w Weights) Direction() taggingv1.Direction {
	switch {
	case w.Helps+w.Hurts < leastSaid:
		return taggingv1.Direction_DIRECTION_NEUTRAL
	case 10*w.Helps > w.Advances*w.Hurts:
		return taggingv1.Direction_DIRECTION_ADVANCING
	case 10*w.Hurts > w.Hinders*w.Helps:
		return taggingv1.Direction_DIRECTION_HINDERING
	}
	return taggingv1.Direction_DIRECTION_MIXED
}

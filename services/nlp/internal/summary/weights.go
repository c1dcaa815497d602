package summary

import (
	"math"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// Weights is how a direction comes about: a sum of points, over what raises the
// initiative's prospects (positive) and what lowers them.
type Weights struct {
	// Dimensions are those on which claims say something, in order of their numbers.
	Dimensions []Weight
	// Helps and Hurts are the sums over them.
	Helps, Hurts int64
	// Points are the terms of Score, in thousandths.
	Points []Points
	// Score is their sum.
	Score int64
	// Advancing and Hindering are the scores from which on, and down from which,
	// the prospects rise and fall.
	Advancing, Hindering int64

	silent bool // next to nothing is said
}

// Weight is what one dimension adds, in thousandths, after decay and saturation.
type Weight struct {
	// Dimension is which.
	Dimension taggingv1.Dimension
	// Helps and Hurts are at least 0. Part of what is spoken of without a verdict hurts.
	Helps, Hurts int64
}

// Points is one term of the score.
type Points struct {
	// Name is for people: "headline", "claims".
	Name string
	// Milli is what it adds, in thousandths.
	Milli int64
}

// Weigh sums what an article says of one initiative's prospects.
//
// Claims count less the further down they stand, since news is told from its
// head, and with saturation by dimension, so that the tenth sentence on one
// thing does not outweigh the first on another. The headline and the passages
// about the initiative count for what they say as a whole, and the voice of the
// text for the side that it is written from.
func Weigh(in Initiative, claims []*taggingv1.Claim) Weights {
	w := Weights{}
	sums := balances(claims, in.faded)
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
	w.add("claims", perClaims, ratio(w.Helps, w.Hurts, silence))
	w.add("headline", perTitle, int64(in.Title))
	w.add("passages", perBody, ratio(int64(in.Raises), int64(in.Lowers), quiet))
	switch in.Voice {
	case Statement:
		w.add("a statement of its own authors", statement, 1000)
	case Judgement:
		w.add("an analysis, opinion or interview", judgement, 1000)
	case Opposed:
		w.add("a statement of its opponents", opposed, 1000)
	}
	w.Advancing, w.Hindering = advancing, hindering
	if in.Voice == Judgement {
		w.Advancing += balanced
	}
	switch said := w.Helps + w.Hurts; {
	case in.Voice == Statement || in.Voice == Spoken: // those who state what they do say nothing in passing
	case in.Central:
		w.silent = said < leastSaid && w.Score > w.Hindering && w.Score < w.Advancing
	default:
		w.silent = said < leastPassing
	}
	return w
}

// ratio is the logarithm of a to b in thousandths, both raised by an offset.
func ratio(a, b, offset int64) int64 {
	return int64(math.Round(1000 * math.Log(float64(a+offset)/float64(b+offset))))
}

func (w *Weights) add(name string, per, milli int64) {
	if p := per * milli / 1000; p != 0 {
		w.Points = append(w.Points, Points{Name: name, Milli: p})
		w.Score += p
	}
}

// faded is how much of a claim counts, in thousandths, by its place in the text.
func (in Initiative) faded(c *taggingv1.Claim) int64 {
	if in.Bytes <= 0 {
		return 1000
	}
	return int64(math.Round(1000 * math.Exp(-fading*float64(c.GetEvidence().GetStartByte())/float64(in.Bytes))))
}

// Direction reads the score: advancing from Advancing on, hindering from
// Hindering down, mixed between, neutral when there is next to nothing.
func (w Weights) Direction() taggingv1.Direction {
	switch {
	case w.silent:
		return taggingv1.Direction_DIRECTION_NEUTRAL
	case w.Score >= w.Advancing:
		return taggingv1.Direction_DIRECTION_ADVANCING
	case w.Score <= w.Hindering:
		return taggingv1.Direction_DIRECTION_HINDERING
	}
	return taggingv1.Direction_DIRECTION_MIXED
}

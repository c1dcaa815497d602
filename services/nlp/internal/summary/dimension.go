package summary

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// balance is what helps and what hurts, in thousandths of a sure claim of full
// impact, and what is spoken of without either.
type balance struct {
	helps, hurts, open int64
	claims             []*taggingv1.Claim
}

// The points and the scores from which on an article says that prospects rise or
// fall were fitted as an ordinal regression on the labelled articles of the
// project (make eval prints how well they do), and rounded.
const (
	// saturation is the weight at which a dimension counts half.
	saturation = 2000
	// leastSaid is the weight below which an article says nothing of the prospects
	// of its subject, leastPassing of what it mentions in passing: one firm claim.
	leastSaid, leastPassing = 30, 120
	// fading is how fast claims fade towards the end of a text: the last counts
	// e to its negative.
	fading = 1
	// silence is what is added to both sides before they are compared, so that a
	// single claim does not make an infinite ratio.
	silence = 100
	// quiet does so for what the passages tell.
	quiet = 2000
	// The points of the score, in thousandths: for a headline that surely raises,
	// for passages that raise e times as much as they lower, for claims that help
	// e times as much as they hurt, for a statement by those who want the
	// initiative, and for a text that judges it.
	perTitle, perBody, perClaims = 2530, 840, 970
	statement, judgement         = 1980, -400
	// advancing and hindering are the scores from which on, and down from which, an
	// article says that the prospects rise, and fall.
	advancing, hindering = 60, -1420
	// opposed is for a statement by those who are against it. No labelled article is
	// one: it was set, not fitted.
	opposed = -800
	// balanced is how much more an analysis, an opinion or an interview has to score
	// to say that prospects rise: it names chances and doubts in turn.
	balanced = 900
	// openDoubt is the divisor of the doubt that open questions add to an article's
	// direction; to the impact on their own dimension they add four times as much.
	openDoubt = 40
)

// dimensions gives each dimension that weighs enough a finding, and the
// article's direction.
func dimensions(claims []*taggingv1.Claim, in Initiative) ([]*taggingv1.DimensionFinding, taggingv1.Direction) {
	weights := Weigh(in, claims)
	sums := balances(claims, undecayed)
	var out []*taggingv1.DimensionFinding
	for d := taggingv1.Dimension_DIMENSION_DIPLOMATIC_SUPPORT; d <= taggingv1.Dimension_DIMENSION_HUMANITARIAN; d++ {
		if b := sums[d]; b != nil && b.helps+b.hurts+b.open >= customs(d).least {
			out = append(out, finding(d, b))
		}
	}
	return out, weights.Direction()
}

// custom is how a dimension is written of.
type custom struct {
	// least is the weight below which it is not worth a finding.
	least int64
	// doubt is how much of what is spoken of without a verdict counts as hurting, in tenths.
	doubt int64
	// clear is how many times what hurts must outweigh what helps to be all that is said, in tenths.
	clear int64
}

// customs returns how a dimension is written of. Support, law, forces, money
// and work are the stuff of every report and go well or badly; of opponents,
// hosts, voters, allies and victims one writes mostly where there is trouble.
func customs(d taggingv1.Dimension) custom {
	switch d {
	case taggingv1.Dimension_DIMENSION_DIPLOMATIC_SUPPORT, taggingv1.Dimension_DIMENSION_LEGAL_MANDATE, taggingv1.Dimension_DIMENSION_FORCE_GENERATION,
		taggingv1.Dimension_DIMENSION_FUNDING, taggingv1.Dimension_DIMENSION_OPERATIONAL_READINESS:
		return custom{least: 230, doubt: 3, clear: 15}
	}
	return custom{least: 230, doubt: 6, clear: 12}
}

// openShare is how much of its confidence a claim weighs that names a
// dimension and neither raises nor lowers it, in hundredths.
const openShare = 50

// undecayed counts every claim in full, wherever it stands.
func undecayed(*taggingv1.Claim) int64 { return 1000 }

// balances sums weight and impact by dimension, each claim faded, in thousandths. Positions, commitments and
// milestones count less than cues of the dimension itself, since a passage of
// one of these kinds mostly gives a cue as well.
func balances(claims []*taggingv1.Claim, faded func(*taggingv1.Claim) int64) map[taggingv1.Dimension]*balance {
	sums := map[taggingv1.Dimension]*balance{}
	for _, c := range claims {
		x := int64(c.GetImpactMilli())
		if c.GetDimension() == taggingv1.Dimension_DIMENSION_UNSPECIFIED || x == 0 && c.GetDimensionEvidence() == nil {
			continue
		}
		b := sums[c.GetDimension()]
		if b == nil {
			b = &balance{}
			sums[c.GetDimension()] = b
		}
		b.claims = append(b.claims, c)
		fade := faded(c)
		w := x * weight(c) / 1000 * fade / 1000
		if c.GetDimensionEvidence() == nil {
			w = w * 8 / 10
		}
		switch {
		case x == 0:
			b.open += openWeight(c) * fade / 1000
		case w > 0:
			b.helps += w
		default:
			b.hurts -= w
		}
	}
	return sums
}

// openWeight does not count hedges: what is wished for, asked or feared is open
// because of them.
func openWeight(c *taggingv1.Claim) int64 {
	w := int64(c.GetConfidenceMilli()) * openShare / 100
	if c.GetBackground() {
		w = w * 4 / 10
	}
	return w
}

// helpsClearly is how many times what helps must outweigh all else to be the
// only thing that is said.
const helpsClearly = 4

func finding(d taggingv1.Dimension, b *balance) *taggingv1.DimensionFinding {
	f := &taggingv1.DimensionFinding{Dimension: d, Impact: taggingv1.Impact_IMPACT_MIXED}
	k := customs(d)
	hurts := b.hurts + b.open*k.doubt/10
	switch {
	case b.helps > helpsClearly*hurts:
		f.Impact = taggingv1.Impact_IMPACT_HELPS
	case 10*hurts > k.clear*b.helps && b.hurts > 0:
		f.Impact = taggingv1.Impact_IMPACT_HURTS
	}
	with := b.backing(func(x int32) bool {
		return x != 0 && (f.Impact == taggingv1.Impact_IMPACT_MIXED || x > 0 == (f.Impact == taggingv1.Impact_IMPACT_HELPS))
	})
	if len(with.claims) == 0 { // it is only spoken of
		with = b.backing(func(x int32) bool { return x == 0 })
	}
	f.ClaimIds, f.Evidence = with.ids(), with.evidence()
	return f
}

// backing gathers the claims whose impact is such.
func (b *balance) backing(such func(impact int32) bool) backing {
	var with backing
	for _, c := range b.claims {
		if such(c.GetImpactMilli()) {
			with.claims = append(with.claims, c)
		}
	}
	return with
}

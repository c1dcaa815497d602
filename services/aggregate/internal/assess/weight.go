package assess

import (
	"math"
	"strings"

	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// intrinsic is what a claim weighs by itself, in nano: who publishes it, how
// certain it is, on whose word, through how many mouths and how surely it was read. Independence,
// role, amount and age come later, and that retold news counted before.
func (m *Model) intrinsic(claim *taggingv1.Claim, s *story) int64 {
	g := times(nano, m.Letters.of(s.source.GetReliability()))
	factuality, ok := m.Factuality[claim.GetFactuality()]
	if !ok {
		factuality = m.Factuality[taggingv1.Factuality_FACTUALITY_UNKNOWN]
	}
	if hypothetical(claim) {
		factuality = min(factuality, m.Hypothetical)
	}
	g = times(g, factuality)
	speaker, ok := m.Speakers[claim.GetAttribution().GetSpeakerClass()]
	if !ok {
		speaker = m.Speakers[taggingv1.SpeakerClass_SPEAKER_CLASS_UNATTRIBUTED]
	}
	g = times(g, speaker)
	links := max(1, len(claim.GetAttribution().GetChain()))
	g = times(g, m.Hops[min(links, len(m.Hops))-1])
	return times(g, m.reading(claim))
}

// reading is what a claim loses when the tagger inferred it rather than read
// it. A claim that states no confidence loses nothing.
func (m *Model) reading(claim *taggingv1.Claim) Milli {
	confidence := Milli(claim.GetConfidenceMilli())
	if confidence == 0 || confidence >= m.Sure {
		return one
	}
	return confidence * one / m.Sure
}

// fullest is the share of the limit that one full statement of the item's
// letter weighs; where its origin is unknown, as one that cannot be judged.
func (m *Model) fullest(limit int64, it *item) int64 {
	limit = times(limit, m.Letters.of(it.story.source.GetReliability()))
	if it.origin == "" {
		limit = times(limit, m.Digits[5])
	}
	return limit
}

// amount scales a commitment by the logarithm of its quantity in relation to
// what the initiative seeks, else to the model's reference.
func (m *Model) amount(actor string, kind taggingv1.CommitmentKind, quantity *taggingv1.Quantity, seeks []*initiativev1.Sought) Milli {
	reference := float64(m.Commitments[kind].Reference)
	for _, sought := range seeks {
		if sought.GetKind() == kind && sought.GetQuantity() > 0 {
			reference = sought.GetQuantity()
		}
	}
	extent := m.Quantity.Base
	if q := quantity.GetMax(); q > 0 && reference > 0 && !math.IsInf(q, 0) {
		extent += Milli(math.Round(min(math.Log2(1+q/reference), most.Float()) * 1000))
	}
	extent = min(extent, m.Quantity.Most)
	if group(actor) {
		extent = Milli(times(int64(extent), m.GroupOffer))
	}
	return extent
}

// group reports whether the actor is an unnamed set.
func group(actor string) bool { return actor == "GROUP" || actor == "" }

// neverSupersedes reports whether two words of the actor need not be the same people's.
func (m *Model) neverSupersedes(actor string) bool {
	for _, pattern := range m.NeverSupersede {
		if suffix, wild := strings.CutPrefix(pattern, "*"); actor == pattern || wild && strings.HasSuffix(actor, suffix) {
			return true
		}
	}
	return group(actor)
}

// Package summary derives an article's findings per initiative from its
// claims: one finding per key, each with the claims behind it.
package summary

import (
	"sort"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// Initiative is what an article has on one initiative.
type Initiative struct {
	// ID is the initiative's id, Central tells whether it is a main subject.
	ID      string
	Central bool
	// Mentions are passages that mention it, best first.
	Mentions []*taggingv1.Evidence
	// Title is what the headline tells of the initiative's prospects, from -1000 to
	// 1000 (see package effect); 0 for an initiative that is only mentioned.
	Title int
	// Raises and Lowers are the sums over the passages about the initiative of the
	// probabilities, in thousandths, that each raises or lowers its prospects.
	Raises, Lowers int
	// Voice is whose text it is.
	Voice Voice
	// Bytes is the length of the text.
	Bytes int
}

// Voice is from which side a text is written.
type Voice uint8

// The voices. News is the zero value.
const (
	News Voice = iota
	// Statement is a written statement by an institution that is not against the
	// initiative, Spoken a transcript of one.
	Statement
	Spoken
	// Judgement is an analysis, an opinion or an interview.
	Judgement
	// Opposed is a statement, or a transcript of one, by who is against it.
	Opposed
)

// maxMentions and maxEvidence bound what a summary repeats.
const (
	maxMentions = 5
	maxEvidence = 3
)

// Of summarises claims for the initiatives that an article is linked to, in
// the order given. Claims must all be of one article.
func Of(initiatives []Initiative, claims []*taggingv1.Claim) []*taggingv1.InitiativeTag {
	var out []*taggingv1.InitiativeTag
	for _, in := range initiatives {
		var own []*taggingv1.Claim
		for _, c := range claims {
			if c.GetInitiativeId() == in.ID {
				own = append(own, c)
			}
		}
		sort.Slice(own, func(a, b int) bool { // text order; ids settle ties
			if x, y := own[a].GetEvidence().GetStartByte(), own[b].GetEvidence().GetStartByte(); x != y {
				return x < y
			}
			return own[a].GetId() < own[b].GetId()
		})
		dimensions, direction := dimensions(own, in)
		out = append(out, &taggingv1.InitiativeTag{
			InitiativeId: in.ID, Central: in.Central, Direction: direction,
			Positions: positions(own), Commitments: commitments(own), Dimensions: dimensions, Milestones: milestones(own),
			Mentions: in.Mentions[:min(len(in.Mentions), maxMentions)],
		})
	}
	return out
}

// backing gathers claims behind a finding.
type backing struct {
	claims []*taggingv1.Claim
}

// ids and evidence list the claims with the surest first.
func (b backing) sorted() []*taggingv1.Claim {
	sort.SliceStable(b.claims, func(i, j int) bool { return b.claims[i].GetConfidenceMilli() > b.claims[j].GetConfidenceMilli() })
	return b.claims
}

func (b backing) ids() []string {
	var out []string
	for _, c := range b.sorted() {
		out = append(out, c.GetId())
	}
	return out
}

func (b backing) evidence() []*taggingv1.Evidence {
	var out []*taggingv1.Evidence
	seen := map[uint32]bool{}
	for _, c := range b.sorted() {
		if at := c.GetEvidence().GetStartByte(); len(out) < maxEvidence && !seen[at] {
			seen[at] = true
			out = append(out, c.GetEvidence())
		}
	}
	return out
}

// weight is how much a claim says in thousandths: its confidence, less where
// it is hedged, supposed or recounts the past.
func weight(c *taggingv1.Claim) int64 {
	w := int64(c.GetConfidenceMilli())
	switch c.GetFactuality() {
	case taggingv1.Factuality_FACTUALITY_PROBABLE, taggingv1.Factuality_FACTUALITY_PROBABLE_NOT:
		w = w * 8 / 10
	case taggingv1.Factuality_FACTUALITY_POSSIBLE, taggingv1.Factuality_FACTUALITY_POSSIBLE_NOT:
		w = w * 6 / 10
	case taggingv1.Factuality_FACTUALITY_UNKNOWN:
		w = w * 2 / 10
	}
	if c.GetBackground() {
		w = w * 4 / 10
	}
	return w
}

package explain

import (
	"fmt"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/summary"
)

// initiatives lists the findings with what led to each direction.
func (b *builder) initiatives() {
	for i, tag := range b.Tagged.GetInitiatives() {
		out := Initiative{Tag: tag, Numbers: map[string]int{}}
		for _, c := range b.Tagged.GetClaims() {
			if c.GetInitiativeId() == tag.GetInitiativeId() {
				out.Numbers[c.GetId()] = b.numbers[c.GetId()]
			}
		}
		if i < len(b.Linked) {
			out.weigh(summary.Weigh(b.Linked[i], b.weighed(tag.GetInitiativeId())))
		}
		b.e.Initiatives = append(b.e.Initiatives, out)
	}
}

// weighed are the claims on one initiative from which its summary follows.
func (b *builder) weighed(id string) []*taggingv1.Claim {
	var own []*taggingv1.Claim
	for _, c := range b.Weighed {
		if c.GetInitiativeId() == id {
			own = append(own, c)
		}
	}
	return own
}

// weigh says how the direction follows.
func (in *Initiative) weigh(w summary.Weights) {
	for _, d := range w.Dimensions {
		in.Weights = append(in.Weights, Weight{Name: valued(d.Dimension, "DIMENSION_"), Helps: d.Helps, Hurts: d.Hurts})
	}
	if w.Title != 0 {
		in.Weights = append(in.Weights, Weight{Name: "headline", Helps: max(w.Title, 0), Hurts: max(-w.Title, 0)})
	}
	in.Why = fmt.Sprintf("helps %d, hurts %d", w.Helps, w.Hurts)
	if w.Own > 1 {
		in.Why += fmt.Sprintf(" (what helps counts %d times in a statement of its own authors)", w.Own)
	}
	side := "mixed unless what helps is more than " + tenths(w.Advances) + " times what hurts, or that more than " + tenths(w.Hinders) + " times what helps"
	switch w.Direction() {
	case taggingv1.Direction_DIRECTION_NEUTRAL:
		side = "nothing bears on the prospects"
	case taggingv1.Direction_DIRECTION_ADVANCING:
		side = "what helps is more than " + tenths(w.Advances) + " times what hurts"
	case taggingv1.Direction_DIRECTION_HINDERING:
		side = "what hurts is more than " + tenths(w.Hinders) + " times what helps"
	}
	in.Why += ": " + side
}

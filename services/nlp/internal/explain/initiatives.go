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
	in.Why = fmt.Sprintf("claims help %d, hurt %d", w.Helps, w.Hurts)
	for _, p := range w.Points {
		in.Why += fmt.Sprintf("; %s %+d", p.Name, p.Milli)
	}
	side := fmt.Sprintf("mixed between %d and %d", w.Hindering, w.Advancing)
	switch w.Direction() {
	case taggingv1.Direction_DIRECTION_NEUTRAL:
		side = "next to nothing bears on the prospects"
	case taggingv1.Direction_DIRECTION_ADVANCING:
		side = fmt.Sprintf("advancing from %d on", w.Advancing)
	case taggingv1.Direction_DIRECTION_HINDERING:
		side = fmt.Sprintf("hindering from %d down", w.Hindering)
	}
	in.Why += fmt.Sprintf("; in all %+d: %s", w.Score, side)
}

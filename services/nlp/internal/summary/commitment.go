package summary

import (
	"sort"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// commitments gives each actor and kind the surest claim that is no
// background; a claim with a figure outweighs one without, and of equals the
// later one in the text supersedes.
func commitments(claims []*taggingv1.Claim) []*taggingv1.CommitmentFinding {
	type key struct {
		actor string
		kind  taggingv1.CommitmentKind
	}
	groups := map[key][]*taggingv1.Claim{}
	for _, c := range claims {
		if k := c.GetCommitment(); k != nil {
			groups[key{c.GetActor(), k.GetKind()}] = append(groups[key{c.GetActor(), k.GetKind()}], c)
		}
	}
	var out []*taggingv1.CommitmentFinding
	for k, own := range groups {
		best := own[0]
		for _, c := range own[1:] {
			if weight(c) >= weight(best) {
				best = c
			}
		}
		f := &taggingv1.CommitmentFinding{Actor: k.actor, Kind: k.kind, Status: best.GetCommitment().GetStatus()}
		if q := best.GetCommitment().GetQuantity(); q != nil {
			f.Min, f.Max, f.Unit = &q.Min, &q.Max, q.GetUnit()
		}
		b := backing{claims: []*taggingv1.Claim{best}}
		for _, c := range own {
			if c != best && c.GetCommitment().GetStatus() == f.Status {
				b.claims = append(b.claims, c)
			}
		}
		f.Evidence = backing{claims: []*taggingv1.Claim{best}}.evidence()
		f.ClaimIds = b.ids()
		out = append(out, f)
	}
	sort.Slice(out, func(a, b int) bool {
		if out[a].Actor != out[b].Actor {
			return out[a].Actor < out[b].Actor
		}
		return out[a].Kind < out[b].Kind
	})
	return out
}

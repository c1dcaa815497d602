package summary

import (
	"sort"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// commitments gives each actor and kind the surest claim that is no
// background; a claim with a figure outweighs one without, what is withdrawn
// outweighs what was given before, and of equals the later one in the text
// supersedes.
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
			if supersedes(c, best) {
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

// supersedes reports whether a claim that stands later in the text is told
// rather than the one before it: the surer of the two, but a firm withdrawal or
// refusal also without a figure, and a figure rather than none where neither
// is taken back.
func supersedes(later, before *taggingv1.Claim) bool {
	a, b := later.GetCommitment(), before.GetCommitment()
	if later.GetBackground() == before.GetBackground() {
		if ended(a) && !ended(b) && certain(later) && b.GetQuantity() != nil {
			return true
		}
		if !ended(a) && !ended(b) && (a.GetQuantity() == nil) != (b.GetQuantity() == nil) {
			return a.GetQuantity() != nil
		}
	}
	return weight(later) >= weight(before)
}

// ended reports whether a commitment is taken back or refused.
func ended(c *taggingv1.Commitment) bool {
	return c.GetStatus() == taggingv1.CommitmentStatus_COMMITMENT_STATUS_WITHDRAWN || c.GetStatus() == taggingv1.CommitmentStatus_COMMITMENT_STATUS_DECLINED
}

// certain reports whether what a claim says is told as a fact.
func certain(c *taggingv1.Claim) bool {
	f := c.GetFactuality()
	return f == taggingv1.Factuality_FACTUALITY_CERTAIN || f == taggingv1.Factuality_FACTUALITY_CERTAIN_NOT
}

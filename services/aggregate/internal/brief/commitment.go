package brief

import (
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// commitmentWords is, for example, "8,000 troops, offered".
func (p *page) commitmentWords(c *assessmentv1.ActorCommitment) string {
	what := amount(c.GetKind(), c.GetQuantity())
	if p.ofWhole(c) {
		what += " (of the whole)"
	}
	return what + ", " + vocab.Words(c.GetStatus()) + qualified(p.claims[c.GetClaimId()].GetClaim()) + p.dispute(c.GetClaimId())
}

// ofWhole reports a figure that is nobody's part and in no sum.
func (p *page) ofWhole(c *assessmentv1.ActorCommitment) bool {
	in := p.result.Input
	return c.GetQuantity().GetMax() > 0 && in.Model.FigureOfWhole(in.Initiative, c.GetActor(), c.GetKind(), c.GetQuantity())
}

// summed reports what is more than talk and less than a refusal.
func summed(s taggingv1.CommitmentStatus) bool {
	return s >= taggingv1.CommitmentStatus_COMMITMENT_STATUS_INTERESTED && s < taggingv1.CommitmentStatus_COMMITMENT_STATUS_WITHDRAWN
}

// sums says how the figures of each kind and unit add up.
func (p *page) sums() []Statement {
	var said []Statement
	for _, t := range p.a.GetCommitmentTotals() {
		var parts, ids, disputed []string
		for _, part := range []struct {
			amount float64
			word   string
		}{{t.GetDeployed(), "deployed"}, {t.GetPledged(), "pledged"}, {t.GetOffered(), "offered"}} {
			if part.amount > 0 {
				parts = append(parts, number(part.amount)+" "+part.word)
			}
		}
		for _, c := range p.a.GetCommitments() {
			if c.GetKind() == t.GetKind() && c.GetQuantity().GetMax() > 0 && assess.UnitOf(c.GetKind(), c.GetQuantity().GetUnit()) == t.GetUnit() &&
				summed(c.GetStatus()) && c.GetActor() != "GROUP" && !p.ofWhole(c) {
				if ids = append(ids, c.GetClaimId()); p.disputed[c.GetClaimId()] {
					disputed = append(disputed, ActorName(c.GetActor()))
				}
			}
		}
		if len(parts) == 0 {
			continue
		}
		caveat := ""
		if len(disputed) > 0 {
			caveat = "; contradicted for " + list(disputed)
		}
		what, sought := vocab.Words(t.GetKind()), ""
		if t.GetUnit() != "personnel" {
			what += " (" + t.GetUnit() + ")"
		}
		if t.GetSought() > 0 {
			sought = ", of " + number(t.GetSought()) + " sought"
		}
		said = p.fact(said, ids, textf("In sum, %s: %s%s%s. ", what, list(parts), sought, caveat))
	}
	return said
}

package assess

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// saying is what a copy repeats: within a story, a claim of a later copy is
// the same piece of evidence when it says the same of the same slot. What only
// a later copy says is new and counts.
type saying struct {
	story  string
	slot   slot
	value  int64
	amount float64
}

func sayingOf(it *statement) saying {
	s := saying{story: it.story.key, slot: it.slot, value: it.base}
	switch body := it.claim.GetBody().(type) {
	case *taggingv1.Claim_Commitment:
		s.value, s.amount = int64(body.Commitment.GetStatus()), body.Commitment.GetQuantity().GetMax()
	case *taggingv1.Claim_Milestone:
		s.value = int64(body.Milestone.GetState())
	case *taggingv1.Claim_Condition:
		s.value = int64(body.Condition.GetState())
	case *taggingv1.Claim_DimensionEvidence:
		s.value = int64(sign(it.base))
	}
	return s
}

func (b *book) newStatement(s *story, claim *taggingv1.Claim) statement {
	it := statement{claim: claim, key: keyOf(claim.GetId()), story: s, origin: b.originOf(s, claim), reach: one, plain: b.model.intrinsic(claim, s)}
	if it.intrinsic = it.plain; claim.GetBackground() {
		it.intrinsic = times(it.plain, b.model.Background)
	}
	it.first, it.last = eventDays(claim.GetEventTime(), s.published, s.day)
	if it.source = it.origin; it.source == "" {
		it.source = s.own
	}
	b.place(&it)
	it.traits = b.traits(&it)
	if it.owner.none() {
		it.base = 0
	}
	return it
}

// place finds the claim's slot, the term that it counts in, and its impact.
func (b *book) place(it *statement) {
	claim := it.claim
	switch body := claim.GetBody().(type) {
	case *taggingv1.Claim_Milestone:
		b.placeMilestone(it, body.Milestone)
	case *taggingv1.Claim_Commitment:
		c := body.Commitment
		it.kind, it.slot = kindCommitment, slot{kind: kindCommitment, actor: claim.GetActor(), number: int32(c.GetKind())}
		it.owner = owner{dimension: b.model.Commitments[c.GetKind()].Dimension.Value}
		it.stated = c.GetQuantity()
		it.reach = b.model.amount(claim.GetActor(), c.GetKind(), it.stated, b.initiative.GetSeeks())
		it.base = int64(b.model.Statuses[c.GetStatus()])
		if denied(claim) && it.base > 0 {
			it.base, it.void = 0, true // "has not pledged" is no pledge, and no refusal either
		}
	case *taggingv1.Claim_Position:
		it.kind, it.slot = kindPosition, slot{kind: kindPosition, actor: claim.GetActor()}
		it.owner.dimension, it.reach = b.model.standing(claim.GetActor(), b.initiative.GetRoles())
		it.base = stanceImpact(body.Position.GetStance())
	case *taggingv1.Claim_Condition:
		it.kind, it.slot = kindCondition, slot{kind: kindCondition, actor: claim.GetActor(), number: int32(body.Condition.GetKind())}
		it.owner = owner{dimension: claim.GetDimension()}
		it.base = clampImpact(claim)
	case *taggingv1.Claim_DimensionEvidence:
		it.kind = kindDimension
		it.slot = slot{kind: kindDimension, actor: claim.GetActor(), number: int32(claim.GetDimension()), attribute: body.DimensionEvidence.GetCue()}
		it.owner = owner{dimension: claim.GetDimension()}
		it.base = clampImpact(claim)
		it.denial = b.model.disputing(body.DimensionEvidence.GetCue()) // hedged it denies nothing, but may be outranked as if it did
	default:
		it.kind = kindNone
	}
	if _, ok := b.model.Dimensions[it.owner.dimension]; !ok && it.owner.rung == 0 {
		it.owner = owner{}
	}
}

// placeMilestone: below the target a rung is a term of its own; evidence on the
// target and above counts in the rung's dimension.
func (b *book) placeMilestone(it *statement, milestone *taggingv1.Milestone) {
	kind := milestone.GetKind()
	it.kind, it.slot = kindMilestone, slot{kind: kindMilestone, number: int32(kind)}
	rung, ok := b.model.Rungs[kind]
	switch {
	case !ok:
		return
	case kind < b.target:
		it.owner = owner{rung: kind}
	default:
		it.owner = owner{dimension: rung.Dimension.Value}
	}
	if denied(it.claim) || it.claim.GetTense() == taggingv1.Tense_TENSE_FUTURE {
		return // "not yet deployed" and "will be deployed" leave the rung open
	}
	switch milestone.GetState() {
	case taggingv1.MilestoneState_MILESTONE_STATE_REACHED:
		it.base = int64(one)
	case taggingv1.MilestoneState_MILESTONE_STATE_FAILED:
		it.base = -int64(one)
	}
}

func clampImpact(claim *taggingv1.Claim) int64 {
	return int64(max(-int32(one), min(int32(one), claim.GetImpactMilli())))
}

// halfLife in days of the kind; 0 for rungs, whose evidence does not decay.
func (b *book) halfLife(it *statement) int {
	h := b.model.HalfLifeDays
	switch {
	case it.owner.rung != 0:
		return 0
	case it.kind == kindMilestone:
		return h.Milestone
	case it.kind == kindCommitment:
		return h.Commitment
	case it.kind == kindPosition:
		return h.Position
	case it.kind == kindCondition:
		return h.Condition
	default:
		return h.Dimension
	}
}

package assess

import (
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// prepared is what does not depend on the as-of time.
type prepared struct {
	model      *Model
	initiative *initiativev1.Initiative
	target     taggingv1.MilestoneKind
	rulings    []*assessmentv1.Ruling // by revision
	items      []item                 // ordered by day of the story, article and claim id
	quotas     int                    // number of quotas
	grades     int                    // number of quotas by letter
}

func prepare(in Input) *prepared {
	p := &prepared{
		model: in.Model, initiative: in.Initiative, target: in.Initiative.GetQuestion().GetMilestone(), rulings: byRevision(in.Rulings),
	}
	if p.target == taggingv1.MilestoneKind_MILESTONE_KIND_UNSPECIFIED {
		p.target = taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED
	}
	all := stories(in.Articles, in.Initiative.GetId(), in.Model.Similarity)
	names := media(all)
	claims := 0
	for _, s := range all {
		claims += len(s.claims)
	}
	p.items = make([]item, 0, claims)
	said := make(map[saying]string, claims)
	for _, s := range all {
		for _, claim := range s.claims {
			p.items = append(p.items, p.newItem(s, claim, names))
		}
	}
	for i := range p.items {
		it := &p.items[i]
		key := sayingOf(it)
		if first, ok := said[key]; ok && it.story.rank > 0 {
			it.copyOf = first
		} else if !ok {
			said[key] = it.claim.GetId()
		}
	}
	repetitions(p.items)
	p.share()
	return p
}

// share numbers the quotas.
func (p *prepared) share() {
	quotas, grades := make(map[quota]int), make(map[quota]int)
	number := func(all map[quota]int, q quota) int {
		if _, ok := all[q]; !ok {
			all[q] = len(all)
		}
		return all[q]
	}
	for i := range p.items {
		it := &p.items[i]
		shared := quota{owner: it.owner, apart: it.apart, day: it.story.day}
		it.quota = number(quotas, shared)
		shared.letter = it.story.source.GetReliability()
		it.gradeQuota = number(grades, shared)
	}
	p.quotas, p.grades = len(quotas), len(grades)
}

// quota is what shares a cap: what one origin says on one day in one term, of
// one letter or, with none, of all.
type quota struct {
	owner  owner
	apart  string
	day    int
	letter articlev1.Reliability
}

// saying is what a copy repeats: within a story, a claim of a later copy is
// the same piece of evidence when it says the same of the same slot. What only
// a later copy says is new and counts.
type saying struct {
	story  string
	slot   slot
	value  int64
	amount float64
}

func sayingOf(it *item) saying {
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

func (p *prepared) newItem(s *story, claim *taggingv1.Claim, names map[string]string) item {
	it := item{claim: claim, story: s, origin: s.originOf(claim, names), extent: one, plain: p.model.intrinsic(claim, s)}
	if it.intrinsic = it.plain; claim.GetBackground() {
		it.intrinsic = times(it.plain, p.model.Background)
	}
	it.first, it.last = eventDays(claim.GetEventTime(), s.published, s.day)
	if it.apart = it.origin; it.apart == "" {
		it.apart = s.own
	}
	p.place(&it)
	if it.owner.none() {
		it.base = 0
	}
	return it
}

// place finds the claim's slot, the term that it counts in, and its impact.
func (p *prepared) place(it *item) {
	claim := it.claim
	switch body := claim.GetBody().(type) {
	case *taggingv1.Claim_Milestone:
		p.placeMilestone(it, body.Milestone)
	case *taggingv1.Claim_Commitment:
		c := body.Commitment
		it.kind, it.slot = kindCommitment, slot{kind: kindCommitment, actor: claim.GetActor(), number: int32(c.GetKind())}
		it.owner = owner{dimension: p.model.Commitments[c.GetKind()].Dimension.Value}
		it.quantity = c.GetQuantity()
		it.extent = p.model.amount(claim.GetActor(), c.GetKind(), it.quantity, p.initiative.GetSeeks())
		it.base = int64(p.model.Statuses[c.GetStatus()])
		if denied(claim) && it.base > 0 {
			it.base, it.void = 0, true // "has not pledged" is no pledge, and no refusal either
		}
	case *taggingv1.Claim_Position:
		it.kind, it.slot = kindPosition, slot{kind: kindPosition, actor: claim.GetActor()}
		it.owner.dimension, it.extent = p.model.standing(claim.GetActor(), p.initiative.GetRoles())
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
	default:
		it.kind = kindNone
	}
	if _, ok := p.model.Dimensions[it.owner.dimension]; !ok && it.owner.rung == 0 {
		it.owner = owner{}
	}
}

// placeMilestone: below the target a rung is a term of its own; evidence on the
// target and above counts in the rung's dimension.
func (p *prepared) placeMilestone(it *item, milestone *taggingv1.Milestone) {
	kind := milestone.GetKind()
	it.kind, it.slot = kindMilestone, slot{kind: kindMilestone, number: int32(kind)}
	rung, ok := p.model.Rungs[kind]
	switch {
	case !ok:
		return
	case kind < p.target:
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
func (p *prepared) halfLife(it *item) int {
	h := p.model.HalfLifeDays
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

// fresh returns a copy of the items with their states as of a time: cut is the
// day from which on evidence is later.
func (p *prepared) fresh(cut int) []item {
	items := make([]item, len(p.items))
	copy(items, p.items)
	for i := range items {
		it := &items[i]
		it.impact = it.base
		switch {
		case it.copyOf != "":
			it.state, it.replacedBy = assessmentv1.ContributionState_CONTRIBUTION_STATE_COPY, it.copyOf
		case it.first >= cut:
			it.state = assessmentv1.ContributionState_CONTRIBUTION_STATE_LATER
		case it.base == 0:
			it.state = assessmentv1.ContributionState_CONTRIBUTION_STATE_NO_EFFECT
		default:
			it.state = assessmentv1.ContributionState_CONTRIBUTION_STATE_COUNTED
		}
	}
	return items
}

package assess

import (
	"math"
	"slices"
	"strings"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// closing is what ended a condition.
type closing struct {
	state taggingv1.ConditionState
	by    *item // nil when the stating passage itself says so, or an operator
	ruled *assessmentv1.RuledBy
}

// conditionState is where a condition that `it` states for its actor stands.
// What closes it must be presented as a fact and stand. Rungs are states and
// meet a condition whenever they were reached; everything else must not be
// older than the condition. The latest word wins, the claim's own included, and
// a breach on the same day. What an operator ruled goes before all of it.
func (e *evaluation) conditionState(it *item, condition *taggingv1.Condition) closing {
	if c, ok := e.ruled.condition(it.slot.actor, condition.GetKind()); ok {
		return c
	}
	best, day := closing{state: taggingv1.ConditionState_CONDITION_STATE_OPEN}, math.MinInt
	note := func(state taggingv1.ConditionState, on int, by *item) {
		if on > day || on == day && state > best.state {
			best, day = closing{state: state, by: by}, on
		}
	}
	if kind := e.model.Conditions[condition.GetKind()].Rung.Value; kind != 0 {
		if rung := e.rungs[kind]; rung.state == taggingv1.MilestoneState_MILESTONE_STATE_REACHED && rung.strongest != nil {
			note(taggingv1.ConditionState_CONDITION_STATE_MET, rung.lastDay, rung.strongest)
		}
	}
	if c := e.latestCloser(it, condition.GetKind()); c != nil && c.it.last >= it.first {
		note(c.state, c.it.last, c.it)
	}
	if own := condition.GetState(); own > taggingv1.ConditionState_CONDITION_STATE_OPEN {
		note(own, it.last, nil)
	}
	return best
}

// closedBy reports whether a claim is of the sort that meets the condition.
func (r ConditionRule) closedBy(it *item, roles *initiativev1.Roles) bool {
	switch {
	case len(r.Supporters) > 0:
		_, body, _ := strings.Cut(it.slot.actor, ":")
		return it.kind == kindPosition && it.stands() && slices.Contains(r.Supporters, body) && unconditional(it)
	case r.CommitmentBy != "":
		return it.kind == kindCommitment && it.stands() && it.slot.actor == r.CommitmentBy && atLeast(it.claim.GetCommitment().GetStatus(), r.AtLeast.Value)
	case r.Event.Value != 0: // what speaks against the initiative brings none of its conditions about
		event := it.claim.GetEvent()
		return it.base >= 0 && event.GetType() == r.Event.Value && event.GetMode() == r.Mode && !event.GetNegation() && !event.GetFuture() && !denied(it.claim)
	case r.HostSupports:
		return it.kind == kindPosition && it.stands() && slices.Contains(roles.GetHosts(), it.slot.actor) && unconditional(it)
	}
	return false
}

// unconditional reports support without conditions.
func unconditional(it *item) bool {
	p := it.claim.GetPosition()
	return (p.GetStance() == taggingv1.Stance_STANCE_SUPPORTS || p.GetStance() == taggingv1.Stance_STANCE_PARTICIPATES) && len(p.GetConditions()) == 0
}

// atLeast compares on the ladder of commitments; withdrawn and declined are off it.
func atLeast(status, least taggingv1.CommitmentStatus) bool {
	return status >= least && status <= taggingv1.CommitmentStatus_COMMITMENT_STATUS_DEPLOYED
}

// hang adjusts the impact of what hangs on conditions: an open one caps a
// position, a breached one turns it, a met one lifts the cap. A condition
// without a position loses its effect once met.
func (e *evaluation) hang(it *item) {
	impact, state, digit := it.impact, it.state, it.digit
	it.impact, it.state = e.hung(it)
	it.digit = e.digit(it) // which depends on whether it was turned
	if it.impact != impact || it.state != state || it.digit != digit {
		e.queue.add(it, stepWeigh)
	}
}

// hung is the impact of an item as the conditions are that it hangs on, and its state then.
func (e *evaluation) hung(it *item) (impact int64, state assessmentv1.ContributionState) {
	impact, state = it.base, it.initial
	switch {
	case it.superseded:
		return impact, assessmentv1.ContributionState_CONTRIBUTION_STATE_SUPERSEDED
	case state != counted:
		return impact, state
	}
	for _, condition := range it.claim.GetPosition().GetConditions() {
		switch e.conditionState(it, condition).state {
		case taggingv1.ConditionState_CONDITION_STATE_OPEN:
			impact = min(impact, int64(e.model.OpenCondition))
		case taggingv1.ConditionState_CONDITION_STATE_BREACHED:
			impact = min(impact, int64(e.model.Breached))
		}
	}
	if c := it.claim.GetCondition(); c != nil {
		switch e.conditionState(it, c).state {
		case taggingv1.ConditionState_CONDITION_STATE_MET:
			impact = max(impact, 0)
		case taggingv1.ConditionState_CONDITION_STATE_BREACHED:
			impact = min(impact, int64(e.model.Breached))
		}
	}
	if impact == 0 {
		state = noEffect
	}
	return impact, state
}

package assess

import (
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
// older than the condition. The latest word wins, a breach on the same day. What
// an operator ruled goes before all of it.
func (e *evaluation) conditionState(it *item, condition *taggingv1.Condition) closing {
	if c, ok := e.ruled.condition(it.slot.actor, condition.GetKind()); ok {
		return c
	}
	best := closing{state: condition.GetState()}
	if best.state == taggingv1.ConditionState_CONDITION_STATE_UNSPECIFIED {
		best.state = taggingv1.ConditionState_CONDITION_STATE_OPEN
	}
	consider := func(by *item, state taggingv1.ConditionState, always bool) {
		if by == it || !always && by.last < it.first {
			return
		}
		later := best.by == nil || by.last > best.by.last
		if later || by.last == best.by.last && state > best.state {
			best = closing{state: state, by: by}
		}
	}
	rule, ok := e.model.Conditions[condition.GetKind()]
	if ok && rule.Rung.Value != 0 {
		if rung := e.rungs[rule.Rung.Value]; rung.state == taggingv1.MilestoneState_MILESTONE_STATE_REACHED && rung.strongest != nil {
			consider(rung.strongest, taggingv1.ConditionState_CONDITION_STATE_MET, true)
		}
	}
	for _, by := range e.closers[condition.GetKind()] {
		if ok && len(rule.Supporters) > 0 && by.kind == kindPosition && !ownFaction(by.slot.actor, it.slot.actor, rule.Supporters) {
			continue
		}
		if by.kind != kindCondition {
			consider(by, taggingv1.ConditionState_CONDITION_STATE_MET, false)
		} else if by.slot.actor == "" || by.slot.actor == it.slot.actor {
			consider(by, by.claim.GetCondition().GetState(), false)
		}
	}
	return best
}

// ownFaction reports whether faction is one of the named bodies of the actor's own state.
func ownFaction(faction, actor string, bodies []string) bool {
	state, body, _ := strings.Cut(faction, ":")
	own, _, _ := strings.Cut(actor, ":")
	return state == own && slices.Contains(bodies, body)
}

// findClosers collects, for each kind of condition, the claims that can close one.
func (e *evaluation) findClosers() {
	e.closers = make(map[taggingv1.ConditionKind][]*item)
	for i := range e.items {
		it := &e.items[i]
		if !it.active() || !it.certain() || it.void || it.claim.GetTense() == taggingv1.Tense_TENSE_FUTURE {
			continue
		}
		if c := it.claim.GetCondition(); c.GetState() > taggingv1.ConditionState_CONDITION_STATE_OPEN {
			e.closers[c.GetKind()] = append(e.closers[c.GetKind()], it)
		}
		for kind, rule := range e.model.Conditions {
			if rule.closedBy(it, e.initiative.GetRoles()) {
				e.closers[kind] = append(e.closers[kind], it)
			}
		}
	}
}

// closedBy reports whether a claim is of the sort that meets the condition.
func (r ConditionRule) closedBy(it *item, roles *initiativev1.Roles) bool {
	switch {
	case len(r.Supporters) > 0:
		_, body, _ := strings.Cut(it.slot.actor, ":")
		return it.kind == kindPosition && it.stands() && slices.Contains(r.Supporters, body) && unconditional(it)
	case r.CommitmentBy != "":
		return it.kind == kindCommitment && it.stands() && it.slot.actor == r.CommitmentBy && atLeast(it.claim.GetCommitment().GetStatus(), r.AtLeast.Value)
	case r.Event.Value != 0:
		event := it.claim.GetEvent()
		return event.GetType() == r.Event.Value && event.GetMode() == r.Mode && !event.GetNegation() && !event.GetFuture() && !denied(it.claim)
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
func (e *evaluation) hang() {
	for i := range e.items {
		it := &e.items[i]
		if !it.counts() {
			continue
		}
		for _, condition := range it.claim.GetPosition().GetConditions() {
			switch e.conditionState(it, condition).state {
			case taggingv1.ConditionState_CONDITION_STATE_OPEN:
				it.impact = min(it.impact, int64(e.model.OpenCondition))
			case taggingv1.ConditionState_CONDITION_STATE_BREACHED:
				it.impact = min(it.impact, int64(e.model.Breached))
			}
		}
		if c := it.claim.GetCondition(); c != nil {
			switch e.conditionState(it, c).state {
			case taggingv1.ConditionState_CONDITION_STATE_MET:
				it.impact = max(it.impact, 0)
			case taggingv1.ConditionState_CONDITION_STATE_BREACHED:
				it.impact = min(it.impact, int64(e.model.Breached))
			}
		}
		if it.impact == 0 {
			it.state = noEffect
		}
	}
}

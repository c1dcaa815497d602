package brief

import taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"

// sayRung says that a rung was reached, failed or is to come.
func (p *page) sayRung(kind taggingv1.MilestoneKind, state taggingv1.MilestoneState, setback string) string {
	switch state {
	case taggingv1.MilestoneState_MILESTONE_STATE_REACHED:
		return p.rungReached(kind)
	case taggingv1.MilestoneState_MILESTONE_STATE_FAILED:
		if setback != "" {
			return rungEvent(kind) + " has suffered a setback (" + setback + ")"
		}
		return rungEvent(kind) + " has failed"
	default:
		return rungEvent(kind) + " is still to come"
	}
}

func (p *page) rungReached(kind taggingv1.MilestoneKind) string {
	switch kind {
	case taggingv1.MilestoneKind_MILESTONE_KIND_PROPOSED:
		return p.noun + " has been proposed"
	case taggingv1.MilestoneKind_MILESTONE_KIND_ENDORSED:
		return p.noun + " has been endorsed by leaders"
	case taggingv1.MilestoneKind_MILESTONE_KIND_MANDATED:
		return p.noun + " has been authorised"
	case taggingv1.MilestoneKind_MILESTONE_KIND_PLEDGED:
		return "contributions have been pledged"
	case taggingv1.MilestoneKind_MILESTONE_KIND_FUNDED:
		return "money is in place"
	case taggingv1.MilestoneKind_MILESTONE_KIND_COMMANDED:
		return "the command has been agreed"
	case taggingv1.MilestoneKind_MILESTONE_KIND_OPERATIONAL:
		return p.noun + " is operational"
	case taggingv1.MilestoneKind_MILESTONE_KIND_SUSTAINED:
		return p.noun + " has been renewed and holds"
	default:
		return "a first contingent has been deployed"
	}
}

// rungEvent is what fails, or is still to come.
func rungEvent(kind taggingv1.MilestoneKind) string {
	switch kind {
	case taggingv1.MilestoneKind_MILESTONE_KIND_PLEDGED:
		return "the pledging of contributions"
	case taggingv1.MilestoneKind_MILESTONE_KIND_FUNDED:
		return "the funding"
	case taggingv1.MilestoneKind_MILESTONE_KIND_COMMANDED:
		return "the agreement on command"
	case taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED:
		return "the deployment"
	}
	return rungName(kind)
}

// rungName is what a rung owns in the account of the number.
func rungName(kind taggingv1.MilestoneKind) string {
	switch kind {
	case taggingv1.MilestoneKind_MILESTONE_KIND_PROPOSED:
		return "the proposal"
	case taggingv1.MilestoneKind_MILESTONE_KIND_ENDORSED:
		return "the endorsement by leaders"
	case taggingv1.MilestoneKind_MILESTONE_KIND_MANDATED:
		return "the mandate"
	case taggingv1.MilestoneKind_MILESTONE_KIND_PLEDGED:
		return "the contributions pledged"
	case taggingv1.MilestoneKind_MILESTONE_KIND_FUNDED:
		return "the money in place"
	case taggingv1.MilestoneKind_MILESTONE_KIND_COMMANDED:
		return "the command agreed"
	case taggingv1.MilestoneKind_MILESTONE_KIND_OPERATIONAL:
		return "the start of operations"
	case taggingv1.MilestoneKind_MILESTONE_KIND_SUSTAINED:
		return "the renewal"
	default:
		return "the first deployment"
	}
}

// asked is what the question asks about a rung, as subject and predicate, to be
// put with "will" between them or ahead of them.
func (p *page) asked(kind taggingv1.MilestoneKind) (subject, predicate string) {
	switch kind {
	case taggingv1.MilestoneKind_MILESTONE_KIND_PROPOSED:
		return p.noun, "be proposed by somebody who could start it"
	case taggingv1.MilestoneKind_MILESTONE_KIND_ENDORSED:
		return "leaders", "sign or declare " + p.noun
	case taggingv1.MilestoneKind_MILESTONE_KIND_MANDATED:
		return p.noun, "be authorised by a body with the power to do so"
	case taggingv1.MilestoneKind_MILESTONE_KIND_PLEDGED:
		return "contributions to " + p.noun, "be named"
	case taggingv1.MilestoneKind_MILESTONE_KIND_FUNDED:
		return "the money for " + p.noun, "be in place"
	case taggingv1.MilestoneKind_MILESTONE_KIND_COMMANDED:
		return "command and rules of " + p.noun, "be agreed"
	case taggingv1.MilestoneKind_MILESTONE_KIND_OPERATIONAL:
		return p.noun, "be operational"
	case taggingv1.MilestoneKind_MILESTONE_KIND_SUSTAINED:
		return p.noun, "be renewed and hold"
	default:
		return "a first contingent", "be deployed"
	}
}

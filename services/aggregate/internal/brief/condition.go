package brief

import taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"

// conditionNoun is what something hangs on.
func conditionNoun(k taggingv1.ConditionKind) string {
	switch k {
	case taggingv1.ConditionKind_CONDITION_KIND_UN_MANDATE:
		return "a mandate"
	case taggingv1.ConditionKind_CONDITION_KIND_CEASEFIRE:
		return "a ceasefire"
	case taggingv1.ConditionKind_CONDITION_KIND_US_BACKSTOP:
		return "American backing"
	case taggingv1.ConditionKind_CONDITION_KIND_HOST_CONSENT:
		return "the consent of the host"
	case taggingv1.ConditionKind_CONDITION_KIND_NO_COMBAT_ROLE:
		return "having no combat role"
	case taggingv1.ConditionKind_CONDITION_KIND_PARLIAMENT:
		return "approval by parliament"
	case taggingv1.ConditionKind_CONDITION_KIND_WITHDRAWAL:
		return "a withdrawal of forces"
	case taggingv1.ConditionKind_CONDITION_KIND_COMMAND:
		return "clarity on command"
	case taggingv1.ConditionKind_CONDITION_KIND_FUNDING:
		return "money being found"
	case taggingv1.ConditionKind_CONDITION_KIND_BURDEN_SHARING:
		return "others carrying their share"
	case taggingv1.ConditionKind_CONDITION_KIND_DISARMAMENT:
		return "disarmament"
	case taggingv1.ConditionKind_CONDITION_KIND_REFORM:
		return "reform"
	default:
		return "another condition"
	}
}

// conditionClause is what comes true when a condition is met.
func conditionClause(k taggingv1.ConditionKind) string {
	switch k {
	case taggingv1.ConditionKind_CONDITION_KIND_UN_MANDATE:
		return "a mandate is given"
	case taggingv1.ConditionKind_CONDITION_KIND_CEASEFIRE:
		return "a ceasefire is in place"
	case taggingv1.ConditionKind_CONDITION_KIND_US_BACKSTOP:
		return "the United States stands behind it"
	case taggingv1.ConditionKind_CONDITION_KIND_HOST_CONSENT:
		return "the host consents"
	case taggingv1.ConditionKind_CONDITION_KIND_NO_COMBAT_ROLE:
		return "there is no combat role"
	case taggingv1.ConditionKind_CONDITION_KIND_PARLIAMENT:
		return "parliament approves"
	case taggingv1.ConditionKind_CONDITION_KIND_WITHDRAWAL:
		return "forces withdraw"
	case taggingv1.ConditionKind_CONDITION_KIND_COMMAND:
		return "command is settled"
	case taggingv1.ConditionKind_CONDITION_KIND_FUNDING:
		return "money is found"
	case taggingv1.ConditionKind_CONDITION_KIND_BURDEN_SHARING:
		return "others carry their share"
	case taggingv1.ConditionKind_CONDITION_KIND_DISARMAMENT:
		return "arms are laid down"
	case taggingv1.ConditionKind_CONDITION_KIND_REFORM:
		return "reform comes"
	default:
		return "the condition is met"
	}
}

package claim

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

var conditionKinds = map[string]taggingv1.ConditionKind{
	"un_mandate": taggingv1.ConditionKind_CONDITION_KIND_UN_MANDATE, "ceasefire": taggingv1.ConditionKind_CONDITION_KIND_CEASEFIRE,
	"us_backstop": taggingv1.ConditionKind_CONDITION_KIND_US_BACKSTOP, "host_consent": taggingv1.ConditionKind_CONDITION_KIND_HOST_CONSENT,
	"no_combat_role": taggingv1.ConditionKind_CONDITION_KIND_NO_COMBAT_ROLE, "parliament": taggingv1.ConditionKind_CONDITION_KIND_PARLIAMENT,
	"withdrawal": taggingv1.ConditionKind_CONDITION_KIND_WITHDRAWAL, "command": taggingv1.ConditionKind_CONDITION_KIND_COMMAND,
	"funding": taggingv1.ConditionKind_CONDITION_KIND_FUNDING, "burden_sharing": taggingv1.ConditionKind_CONDITION_KIND_BURDEN_SHARING,
	"disarmament": taggingv1.ConditionKind_CONDITION_KIND_DISARMAMENT, "reform": taggingv1.ConditionKind_CONDITION_KIND_REFORM,
}

// mostKinds bounds how many kinds one condition names.
const mostKinds = 3

// condition reads the kinds that the words of a scope name.
func (r *reader) condition(sc scope) []*taggingv1.Condition {
	var out []*taggingv1.Condition
	seen := map[taggingv1.ConditionKind]bool{}
	add := func(k taggingv1.ConditionKind) {
		if !seen[k] {
			seen[k] = true
			out = append(out, &taggingv1.Condition{Kind: k, State: taggingv1.ConditionState_CONDITION_STATE_OPEN,
				Evidence: Evidence(r.Doc, r.Doc.SpanOf(sc.first, sc.last), r.source)})
		}
	}
	for _, k := range r.HitsIn("condkind", sc.first, sc.last) {
		if len(out) < mostKinds {
			add(conditionKinds[k.Entry.Value])
		}
	}
	if len(out) == 0 {
		add(taggingv1.ConditionKind_CONDITION_KIND_OTHER)
	}
	return out
}

// conditionDimension is the dimension that an open condition weighs on.
func conditionDimension(k taggingv1.ConditionKind) taggingv1.Dimension {
	switch k {
	case taggingv1.ConditionKind_CONDITION_KIND_UN_MANDATE:
		return taggingv1.Dimension_DIMENSION_LEGAL_MANDATE
	case taggingv1.ConditionKind_CONDITION_KIND_CEASEFIRE, taggingv1.ConditionKind_CONDITION_KIND_WITHDRAWAL:
		return taggingv1.Dimension_DIMENSION_SECURITY_ENVIRONMENT
	case taggingv1.ConditionKind_CONDITION_KIND_US_BACKSTOP:
		return taggingv1.Dimension_DIMENSION_ALLIANCE_COHESION
	case taggingv1.ConditionKind_CONDITION_KIND_HOST_CONSENT:
		return taggingv1.Dimension_DIMENSION_HOST_CONSENT
	case taggingv1.ConditionKind_CONDITION_KIND_PARLIAMENT:
		return taggingv1.Dimension_DIMENSION_DOMESTIC_POLITICS
	case taggingv1.ConditionKind_CONDITION_KIND_COMMAND, taggingv1.ConditionKind_CONDITION_KIND_NO_COMBAT_ROLE:
		return taggingv1.Dimension_DIMENSION_COMMAND_CONTROL
	case taggingv1.ConditionKind_CONDITION_KIND_FUNDING, taggingv1.ConditionKind_CONDITION_KIND_BURDEN_SHARING:
		return taggingv1.Dimension_DIMENSION_FUNDING
	case taggingv1.ConditionKind_CONDITION_KIND_DISARMAMENT:
		return taggingv1.Dimension_DIMENSION_ADVERSARY_REACTION
	}
	return taggingv1.Dimension_DIMENSION_UNSPECIFIED
}

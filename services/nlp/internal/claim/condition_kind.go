package claim

import (
	"slices"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/actor"
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

// condition reads the kinds that the words of a scope name, as the condition of
// a holder; the initiative may be nil and the holder "".
func (r *reader) condition(sc scope, in *initiative, holder string) []*taggingv1.Condition {
	var out []*taggingv1.Condition
	for _, k := range r.kindsIn(sc, in, holder) {
		out = append(out, &taggingv1.Condition{Kind: k, State: taggingv1.ConditionState_CONDITION_STATE_OPEN,
			Evidence: Evidence(r.Doc, r.Doc.SpanOf(sc.first, sc.last), r.source)})
	}
	return out
}

// kindsIn lists the kinds that the words of a scope name, in their order;
// "other" where none is named.
func (r *reader) kindsIn(sc scope, in *initiative, holder string) []taggingv1.ConditionKind {
	var out []taggingv1.ConditionKind
	add := func(k taggingv1.ConditionKind) {
		if len(out) < mostKinds && !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	agrees, backs := false, false
	for _, k := range r.HitsIn("condkind", sc.first, sc.last) {
		switch k.Entry.Value {
		case "agreement":
			agrees = true
		case "backing":
			backs = backs || k.First > sc.cue // "provided" opens conditions
		default:
			add(conditionKinds[k.Entry.Value])
		}
	}
	for _, i := range r.ActorsIn(sc.first, sc.last) {
		switch id := r.Actors[i].ID; {
		case r.Actors[i].Kind == actor.Demonym:
		case backs && id == "USA" && holder != "USA":
			add(taggingv1.ConditionKind_CONDITION_KIND_US_BACKSTOP)
		case agrees && in != nil && in.host(id):
			add(taggingv1.ConditionKind_CONDITION_KIND_HOST_CONSENT)
		}
	}
	if len(r.houses(sc.first, sc.last)) > 0 {
		add(taggingv1.ConditionKind_CONDITION_KIND_PARLIAMENT)
	}
	if i := slices.Index(out, taggingv1.ConditionKind_CONDITION_KIND_HOST_CONSENT); i >= 0 && r.legislative(sc.first, sc.last) && !r.hosted(sc, in) {
		out = slices.Delete(out, i, i+1) // it is the chamber that consents
	}
	if agrees && in != nil && len(out) == 0 && in.host(holder) {
		add(taggingv1.ConditionKind_CONDITION_KIND_HOST_CONSENT)
	}
	if len(out) == 0 {
		add(taggingv1.ConditionKind_CONDITION_KIND_OTHER)
	}
	return out
}

// hosted reports whether a scope names the host.
func (r *reader) hosted(sc scope, in *initiative) bool {
	return in != nil && slices.ContainsFunc(r.ActorsIn(sc.first, sc.last), func(i int) bool { return in.host(r.Actors[i].ID) })
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

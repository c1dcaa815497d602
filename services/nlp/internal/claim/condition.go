package claim

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/reading"
)

var conditionKinds = map[string]taggingv1.ConditionKind{
	"un_mandate": taggingv1.ConditionKind_CONDITION_KIND_UN_MANDATE, "ceasefire": taggingv1.ConditionKind_CONDITION_KIND_CEASEFIRE,
	"us_backstop": taggingv1.ConditionKind_CONDITION_KIND_US_BACKSTOP, "host_consent": taggingv1.ConditionKind_CONDITION_KIND_HOST_CONSENT,
	"no_combat_role": taggingv1.ConditionKind_CONDITION_KIND_NO_COMBAT_ROLE, "parliament": taggingv1.ConditionKind_CONDITION_KIND_PARLIAMENT,
	"withdrawal": taggingv1.ConditionKind_CONDITION_KIND_WITHDRAWAL, "command": taggingv1.ConditionKind_CONDITION_KIND_COMMAND,
	"funding": taggingv1.ConditionKind_CONDITION_KIND_FUNDING, "burden_sharing": taggingv1.ConditionKind_CONDITION_KIND_BURDEN_SHARING,
	"disarmament": taggingv1.ConditionKind_CONDITION_KIND_DISARMAMENT, "reform": taggingv1.ConditionKind_CONDITION_KIND_REFORM,
}

// scope is a condition's cue with the tokens that it governs.
type scope struct {
	cue, first, last int
	weak             bool // the cue is often no condition
}

// scopes finds the conditions of a sentence: from the cue to the end of its
// clause, and on where the clause is a mere opening ("only if, and when, ...").
func (r *reader) scopes(sentence int) []scope {
	s := r.Doc.Sentences[sentence]
	var out []scope
	for _, h := range r.HitsIn("condition", s.First, s.Last) {
		if h.Entry.Value != "cue" || len(out) > 0 && h.First < out[len(out)-1].last {
			continue
		}
		if r.Doc.Tokens[h.First].Lower == "if" && h.First > 0 && r.Doc.Tokens[h.First-1].Is("whether", "as", "ask", "asked", "even") {
			continue
		}
		last := h.Last
		for last < s.Last && last < h.Last+24 && !(last > h.Last+2 && r.Doc.Tokens[last].Is(",", ";", "—", ":", "but", "\"")) {
			last++
		}
		out = append(out, scope{h.First, h.First, last, h.Entry.Has("weak")})
	}
	return out
}

// conditionsOf returns what a predicate hangs on: the conditions of its
// sentence, and of the next one when that opens with a cue.
func (r *reader) conditionsOf(h lexicon.Hit, cl *reading.Clause) []*taggingv1.Condition {
	var out []*taggingv1.Condition
	for _, sc := range r.scopes(cl.Sentence) {
		if h.First >= sc.first && h.Last <= sc.last {
			continue // the predicate is part of the condition
		}
		out = append(out, r.condition(sc)...)
	}
	return out
}

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
		if kind := conditionKinds[k.Entry.Value]; len(out) < 2 {
			add(kind)
		}
	}
	if len(out) == 0 {
		add(taggingv1.ConditionKind_CONDITION_KIND_OTHER)
	}
	return out
}

// readConditions drafts the conditions that no position carries: those of the
// actor whom the sentence is about or who speaks it, and in sentences that
// mention the initiative without an actor, those of the initiative itself. Only
// cues that mean nothing but a condition count here.
func (r *reader) readConditions() {
	taken := map[int]bool{}
	for _, d := range r.drafts {
		if d.kind == "position" && len(d.claim.GetPosition().GetConditions()) > 0 {
			taken[r.Doc.Tokens[d.token].Sentence] = true
		}
	}
	for s := range r.Doc.Sentences {
		if taken[s] || r.Doc.Sentences[s].Question {
			continue
		}
		for _, f := range r.Focus(s) {
			for _, sc := range r.scopes(s) {
				if !sc.weak && (f.Reach != link.Carried || r.Links.IsCentral(f.Initiative)) {
					r.conditionOf(sc, f)
				}
			}
		}
	}
}

func (r *reader) conditionOf(sc scope, f link.Focus) {
	who := r.actorsOf(r.Subjects(sc.cue))
	if len(who) == 0 {
		if v := r.VoiceAt(sc.cue); v.Speaker >= 0 {
			who = []string{r.Actors[v.Speaker].ID}
		}
	}
	if len(who) == 0 {
		if f.Reach != link.Direct {
			return
		}
		who = []string{""}
	}
	for _, id := range who {
		for _, c := range r.condition(sc) {
			r.add(draft{
				actor: id, kind: "condition", slot: id + "/" + c.GetKind().String(), token: sc.cue, rule: "condition/cue", confidence: 450,
				claim: &taggingv1.Claim{Body: &taggingv1.Claim_Condition{Condition: c}, Dimension: conditionDimension(c.GetKind()), ImpactMilli: -150},
			}, f)
		}
	}
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

package claim

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// readLimits reads what actors will not have soldiers do, which is the condition
// that they have no combat role: "its men would not search anyone".
func (r *reader) readLimits() {
	r.each("limit", func(h lexicon.Hit) {
		focus, _, ok := r.citable(h)
		if !ok || r.Standing(h.Anchor).Hypothetical {
			return
		}
		if denied, _ := r.Polarity(h.Anchor); h.Entry.Value == "combat" && !denied {
			return
		}
		who := r.actorsOf(r.Subjects(h.Anchor))
		if v := r.VoiceAt(h.Anchor); len(who) == 0 && v.Speaker >= 0 {
			who = r.actorsOf([]int{v.Speaker})
		}
		sentence := r.Doc.Sentences[r.Doc.Tokens[h.First].Sentence]
		for _, f := range focus {
			if f.Reach == link.Carried && !r.Links.IsCentral(f.Initiative) {
				continue
			}
			for _, id := range who {
				if r.sent(h.Anchor) && r.declinesAt(h.Anchor, id) || !r.catalogue[f.Initiative].adversary(id) && r.rejects(id, f.Initiative, sentence) {
					continue // who sends nobody to fight has no role to limit
				}
				c := &taggingv1.Condition{
					Kind: taggingv1.ConditionKind_CONDITION_KIND_NO_COMBAT_ROLE, State: taggingv1.ConditionState_CONDITION_STATE_OPEN,
					Evidence: Evidence(r.Doc, r.Doc.SpanOf(h.First, min(sentence.Last, h.Last+4)), r.source),
				}
				r.add(draft{
					actor: id, kind: "condition", slot: id + "/" + c.GetKind().String(), token: h.Anchor, rule: "condition/limit", confidence: 400,
					claim: &taggingv1.Claim{Body: &taggingv1.Claim_Condition{Condition: c}, Dimension: conditionDimension(c.GetKind()), ImpactMilli: -100},
				}, f)
			}
		}
	})
}

// rejects reports whether an actor is found to say no in a sentence or before it in its line.
func (r *reader) rejects(id string, initiative int, s text.Sentence) bool {
	first, found := r.index.noes[stand{id, initiative, r.Doc.Tokens[s.First].Line}]
	return found && first < s.Last
}

// sent reports whether a predicate is what somebody is sent for.
func (r *reader) sent(token int) bool {
	for range 2 {
		p, ok := r.PropositionAt(token)
		if !ok || p.Governor < 0 {
			return false
		}
		token = p.Governor
		if len(r.HitsIn("commitment", token, token+1)) > 0 {
			return true
		}
	}
	return false
}

package claim

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/reading"
)

var rungs = map[string]taggingv1.MilestoneKind{
	"proposed": taggingv1.MilestoneKind_MILESTONE_KIND_PROPOSED, "endorsed": taggingv1.MilestoneKind_MILESTONE_KIND_ENDORSED,
	"mandated": taggingv1.MilestoneKind_MILESTONE_KIND_MANDATED, "pledged": taggingv1.MilestoneKind_MILESTONE_KIND_PLEDGED,
	"funded": taggingv1.MilestoneKind_MILESTONE_KIND_FUNDED, "commanded": taggingv1.MilestoneKind_MILESTONE_KIND_COMMANDED,
	"deployed": taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED, "operational": taggingv1.MilestoneKind_MILESTONE_KIND_OPERATIONAL,
	"sustained": taggingv1.MilestoneKind_MILESTONE_KIND_SUSTAINED,
}

// readMilestones reads where the rungs of the ladder stand.
func (r *reader) readMilestones() {
	r.each("milestone", func(h lexicon.Hit) {
		focus, cl, ok := r.citable(h)
		switch {
		case !ok:
			r.drop(h.Anchor, rungCue, unfocused, h.Entry.Value)
			return
		case r.announced(h.Anchor):
			r.drop(h.Anchor, rungCue, heading, h.Entry.Value)
			return
		case cl.Hypothetical:
			r.drop(h.Anchor, rungCue, supposed, h.Entry.Value)
			return
		}
		for _, f := range focus {
			if f.Reach == link.Carried {
				r.drop(h.Anchor, rungCue, distant, h.Entry.Value, "of", r.catalogue[f.Initiative].id)
				continue
			}
			state, ok := r.mandated(h, f, r.stateOf(h, *cl))
			if !ok {
				r.drop(h.Anchor, rungCue, ownPeople, h.Entry.Value)
				continue
			}
			r.add(draft{
				kind: "milestone", slot: h.Entry.Value, token: h.Anchor, rule: rungCue, confidence: 600,
				claim: &taggingv1.Claim{
					Body:        &taggingv1.Claim_Milestone{Milestone: &taggingv1.Milestone{Kind: rungs[h.Entry.Value], State: state, Setback: setback(h, state)}},
					Dimension:   rungDimension(rungs[h.Entry.Value]),
					ImpactMilli: rungImpact(state),
				},
			}, f)
		}
	})
}

// stateOf reads the state: what is denied, announced, asked for or thought
// possible has not been reached.
func (r *reader) stateOf(h lexicon.Hit, c reading.Clause) taggingv1.MilestoneState {
	switch {
	case h.Entry.Has("failed"):
		return taggingv1.MilestoneState_MILESTONE_STATE_FAILED
	case h.Entry.Value == "proposed" && !r.Negated(h):
		return taggingv1.MilestoneState_MILESTONE_STATE_REACHED // to speak of a proposal, however doubtful, takes one
	case h.Entry.Has("pending"), r.Negated(h), c.Future, c.Certainty >= reading.Probable, c.Hypothetical, r.infinitive(h.Anchor):
		return taggingv1.MilestoneState_MILESTONE_STATE_PENDING
	}
	return taggingv1.MilestoneState_MILESTONE_STATE_REACHED
}

// setback names what happened to a failed rung: the cue itself.
func setback(h lexicon.Hit, s taggingv1.MilestoneState) string {
	if s != taggingv1.MilestoneState_MILESTONE_STATE_FAILED {
		return ""
	}
	return h.Entry.Text
}

func rungDimension(m taggingv1.MilestoneKind) taggingv1.Dimension {
	switch m {
	case taggingv1.MilestoneKind_MILESTONE_KIND_MANDATED:
		return taggingv1.Dimension_DIMENSION_LEGAL_MANDATE
	case taggingv1.MilestoneKind_MILESTONE_KIND_PLEDGED:
		return taggingv1.Dimension_DIMENSION_FORCE_GENERATION
	case taggingv1.MilestoneKind_MILESTONE_KIND_FUNDED:
		return taggingv1.Dimension_DIMENSION_FUNDING
	case taggingv1.MilestoneKind_MILESTONE_KIND_COMMANDED:
		return taggingv1.Dimension_DIMENSION_COMMAND_CONTROL
	case taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED, taggingv1.MilestoneKind_MILESTONE_KIND_OPERATIONAL, taggingv1.MilestoneKind_MILESTONE_KIND_SUSTAINED:
		return taggingv1.Dimension_DIMENSION_OPERATIONAL_READINESS
	}
	return taggingv1.Dimension_DIMENSION_DIPLOMATIC_SUPPORT
}

package claim

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/when"
)

// rungSchedule is the rule of milestones that lie in a date to come.
const rungSchedule = "milestone/schedule"

// readSchedules reads from dates to come that what the initiative is for has not
// been reached: a force is deployed by then, anything else works by then.
func (r *reader) readSchedules() {
	if r.Published.IsZero() {
		return
	}
	for _, d := range r.Dates {
		s := r.Doc.Tokens[d.First].Sentence
		if s < 0 || d.Relation != when.By || !d.After(r.Published) && !(d.Known() && d.To.After(r.Published)) || r.announced(d.First) || r.lasting(d) {
			continue
		}
		for _, f := range r.Focus(s) {
			if f.Reach != link.Carried {
				r.schedule(d, f)
			}
		}
	}
}

// lasting reports whether a date is an end ("until 2027"), or the day of what is
// only supposed: neither is a day by which something is to be in place.
func (r *reader) lasting(d when.Date) bool {
	return d.First > 0 && r.Doc.Tokens[d.First-1].Is("until", "till", "til", "through") || r.Doc.Tokens[d.First].Is("until", "till", "til", "through") ||
		r.Standing(d.First).Hypothetical
}

func (r *reader) schedule(d when.Date, f link.Focus) {
	rung := "operational"
	if r.catalogue[f.Initiative].sends {
		rung = "deployed"
	}
	r.add(draft{
		kind: "milestone", slot: rung, token: d.First, rule: rungSchedule, confidence: 350,
		claim: &taggingv1.Claim{
			Body:        &taggingv1.Claim_Milestone{Milestone: &taggingv1.Milestone{Kind: rungs[rung], State: taggingv1.MilestoneState_MILESTONE_STATE_PENDING}},
			Dimension:   rungDimension(rungs[rung]),
			ImpactMilli: rungImpact(taggingv1.MilestoneState_MILESTONE_STATE_PENDING),
		},
	}, f)
}

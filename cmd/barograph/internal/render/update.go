package render

import (
	"fmt"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// Update is one line that tells of a published assessment and its move against
// the one before, and a line with what weighs most.
func Update(style terminal.Style, r *assessmentv1.Record) string {
	p := &page{Style: style}
	a := r.GetAssessment()
	move := "new"
	if r.PreviousProbability != nil {
		move = points(100*(a.GetProbability()-r.GetPreviousProbability())) + " from " + percent(r.GetPreviousProbability())
	}
	t := table{widths: []int{17, 20, -4, 14, 8, 0}}
	p.line("%s", t.row(moment(r.GetKnownTime()), terminal.Clean(a.GetInitiativeId()), percent(a.GetProbability()), move, interval(a), likelihood(a)))
	if before := r.GetPreviousModelVersion(); before != "" {
		p.line("  %s", terminal.Cut("another model: "+terminal.Clean(before)+" → "+terminal.Clean(a.GetModelVersion()), terminal.Columns-2))
	}
	p.line("  %s", p.Dim(terminal.Cut(driver(a), terminal.Columns-2)))
	return p.String()
}

// Moves tells which assessments changed between two lists: those whose revision
// rose. Of those that are new it only tells how many there are.
func Moves(style terminal.Style, before, after []*assessmentv1.Record) string {
	p := &page{Style: style}
	known := map[string]*assessmentv1.Record{}
	for _, r := range before {
		known[r.GetAssessment().GetInitiativeId()] = r
	}
	t := table{indent: 2, widths: []int{20, -4, -6, 6, 21, 9, 0}}
	fresh := 0
	for _, r := range after {
		a := r.GetAssessment()
		old, ok := known[a.GetInitiativeId()]
		switch {
		case !ok:
			fresh++
			continue
		case old.GetRevision() == r.GetRevision():
			continue
		}
		from := old.GetAssessment().GetProbability()
		p.line("%s", t.row(terminal.Clean(a.GetInitiativeId()), percent(from), "→ "+percent(a.GetProbability()), points(100*(a.GetProbability()-from)),
			likelihood(a), interval(a), trend(a.GetProbability(), a.GetTrend().GetProbability_30D(), a.GetTrend().GetDirection_30D())+" in 30 days"))
	}
	text := "No assessment changed.\n"
	if p.b.Len() > 0 {
		text = "Assessments that changed:\n" + p.String()
	}
	switch fresh {
	case 0:
	case 1:
		text += "1 initiative is new: `barograph list` shows it.\n"
	default:
		text += fmt.Sprintf("%d initiatives are new: `barograph list` shows them.\n", fresh)
	}
	return text
}

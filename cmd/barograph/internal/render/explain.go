package render

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// changesShown is how many rows of an explanation are shown; the rest is one
// row, so that what is shown sums to the change.
const changesShown = 15

// Reasons says how to show an explanation.
type Reasons struct {
	// All shows every row, else as many as fit a page.
	All bool
	// Since is what the change is from, for example "revision 7"; empty for the
	// time of the state before, or the prior.
	Since string
}

// Explanation is why a probability is what it is, or what changed it: the sum of
// each kind of cause, then the causes, strongest first.
func Explanation(style terminal.Style, e *assessmentv1.ExplainAssessmentResponse, how Reasons) string {
	p := &page{Style: style}
	a := e.GetAssessment()
	from, since := a.GetPriorProbability(), "the prior"
	if e.GetBefore() != nil {
		from, since = e.GetBefore().GetProbability(), "the end of "+lastDay(e.GetBefore().GetAsOfTime())
	}
	if how.Since != "" {
		since = how.Since
	}
	p.wrapped("", p.Bold(terminal.Clean(a.GetInitiativeName()))+" ("+terminal.Clean(a.GetInitiativeId())+")")
	p.line("%s as of the end of %s: %s from %s (%s), %s points",
		p.Bold(percent(a.GetProbability())), lastDay(a.GetAsOfTime()), direction(e.GetPointsChange()), percent(from), since,
		points(e.GetPointsChange()))
	p.line("")
	if len(e.GetChanges()) == 0 {
		p.line("Nothing changed.")
		return p.String()
	}
	p.causes(e)
	t := table{widths: []int{-6, -8, 14, 24, 0}}
	shown := changesShown
	if how.All {
		shown = len(e.GetChanges())
	}
	p.line("%s", p.Dim(t.row("points", "log-odds", "cause", "counts in", "")))
	rest, restOdds := 0.0, 0.0
	for i, c := range e.GetChanges() {
		if i >= shown {
			rest, restOdds = rest+c.GetPoints(), restOdds+c.GetLogOdds()
			continue
		}
		p.change(t, e, c)
	}
	if n := len(e.GetChanges()) - shown; n > 0 {
		p.line("%s", t.row(tenths(rest), odds(restOdds), fmt.Sprintf("%d more", n), "", "--all shows them"))
	}
	p.line("%s", p.Bold(t.row(tenths(e.GetPointsChange()), odds(e.GetLogOddsChange()), "sum")))
	return p.String()
}

// causes sums the rows by kind, in order of the kinds, where that says more than
// the rows.
func (p *page) causes(e *assessmentv1.ExplainAssessmentResponse) {
	sums := map[assessmentv1.ChangeKind]*assessmentv1.Change{}
	counts := map[assessmentv1.ChangeKind]int{}
	for _, c := range e.GetChanges() {
		if sums[c.GetKind()] == nil {
			sums[c.GetKind()] = &assessmentv1.Change{}
		}
		sums[c.GetKind()].LogOdds += c.GetLogOdds()
		sums[c.GetKind()].Points += c.GetPoints()
		if counts[c.GetKind()] += int(c.GetPieces()); c.GetContribution() != nil && c.GetMilestone() == 0 {
			counts[c.GetKind()]++
		}
	}
	if len(sums) < 2 || len(sums) == len(e.GetChanges()) {
		return
	}
	t := table{widths: []int{-6, -8, 14, 0}}
	p.line("%s", p.Dim(t.row("points", "log-odds", "all causes", "")))
	for _, kind := range slices.Sorted(maps.Keys(sums)) {
		pieces := ""
		if n := counts[kind]; n > 0 {
			pieces = plural(n, "piece of evidence", "pieces of evidence")
		}
		p.line("%s", t.row(tenths(sums[kind].GetPoints()), odds(sums[kind].GetLogOdds()), cause(e.GetAssessment(), kind), pieces))
	}
	p.line("")
}

func direction(v float64) string {
	switch {
	case v > 0:
		return "up"
	case v < 0:
		return "down"
	}
	return "unchanged"
}

// cause is the kind of a cause. What remains when a question is answered is the
// answer.
func cause(a *assessmentv1.Assessment, kind assessmentv1.ChangeKind) string {
	if kind == assessmentv1.ChangeKind_CHANGE_KIND_CLAMP && a.GetQuestion().GetResolution() > assessmentv1.Resolution_RESOLUTION_OPEN {
		return "answer"
	}
	return word(kind)
}

func (p *page) change(t table, e *assessmentv1.ExplainAssessmentResponse, c *assessmentv1.Change) {
	where, what := "", ""
	if n := int(c.GetPieces()); n > 0 {
		what = plural(n, "weaker piece of evidence", "weaker pieces of evidence")
	}
	if c.GetContribution() != nil {
		where, what = counted(c.GetContribution()), claim(c.GetContribution().GetClaim())
	}
	if c.GetMilestone() != 0 {
		where, what = "rung "+word(c.GetMilestone()), "counts as reached: more time"
		if c.GetLogOdds() < 0 {
			what = "no longer reached: less time"
		}
	}
	p.line("%s", t.row(tenths(c.GetPoints()), odds(c.GetLogOdds()), cause(e.GetAssessment(), c.GetKind()), where, what))
	if c.GetContribution() == nil {
		return
	}
	p.line("          %s", terminal.Cut(quoted(c.GetContribution().GetClaim().GetEvidence().GetQuote()), terminal.Columns-10))
	p.line("          %s", p.Dim(terminal.Cut(citation(c.GetContribution()), terminal.Columns-10)))
	if text := differs(c.GetBefore(), c.GetContribution()); text != "" {
		p.line("          %s", terminal.Cut(text, terminal.Columns-10))
	}
}

// differs is what became different of a piece of evidence; empty when there is
// nothing to compare.
func differs(before, now *assessmentv1.Contribution) string {
	if before == nil {
		return ""
	}
	var all []string
	if before.GetState() != now.GetState() {
		all = append(all, "before: "+standing(before)+"; now: "+standing(now))
	}
	if now.GetState() == assessmentv1.ContributionState_CONTRIBUTION_STATE_COUNTED {
		if before.GetCredibility() != now.GetCredibility() {
			all = append(all, "grade "+grade(before)+" → "+grade(now))
		}
		if before.GetImpact() != now.GetImpact() {
			all = append(all, fmt.Sprintf("impact %+.2f → %+.2f", before.GetImpact(), now.GetImpact()))
		}
		if w0, w1 := fmt.Sprintf("%.3f", before.GetWeight()), fmt.Sprintf("%.3f", now.GetWeight()); w0 != w1 {
			all = append(all, "weight "+w0+" → "+w1)
		}
	}
	if len(all) == 0 {
		return "its share of what its origin said that day, which is capped"
	}
	return strings.Join(all, ", ")
}

// standing is whether a piece of evidence counts, and what took its place.
func standing(c *assessmentv1.Contribution) string {
	text := "counts"
	if c.GetState() != assessmentv1.ContributionState_CONTRIBUTION_STATE_COUNTED {
		text = word(c.GetState())
	}
	if c.GetReplacedBy() != "" {
		text += " by claim " + short(c.GetReplacedBy())
	}
	return text
}

// Evidence is a list of pieces of evidence in the given order.
func Evidence(style terminal.Style, all []*assessmentv1.Contribution) string {
	p := &page{Style: style}
	if len(all) == 0 {
		p.line("No evidence matches.")
	}
	for i, c := range all {
		if i > 0 {
			p.line("")
		}
		state := ""
		if c.GetState() != assessmentv1.ContributionState_CONTRIBUTION_STATE_COUNTED {
			state = " [does not count: " + word(c.GetState()) + "]"
		}
		p.line("%s %s points  %s%s%s", p.sign(c.GetLogOdds()), tenths(c.GetPoints()), counted(c), saying(c), state)
		p.wrapped("    ", quoted(c.GetClaim().GetEvidence().GetQuote()))
		p.line("    %s", p.Dim(terminal.Cut("claim "+short(c.GetClaimId())+", article "+short(c.GetArticle().GetId())+", "+publication(c)+", grade "+grade(c)+unnamed(c)+origin(c), terminal.Columns-4)))
	}
	return p.String()
}

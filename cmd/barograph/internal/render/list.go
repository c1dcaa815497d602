package render

import (
	"cmp"
	"slices"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

var listColumns = []int{19, -5, 17, -8, 19, 10, 7}

// Assessments is a table of assessments in the given order, two lines each: the
// judgement, then the question with the piece of evidence that moves it most; a
// line more for each judgement of people.
func Assessments(style terminal.Style, records []*assessmentv1.Record) string {
	p := &page{Style: style}
	if len(records) == 0 {
		p.line("No assessments yet: define an initiative with `barograph initiatives apply -f FILE`.")
		return p.String()
	}
	t := table{widths: listColumns}
	p.line("%s", p.Bold(t.row("INITIATIVE", "PROB", "0%           100%", "INTERVAL", "LIKELIHOOD", "CONFIDENCE", "7 DAYS")))
	for _, r := range records {
		p.summary(t, r.GetAssessment())
		for _, j := range r.GetJudgements() {
			p.line("  %s", terminal.Cut("judged by "+judgement(j)+", until "+lastDay(j.GetExpireTime())+": "+terminal.Clean(j.GetRationale()), terminal.Columns-2))
		}
	}
	return p.String()
}

func (p *page) summary(t table, a *assessmentv1.Assessment) {
	p.line("%s", t.row(
		terminal.Clean(a.GetInitiativeId()),
		percent(a.GetProbability()),
		band(a.GetProbabilityLow(), a.GetProbability(), a.GetProbabilityHigh(), 17),
		interval(a),
		likelihood(a),
		word(a.GetConfidence()),
		trend(a.GetProbability(), a.GetTrend().GetProbability_7D(), a.GetTrend().GetDirection_7D()),
	))
	lead := "  " + question(a.GetQuestion()) + " "
	p.line("%s%s", p.Dim(lead), terminal.Cut(driver(a), terminal.Columns-terminal.Width(lead)))
}

func interval(a *assessmentv1.Assessment) string {
	return between(a.GetProbabilityLow(), a.GetProbabilityHigh())
}

// between is a range of probabilities: "21–55%".
func between(low, high float64) string {
	return strings.TrimSuffix(percent(low), "%") + "–" + percent(high)
}

// likelihood is the ICD 203 term, or how the question was answered.
func likelihood(a *assessmentv1.Assessment) string {
	switch a.GetQuestion().GetResolution() {
	case assessmentv1.Resolution_RESOLUTION_UNSPECIFIED, assessmentv1.Resolution_RESOLUTION_OPEN:
		return word(a.GetLikelihood())
	}
	return "resolved " + strings.ToUpper(word(a.GetQuestion().GetResolution()))
}

func trend(now, before float64, d assessmentv1.TrendDirection) string {
	if d == assessmentv1.TrendDirection_TREND_DIRECTION_UNSPECIFIED {
		return none
	}
	return arrow(d) + " " + signed(100*(now-before), 0)
}

func question(q *assessmentv1.QuestionState) string {
	target := word(q.GetMilestone())
	if q.GetRolling() {
		return target + " within a rolling horizon, to " + lastDay(q.GetDeadline())
	}
	return target + " by " + lastDay(q.GetDeadline())
}

// inferred is the confidence, in thousandths, below which a claim is an inference
// of the tagger and not what it read in words.
const inferred = 500

// driver is the piece of evidence that moves the number most, with its sign; one
// that was read goes before those that were inferred, which seldom speak for
// themselves.
func driver(a *assessmentv1.Assessment) string {
	all := slices.DeleteFunc(slices.Clone(a.GetContributions()), func(c *assessmentv1.Contribution) bool { return c.GetLogOdds() == 0 })
	guess := func(c *assessmentv1.Contribution) int {
		if milli := c.GetClaim().GetConfidenceMilli(); milli > 0 && milli < inferred {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(all, func(x, y *assessmentv1.Contribution) int {
		return cmp.Or(cmp.Compare(guess(x), guess(y)), cmp.Compare(abs(y.GetLogOdds()), abs(x.GetLogOdds())))
	})
	if len(all) == 0 {
		return "· no evidence yet"
	}
	top, mark := all[0], "▲"
	if top.GetLogOdds() < 0 {
		mark = "▼"
	}
	who := terminal.Clean(top.GetClaim().GetActor())
	if who != "" {
		who += " "
	}
	return mark + " " + counted(top) + ": " + who + quoted(top.GetClaim().GetEvidence().GetQuote())
}

// counted is the dimension or the rung that a contribution counts in.
func counted(c *assessmentv1.Contribution) string {
	switch {
	case c.GetDimension() != 0:
		return word(c.GetDimension())
	case c.GetMilestone() != 0:
		return "rung " + word(c.GetMilestone())
	}
	return none
}

func abs(v float64) float64 { return max(v, -v) }

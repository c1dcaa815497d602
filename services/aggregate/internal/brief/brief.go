// Package brief writes an assessment as a text that an analyst would sign.
// Everything is generated from the assessment: each statement of fact carries
// the numbers of its evidence, and without the evidence there is no statement.
// A likelihood and a confidence never share a sentence (ICD 203). Pure.
package brief

import (
	"fmt"
	"math"
	"slices"
	"strings"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// Bounds of the lists in a brief; the services give the rest.
const (
	drivers      = 5
	perDimension = 3
	tableRows    = 10
	happenings   = 10
	scenarios    = 6
)

// Points below which a piece shows as 0.0, and below which a second piece of a
// dimension is only counted.
const (
	negligible = 0.05
	minor      = 0.15
)

// Markdown is the brief of an assessment in CommonMark with tables.
func Markdown(r assess.Result) string {
	p := newPage(r)
	p.headline()
	p.judgement()
	p.moved()
	p.recent()
	p.dimensions()
	p.actors()
	p.commitments()
	p.rungs()
	p.developments()
	p.contradictions()
	p.outlook()
	p.unknown()
	p.sources()
	p.evidence()
	return p.String()
}

func (p *page) headline() {
	name := plain(p.a.GetInitiativeName())
	switch p.a.GetQuestion().GetResolution() {
	case assessmentv1.Resolution_RESOLUTION_YES:
		p.line("# %s: reached", name)
	case assessmentv1.Resolution_RESOLUTION_NO:
		p.line("# %s: not reached", name)
	case assessmentv1.Resolution_RESOLUTION_VOID:
		p.line("# %s: void", name)
	default:
		p.line("# %s: %s %s", name, percent(p.a.GetProbability()), arrow(p.a.GetTrend().GetDirection_7D()))
	}
	p.line("\nAs of %s · model %s", day(p.a.GetAsOfTime().AsTime().Add(-1)), plain(p.a.GetModelVersion()))
}

func (p *page) judgement() {
	a, q := p.a, p.a.GetQuestion()
	rung := fmt.Sprintf("*%s* (%s)", vocab.Words(q.GetMilestone()), rungMeaning(q.GetMilestone()))
	deadline := "by " + day(q.GetDeadline().AsTime().Add(-1))
	if q.GetRolling() {
		deadline = "within the next " + fmt.Sprintf("%.0f days", q.GetDeadline().AsTime().Sub(a.GetAsOfTime().AsTime()).Hours()/24)
	}
	p.line("\n**Question.** Is %s reached %s?", rung, deadline)
	if q.GetRolling() {
		p.line("There is no deadline, so that the question moves on with time and is never resolved.")
	}
	switch q.GetResolution() {
	case assessmentv1.Resolution_RESOLUTION_YES, assessmentv1.Resolution_RESOLUTION_NO, assessmentv1.Resolution_RESOLUTION_VOID:
		p.line("\n**Answer.** %s%s.", capital(plain(q.GetResolutionReason())), spaced(p.cite(targetIDs(a)...)))
		return
	}
	strongest := p.cite(firstIDs(a.GetContributions(), 3)...)
	coverage := math.Erf(p.result.Input.Model.Interval.Z.Float() / math.Sqrt2)
	p.line("\n**Judgement.** %s: %s (%s interval: %s to %s)%s.", "**"+capital(vocab.Words(a.GetLikelihood()))+"**", percent(a.GetProbability()),
		percent(coverage), percent(a.GetProbabilityLow()), percent(a.GetProbabilityHigh()), spaced(strongest))
	if a.GetClamped() {
		p.line("The number is held at the edge of the scale, which ends at 1%% and 99%%.")
	}
	p.line("\n**Confidence.** %s", p.confidence())
	p.line("\n**Base rate.** %s (%s).", percent(a.GetPriorProbability()), strings.TrimSuffix(plain(a.GetPriorSource()), "."))
	t := a.GetTrend()
	p.line("\n**Trend.** %s points in 7 days, %s in 30 days.", points(100*(a.GetProbability()-t.GetProbability_7D())), points(100*(a.GetProbability()-t.GetProbability_30D())))
}

// confidence says how good the ground is, without a word on the likelihood.
func (p *page) confidence() string {
	g := p.a.GetGrounds()
	if g.GetEvidence() == 0 {
		return capital(vocab.Words(p.a.GetConfidence())) + ": there is no evidence that counts."
	}
	return fmt.Sprintf("%s: %s from %s, %s of them graded A to C; %s; the newest is %s old; %s rests on unnamed sources.",
		capital(vocab.Words(p.a.GetConfidence())), plural(g.GetEvidence(), "piece of evidence", "pieces of evidence"),
		plural(g.GetOrigins(), "known origin", "known origins"), fmt.Sprint(g.GetGradedOrigins()),
		plural(g.GetContradictions(), "contradiction", "contradictions"), age(g.GetNewestAgeDays()), share(g.GetUnnamedShare()))
}

// age of whole days.
func age(days int32) string {
	if days <= 0 {
		return "less than a day"
	}
	return plural(uint32(days), "day", "days")
}

// share of the evidence.
func share(x float64) string {
	if x == 0 {
		return "nothing"
	}
	return percent(x)
}

func firstIDs(contributions []*assessmentv1.Contribution, n int) []string {
	var ids []string
	for _, c := range contributions[:min(n, len(contributions))] {
		ids = append(ids, c.GetClaimId())
	}
	return ids
}

// targetIDs are the claims on the target rung.
func targetIDs(a *assessmentv1.Assessment) []string {
	i := slices.IndexFunc(a.GetMilestones(), func(m *assessmentv1.MilestoneStatus) bool { return m.GetTarget() })
	if i < 0 {
		return nil
	}
	return a.GetMilestones()[i].GetClaimIds()
}

// spaced puts a space before what is not empty.
func spaced(marks string) string {
	if marks == "" {
		return ""
	}
	return " " + marks
}

func plural(n uint32, one, many string) string {
	switch n {
	case 0:
		return "no " + many
	case 1:
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

package render

import (
	"fmt"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// driversShown is how many pieces of evidence are shown on each side.
const driversShown = 4

// Assessment is one assessment in full.
func Assessment(style terminal.Style, r *assessmentv1.Record) string {
	p := &page{Style: style}
	a := r.GetAssessment()
	p.head(r)
	p.judgement(r)
	p.terms(a)
	p.drivers("RAISES IT MOST", a.GetContributions(), 1)
	p.drivers("LOWERS IT MOST", a.GetContributions(), -1)
	p.positions(a.GetPositions())
	p.commitments(a)
	p.ladder(a.GetMilestones())
	p.contradictions(a.GetContradictions())
	p.unknown(a.GetGrounds())
	return p.String()
}

func (p *page) head(r *assessmentv1.Record) {
	a := r.GetAssessment()
	p.wrapped("", p.Bold(terminal.Clean(a.GetInitiativeName()))+" ("+terminal.Clean(a.GetInitiativeId())+")")
	origin := fmt.Sprintf("revision %d, published %s", r.GetRevision(), moment(r.GetKnownTime()))
	if r.GetRevision() == 0 {
		origin = "recomputed, not published"
	}
	p.line("%s", p.Dim("as of the end of "+lastDay(a.GetAsOfTime())+" · "+origin+" · model "+terminal.Clean(a.GetModelVersion())))
}

func (p *page) judgement(r *assessmentv1.Record) {
	a := r.GetAssessment()
	p.line("")
	p.line("  %s  %s", p.Bold(terminal.Left(percent(a.GetProbability()), 4)),
		"0% "+band(a.GetProbabilityLow(), a.GetProbability(), a.GetProbabilityHigh(), 41)+" 100%   interval "+interval(a))
	p.line("  Question    %s", question(a.GetQuestion()))
	p.line("  Likelihood  %s", p.Bold(likelihood(a)))
	if reason := terminal.Clean(a.GetQuestion().GetResolutionReason()); reason != "" {
		if by := a.GetQuestion().GetRuledBy(); by != nil {
			reason = ruledBy(by)
		}
		p.wrapped("  Resolved    ", reason)
	}
	p.judged(r.GetJudgements())
	p.line("  Confidence  %s", word(a.GetConfidence()))
	t := a.GetTrend()
	p.line("  Trend       %s in 7 days, %s in 30 days (percentage points)",
		trend(a.GetProbability(), t.GetProbability_7D(), t.GetDirection_7D()),
		trend(a.GetProbability(), t.GetProbability_30D(), t.GetDirection_30D()))
	p.wrapped("  Grounds     ", grounds(a.GetGrounds()))
	p.wrapped("  Prior       ", percent(a.GetPriorProbability())+": "+terminal.Clean(a.GetPriorSource()))
}

func grounds(g *assessmentv1.Grounds) string {
	text := []string{
		plural(int(g.GetArticles()), "article", "articles"),
		plural(int(g.GetEvidence()), "piece of evidence", "pieces of evidence"),
		fmt.Sprintf("%s (%d graded A–C)", plural(int(g.GetOrigins()), "origin", "origins"), g.GetGradedOrigins()),
		percent(g.GetUnnamedShare()) + " unnamed",
	}
	if g.GetNewestAgeDays() >= 0 {
		text = append(text, "newest "+plural(int(g.GetNewestAgeDays()), "day", "days")+" old")
	}
	return strings.Join(text, " · ")
}

// terms shows how prior and terms add up to the probability.
func (p *page) terms(a *assessmentv1.Assessment) {
	p.heading("HOW IT ADDS UP")
	t := table{indent: 2, widths: []int{24, -8, -6, 20, 0}}
	p.line("%s", p.Dim(t.row("", "log-odds", "points", "", "evidence")))
	p.line("%s", t.row("prior", odds(a.GetPriorLogOdds())))
	longest := 0.0
	for _, term := range a.GetTerms() {
		longest = max(longest, abs(term.GetLogOdds()))
	}
	for _, term := range a.GetTerms() {
		evidence := ""
		if n := term.GetSupporting() + term.GetOpposing(); n > 0 {
			evidence = fmt.Sprintf("%d for, %d against", term.GetSupporting(), term.GetOpposing())
		}
		if term.GetLogOdds() == 0 && evidence == "" {
			continue
		}
		p.line("%s", t.row(owner(term), odds(term.GetLogOdds()), points(term.GetPoints()),
			bar(term.GetLogOdds(), longest, 20), evidence))
	}
	clamped := ""
	if a.GetClamped() {
		clamped = ", held within 1–99%"
	}
	p.line("%s", t.row("sum", odds(a.GetLogOdds()), "", "= "+percent(a.GetProbability())+clamped))
}

func owner(t *assessmentv1.Term) string {
	switch t.GetOwner().(type) {
	case *assessmentv1.Term_Dimension:
		return word(t.GetDimension())
	case *assessmentv1.Term_Milestone:
		return "rung " + word(t.GetMilestone())
	case *assessmentv1.Term_TimePressure:
		return "time pressure"
	}
	return none
}

func (p *page) drivers(title string, all []*assessmentv1.Contribution, sign float64) {
	shown := 0
	for _, c := range all {
		if c.GetLogOdds()*sign <= 0 || shown == driversShown {
			continue
		}
		if shown++; shown == 1 {
			p.heading(title)
		}
		p.contribution(c)
	}
}

// contribution is one piece of evidence with its words and its source.
func (p *page) contribution(c *assessmentv1.Contribution) {
	p.line("  %s %s points  %s%s", p.sign(c.GetLogOdds()), points(c.GetPoints()), counted(c), saying(c))
	p.wrapped("      ", quoted(c.GetClaim().GetEvidence().GetQuote()))
	p.line("      %s", p.Dim(terminal.Cut(citation(c), terminal.Columns-6)))
}

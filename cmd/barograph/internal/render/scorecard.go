package render

import (
	"fmt"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// Scorecard is how good the numbers of answered questions were, beside those of
// the baselines, and how often each term came true.
func Scorecard(style terminal.Style, card *assessmentv1.GetScorecardResponse) string {
	p := &page{Style: style}
	p.line("%s; %d open, %d void, %d answered before there was a forecast.", plural(len(card.GetRows()), "answered question", "answered questions"),
		card.GetOpen(), card.GetVoid(), card.GetUnforecast())
	if len(card.GetRows()) == 0 {
		p.wrapped("", "Nothing can be scored before a question is answered: by evidence, by its deadline, or with `barograph resolve`.")
		return p.String()
	}
	p.heading("BRIER SCORE (0 is best) AND LOG SCORE (0 is best) OF THE DAILY NUMBERS")
	t := table{widths: []int{20, 6, -5, 14, 14, 0}}
	p.line("%s", p.Dim(t.row("initiative", "answer", "days", "assessed", "prior only", "always 50%")))
	for _, row := range card.GetRows() {
		p.score(t, terminal.Clean(row.GetInitiativeId()), word(row.GetResolution()), row)
	}
	p.score(t, "all", "", card.GetTotal())
	p.reliability(card.GetReliability())
	return p.String()
}

func (p *page) score(t table, name, answer string, row *assessmentv1.ScorecardRow) {
	p.line("%s", t.row(name, answer, number(float64(row.GetAssessed().GetForecasts())), score(row.GetAssessed()), score(row.GetPrior()), score(row.GetEven())))
	if row.GetJudged() != nil {
		days := number(float64(row.GetJudged().GetForecasts()))
		p.line("%s", t.row("  judged by people", "", days, score(row.GetJudged()), "", ""))
		p.line("%s", t.row("  the number then", "", days, score(row.GetAssessedWhenJudged()), "", ""))
	}
}

func score(s *assessmentv1.Score) string {
	return fmt.Sprintf("%.3f  %s", s.GetBrier(), signed(s.GetLogScore(), 2))
}

// reliability shows the terms that were used.
func (p *page) reliability(bins []*assessmentv1.ReliabilityBin) {
	p.heading("HOW OFTEN EACH TERM CAME TRUE")
	t := table{widths: []int{20, 9, -5, -9, -9, 0}}
	p.line("%s", p.Dim(t.row("term", "band", "days", "questions", "mean", "came true")))
	for _, b := range bins {
		if b.GetForecasts() == 0 {
			continue
		}
		p.line("%s", t.row(word(b.GetLikelihood()), between(b.GetLower(), b.GetUpper()), number(float64(b.GetForecasts())),
			number(float64(b.GetQuestions())), percent(b.GetMeanProbability()), percent(b.GetObservedShare())))
	}
}

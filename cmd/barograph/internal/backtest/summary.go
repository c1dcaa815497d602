package backtest

import (
	"fmt"
	"strings"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
)

// Summary tells on a terminal where each initiative went, with the reason of
// every move, and how good the days were of the questions that were answered.
func (r *Result) Summary(style terminal.Style) string {
	var b strings.Builder
	days := r.Series[0].Days
	fmt.Fprintf(&b, "%d articles, %s to %s, model %s, tagger %s\n", r.Articles, days[0].Date.Format(time.DateOnly),
		days[len(days)-1].Date.Format(time.DateOnly), terminal.Clean(r.Model), r.Engine)
	for _, series := range r.Series {
		series.describe(&b, style)
	}
	if len(r.Scorecard.GetRows()) > 0 {
		b.WriteString("\n" + render.Scorecard(style, r.Scorecard))
	}
	return b.String()
}

func (s *Series) describe(b *strings.Builder, style terminal.Style) {
	first, last, news := s.Days[0].Assessment, s.Last().Assessment, 0
	for _, day := range s.Days {
		news += day.News
	}
	fmt.Fprintf(b, "\n%s %s → %s (%s), %s; prior %s, %d articles\n", style.Bold(terminal.Clean(s.Initiative.GetId())),
		render.Percent(first.GetProbability()), render.Percent(last.GetProbability()), render.Interval(last), render.Likelihood(last),
		render.Percent(last.GetPriorProbability()), news)
	for _, move := range s.Moves(len(s.Days)) {
		lead := fmt.Sprintf("  %s  %s → %s  ", s.Days[move.Day].Date.Format(time.DateOnly), render.Percent(move.From), render.Percent(move.To))
		text := ""
		if len(move.Causes) > 0 {
			told := s.told(move, move.Causes[0])
			text = strings.TrimSpace(told.Points + told.What + " " + told.Quote)
		}
		fmt.Fprintf(b, "%s%s\n", lead, terminal.Cut(text, terminal.Columns-terminal.Width(lead)))
	}
}

package render

import (
	"strings"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// stirs is how many points make a day worth a line on which nothing happened.
const stirs = 1

// Timeline is the days on which something happened or the number moved, newest
// first, each with the number at its end and the move since the day before.
func Timeline(style terminal.Style, line *assessmentv1.GetTimelineResponse) string {
	p := &page{Style: style}
	happened := map[string][]*assessmentv1.Development{}
	for _, d := range line.GetDevelopments() {
		date := d.GetEventTime().GetDate()
		happened[date] = append(happened[date], d)
	}
	t := table{widths: []int{10, -4, 21, 9, -6, 0}}
	p.line("%s", p.Bold(t.row("DAY", "PROB", "0%               100%", "INTERVAL", "POINTS", "")))
	points := line.GetPoints()
	for i := len(points) - 1; i >= 0; i-- {
		point := points[i]
		date := point.GetAsOfTime().AsTime().UTC().Add(-time.Nanosecond).Format(time.DateOnly)
		move := 0.0
		if i > 0 {
			move = 100 * (point.GetProbability() - points[i-1].GetProbability())
		}
		events := happened[date]
		delete(happened, date)
		if len(events) == 0 && abs(move) < stirs && i > 0 && i < len(points)-1 {
			continue
		}
		note := ""
		if point.GetResolution() > assessmentv1.Resolution_RESOLUTION_OPEN {
			note = "resolved " + strings.ToUpper(word(point.GetResolution()))
		}
		p.line("%s", t.row(date, percent(point.GetProbability()), band(point.GetProbabilityLow(), point.GetProbability(), point.GetProbabilityHigh(), 21),
			between(point.GetProbabilityLow(), point.GetProbabilityHigh()), tenths(move), note))
		for _, d := range events {
			p.development(d)
		}
	}
	p.omitted(line.GetDevelopmentsOmitted(), "older ones")
	return p.String()
}

func (p *page) development(d *assessmentv1.Development) {
	who := terminal.Clean(d.GetActor())
	if who != "" {
		who += " "
	}
	p.wrapped("  "+p.sign(d.GetLogOdds())+" ", who+quoted(d.GetEvidence().GetQuote())+" (claim "+short(d.GetClaimId())+")")
}

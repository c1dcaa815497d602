package render

import (
	"slices"
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
	happened := placed(line)
	if len(line.GetPoints()) == 0 {
		p.line("Nothing was published within this time.")
		return p.String()
	}
	t := table{widths: []int{10, -4, 21, 9, -6, 0}}
	p.line("%s", p.Bold(t.row("DAY", "PROB", "0%               100%", "INTERVAL", "POINTS", "")))
	points := line.GetPoints()
	for i := len(points) - 1; i >= 0; i-- {
		point := points[i]
		date := dayOf(point)
		move := 0.0
		if i > 0 {
			move = 100 * (point.GetProbability() - points[i-1].GetProbability())
		}
		events, note := happened[i], ""
		if i > 0 && points[i-1].GetModelVersion() != point.GetModelVersion() {
			note = "model " + terminal.Clean(point.GetModelVersion())
		}
		if len(events) == 0 && note == "" && abs(move) < stirs && i > 0 && i < len(points)-1 {
			continue
		}
		if point.GetResolution() > assessmentv1.Resolution_RESOLUTION_OPEN {
			note = "resolved " + strings.ToUpper(word(point.GetResolution()))
		}
		p.line("%s", t.row(date, percent(point.GetProbability()), band(point.GetProbabilityLow(), point.GetProbability(), point.GetProbabilityHigh(), 21),
			between(point.GetProbabilityLow(), point.GetProbabilityHigh()), tenths(move), note))
		for _, d := range events {
			p.development(d, date)
		}
	}
	p.omitted(line.GetDevelopmentsOmitted(), "older ones")
	return p.String()
}

// dayOf is the day at whose end a point holds.
func dayOf(point *assessmentv1.TimelinePoint) string {
	return point.GetAsOfTime().AsTime().UTC().Add(-time.Nanosecond).Format(time.DateOnly)
}

// placed puts each development to the first point at whose end it has happened,
// by the place of the point.
func placed(line *assessmentv1.GetTimelineResponse) map[int][]*assessmentv1.Development {
	all := map[int][]*assessmentv1.Development{}
	for _, d := range line.GetDevelopments() {
		at := slices.IndexFunc(line.GetPoints(), func(point *assessmentv1.TimelinePoint) bool { return dayOf(point) >= d.GetEventTime().GetDate() })
		all[at] = append(all[at], d)
	}
	return all
}

// development is a happening, with its date where it is not that of the line.
func (p *page) development(d *assessmentv1.Development, date string) {
	who := terminal.Clean(d.GetActor())
	if own := terminal.Clean(d.GetEventTime().GetDate()); own != date {
		who = strings.TrimSpace(own + " " + who)
	}
	if who != "" {
		who += " "
	}
	p.wrapped("  "+p.sign(d.GetLogOdds())+" ", who+quoted(d.GetEvidence().GetQuote())+" (claim "+short(d.GetClaimId())+")")
}

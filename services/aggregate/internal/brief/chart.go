package brief

import (
	"fmt"
	"strings"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// gauge shows a probability and its interval on the scale of ICD 203; in units
// of a drawing that is gaugeWidth wide.
type gauge struct {
	Width, At, Low, Span float64
	Bands                []band
}

// band of a term.
type band struct{ X, Width float64 }

const gaugeWidth = 300.0

func gaugeOf(p *assessmentv1.TimelinePoint) gauge {
	g := gauge{Width: gaugeWidth, At: round(gaugeWidth * p.GetProbability()), Low: round(gaugeWidth * p.GetProbabilityLow()), Span: round(gaugeWidth * (p.GetProbabilityHigh() - p.GetProbabilityLow()))}
	edges := []float64{0, 0.05, 0.20, 0.45, 0.55, 0.80, 0.95, 1}
	for i, edge := range edges[1:] {
		g.Bands = append(g.Bands, band{X: round(gaugeWidth * edges[i]), Width: round(gaugeWidth * (edge - edges[i]))})
	}
	return g
}

// curve is the history as a drawing: a line within the band of its interval.
type curve struct {
	Width, Height    float64
	Line, Area       string
	EndX, EndY       float64
	First, Last      string
	Top, Bottom      string
	Summary, Caption string
}

// Sizes of the curve; the line keeps clear of the edges.
const (
	curveWidth  = 300.0
	curveHeight = 72.0
	curveMargin = 4.0
)

// curveOf draws a history; nil when it has fewer than two points or no time
// lies between them.
func curveOf(h History) *curve {
	if len(h.Points) < 2 {
		return nil
	}
	first, last := h.Points[0], h.Points[len(h.Points)-1]
	span := last.GetAsOfTime().AsTime().Sub(first.GetAsOfTime().AsTime())
	if span <= 0 {
		return nil
	}
	low, high := extent(h.Points)
	x := func(p *assessmentv1.TimelinePoint) float64 {
		return round(curveMargin + (curveWidth-2*curveMargin)*p.GetAsOfTime().AsTime().Sub(first.GetAsOfTime().AsTime()).Seconds()/span.Seconds())
	}
	y := func(value float64) float64 {
		return round(curveHeight - curveMargin - (curveHeight-2*curveMargin)*(value-low)/(high-low))
	}
	c := &curve{
		Width: curveWidth, Height: curveHeight, EndX: x(last), EndY: y(last.GetProbability()), First: shortDay(first), Last: shortDay(last),
		Top: percent(high), Bottom: percent(low),
		Summary: fmt.Sprintf("Probability from %s on %s to %s on %s", percent(first.GetProbability()), lastDay(first.GetAsOfTime().AsTime()), percent(last.GetProbability()), lastDay(last.GetAsOfTime().AsTime())),
		Caption: "Recomputed day by day",
	}
	if h.Published {
		c.Caption = "As published"
	}
	var line, upper, lower []string
	for i, p := range h.Points {
		line = append(line, fmt.Sprintf("%g,%g", x(p), y(p.GetProbability())))
		upper = append(upper, fmt.Sprintf("%g,%g", x(p), y(p.GetProbabilityHigh())))
		lower = append(lower, fmt.Sprintf("%g,%g", x(h.Points[len(h.Points)-1-i]), y(h.Points[len(h.Points)-1-i].GetProbabilityLow())))
	}
	c.Line, c.Area = strings.Join(line, " "), strings.Join(append(upper, lower...), " ")
	return c
}

// shortDay of a point, for example "1 May 2026".
func shortDay(p *assessmentv1.TimelinePoint) string {
	return p.GetAsOfTime().AsTime().Add(-1).Format("2 Jan 2006")
}

// extent of the intervals, at least ten points wide so that noise looks like noise.
func extent(points []*assessmentv1.TimelinePoint) (low, high float64) {
	low, high = 1, 0
	for _, p := range points {
		low, high = min(low, p.GetProbabilityLow(), p.GetProbability()), max(high, p.GetProbabilityHigh(), p.GetProbability())
	}
	if missing := 0.1 - (high - low); missing > 0 {
		low, high = max(0, low-missing/2), min(1, high+missing/2)
	}
	return low, high
}

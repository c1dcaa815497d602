package backtest

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
)

// Sizes of the picture, in units that are pixels at its natural size.
const (
	pictureWidth = 1000
	leftEdge     = 52
	plotWidth    = 806 // right of it stand the terms of ICD 203
	plotHeight   = 380
	headHeight   = 104
	labelRow     = 17 // of milestones, above the curve
	axisHeight   = 34
	noteLine     = 17
	noteColumns  = 128 // characters of a note's line that fit whatever the font
	noteLines    = 3   // of the quotation of one note at most
	mostNotes    = 12  // moves that are numbered
	mostCauses   = 3   // of a move, with their passages
	worthAgainst = 1   // points from which what went against a move is named as well
	tickRadius   = 9   // of a move's number
)

// bands are the upper ends of the terms of ICD 203 with their names.
var bands = []struct {
	low, high float64
	term      string
}{
	{0.01, 0.05, "almost no chance"}, {0.05, 0.20, "very unlikely"}, {0.20, 0.45, "unlikely"}, {0.45, 0.55, "roughly even chance"},
	{0.55, 0.80, "likely"}, {0.80, 0.95, "very likely"}, {0.95, 0.99, "almost certain"},
}

// Plot draws the series as one SVG document: the probability with its interval
// day by day, the rungs that changed, and the greatest moves, numbered, with
// their reasons below. It needs nothing else, and follows the reader's choice
// of a light or a dark page.
func (s *Series) Plot() string {
	labels, rows := s.layOutMarks()
	f := frame{
		left: leftEdge, width: plotWidth, top: headHeight + float64(rows*labelRow), height: plotHeight,
		from: s.Days[0].Date, days: len(s.Days),
	}
	moves := s.Moves(mostNotes)
	p := &picture{}
	s.head(p)
	p.grid(f)
	s.curve(p, f)
	p.marks(f, labels)
	s.numbers(p, f, moves)
	bottom := s.notes(p, f.top+f.height+axisHeight+22, moves)
	return p.document(bottom+8, s.title(), s.summary())
}

func (s *Series) title() string { return terminal.Clean(s.Initiative.GetName()) }

// summary says in a sentence where the curve ends.
func (s *Series) summary() string {
	last := s.Last()
	return fmt.Sprintf("%s: %s (%s), %s", last.Date.Format("2 January 2006"), render.Percent(last.Assessment.GetProbability()),
		render.Interval(last.Assessment), render.Likelihood(last.Assessment))
}

func (s *Series) head(p *picture) {
	a := s.Last().Assessment
	p.text(leftEdge, 30, "title", terminal.Cut(s.title(), 80))
	p.text(leftEdge, 52, "muted", fmt.Sprintf("Probability of: %s. Prior %s, model %s.", render.Question(a),
		render.Percent(a.GetPriorProbability()), terminal.Clean(a.GetModelVersion())))
	p.text(leftEdge, 72, "ink", s.summary())
	x := float64(leftEdge + plotWidth)
	p.end(x, 72, "muted", "line: probability · band: its interval · dashed: a milestone · numbers: moves, see below")
}

// grid draws the axes: tenths of the probability on the left, terms on the
// right, days below.
func (p *picture) grid(f frame) {
	for tenth := 0; tenth <= 10; tenth += 2 {
		y := f.y(float64(tenth) / 10)
		p.line(f.left, y, f.left+f.width, y, "grid")
		p.end(f.left-8, y+4, "muted", fmt.Sprintf("%d%%", 10*tenth))
	}
	for _, band := range bands {
		top := f.y(band.high)
		p.line(f.left+f.width, top, f.left+f.width+6, top, "axis")
		p.text(f.left+f.width+10, f.y((band.low+band.high)/2)+4, "small", band.term)
	}
	p.line(f.left+f.width, f.y(0.01), f.left+f.width+6, f.y(0.01), "axis")
	p.line(f.left, f.y(0), f.left+f.width, f.y(0), "axis")
	for _, tick := range f.ticks() {
		x := f.x(tick.day)
		p.line(x, f.y(0), x, f.y(0)+5, "axis")
		p.middle(x, f.y(0)+20, "muted", tick.label)
	}
}

// curve draws the interval and the probability; days with news get a dot.
func (s *Series) curve(p *picture, f frame) {
	var line, upper, lower []string
	for i, day := range s.Days {
		a := day.Assessment
		low, high := a.GetProbabilityLow(), a.GetProbabilityHigh()
		line = append(line, point(f.x(i), f.y(a.GetProbability())))
		upper = append(upper, point(f.x(i), f.y(math.Max(high, a.GetProbability()))))
		lower = append(lower, point(f.x(i), f.y(math.Min(low, a.GetProbability()))))
	}
	for i, j := 0, len(lower)-1; i < j; i, j = i+1, j-1 {
		lower[i], lower[j] = lower[j], lower[i]
	}
	p.shape("polygon", "band", strings.Join(append(upper, lower...), " "))
	prior := s.Days[0].Assessment.GetPriorProbability()
	p.line(f.left, f.y(prior), f.left+f.width, f.y(prior), "prior")
	p.shape("polyline", "curve", strings.Join(line, " "))
	for i, day := range s.Days {
		if day.News > 0 {
			p.circle(f.x(i), f.y(day.Assessment.GetProbability()), 2.6, "dot")
		}
	}
}

// numbers puts the number of each move beside its end: above a rise, below a
// fall, further off where another number is in the way.
func (s *Series) numbers(p *picture, f frame, moves []Move) {
	var taken [][2]float64
	for n, move := range moves {
		x, y, way, class := f.x(move.Day), f.y(move.To), -1.0, "rise"
		if move.To < move.From {
			way, class = 1, "fall"
		}
		y += way * (tickRadius + 7)
		if y > f.y(0)-tickRadius || y < f.top+tickRadius {
			y, way = f.y(move.To)-way*(tickRadius+7), -way
		}
		for clash(taken, x, y) {
			y += way * (2*tickRadius + 2)
		}
		taken = append(taken, [2]float64{x, y})
		p.circle(x, y, tickRadius, class)
		p.middle(x, y+3.8, "number", fmt.Sprint(n+1))
	}
}

func clash(taken [][2]float64, x, y float64) bool {
	for _, other := range taken {
		if math.Hypot(other[0]-x, other[1]-y) < 2*tickRadius+1 {
			return true
		}
	}
	return false
}

// notes lists the moves with their reasons from y on and returns where it ends.
func (s *Series) notes(p *picture, y float64, moves []Move) float64 {
	if len(moves) == 0 {
		p.text(leftEdge, y, "muted", fmt.Sprintf("No day moved it by %s points or more.", render.Points(100 * Notable)[1:]))
		return y + noteLine
	}
	for n, move := range moves {
		class := "rise"
		if move.To < move.From {
			class = "fall"
		}
		p.circle(leftEdge+tickRadius, y-4, tickRadius, class)
		p.middle(leftEdge+tickRadius, y-0.2, "number", fmt.Sprint(n+1))
		p.text(leftEdge+28, y, "ink", fmt.Sprintf("%s: %s → %s (%s points)", s.Days[move.Day].Date.Format("2 Jan 2006"),
			render.Percent(move.From), render.Percent(move.To), render.Points(100*(move.To-move.From))))
		y += noteLine
		for _, text := range s.reasons(move) {
			p.text(leftEdge+28, y, "small", text)
			y += noteLine
		}
		y += 7
	}
	return y
}

// reasons are the strongest causes of a move in lines, the strongest against it
// where that matters, and what all others come to, so that the points sum to the move.
func (s *Series) reasons(move Move) []string {
	shown := slices.Clone(move.Causes[:min(mostCauses, len(move.Causes))])
	if len(move.Against) > 0 && math.Abs(move.Against[0].Points) >= worthAgainst {
		shown = append(shown, move.Against[0])
	}
	var lines []string
	rest, others := 100*(move.To-move.From), len(s.Days[move.Day].Change.GetChanges())
	for _, cause := range shown {
		lines = append(lines, s.lines(move, cause)...)
		rest -= cause.Points
		others -= cause.Pieces
	}
	if others > 0 {
		lines = append(lines, fmt.Sprintf("%s from all others, %d for and against", render.Points(rest), others))
	}
	return lines
}

// lines are a cause with its strongest passage, wrapped.
func (s *Series) lines(move Move, cause Cause) []string {
	t := s.told(move, cause)
	text := t.Points + t.What
	if t.Quote != "" {
		text += " " + t.Quote
	}
	if t.Source != "" {
		text += " (" + t.Source + ")"
	}
	wrapped := terminal.Wrap(text, noteColumns)
	if len(wrapped) > noteLines {
		wrapped = append(wrapped[:noteLines-1], terminal.Cut(strings.Join(wrapped[noteLines-1:], " "), noteColumns))
	}
	return wrapped
}

package backtest

import (
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
)

const (
	labelGlyph = 6.4 // most that a character of a label is wide, on average
	labelGap   = 8
)

// label is the milestones of one day with their place above the curve.
type label struct {
	day, row int
	text     string
	failed   bool
	end      bool // it ends at its day, for lack of room behind it
}

// layOutMarks gives the milestones of each day one label and the labels rows,
// so that none covers another, and says how many rows there are.
func (s *Series) layOutMarks() (labels []label, rows int) {
	for _, mark := range s.Marks() {
		if n := len(labels); n > 0 && labels[n-1].day == mark.Day {
			labels[n-1].text += ", " + mark.Text
			labels[n-1].failed = labels[n-1].failed || !mark.Good
			continue
		}
		labels = append(labels, label{day: mark.Day, text: mark.Text, failed: !mark.Good})
	}
	f := frame{left: leftEdge, width: plotWidth, days: len(s.Days)}
	var taken [][][2]float64 // by row, from and to
	for i := range labels {
		l := &labels[i]
		l.text = terminal.Cut(strings.ReplaceAll(l.text, " reached, ", ", "), 60)
		from, to := f.x(l.day), f.x(l.day)+labelGlyph*float64(terminal.Width(l.text))
		if to > pictureWidth {
			l.end = true
			from, to = from-(to-from), from
		}
		for l.row < len(taken) && overlaps(taken[l.row], from-labelGap, to+labelGap) {
			l.row++
		}
		if l.row == len(taken) {
			taken = append(taken, nil)
		}
		taken[l.row] = append(taken[l.row], [2]float64{from, to})
	}
	return labels, len(taken)
}

func overlaps(taken [][2]float64, from, to float64) bool {
	for _, other := range taken {
		if from < other[1] && other[0] < to {
			return true
		}
	}
	return false
}

// marks draws the labels with a dashed line at their day. The lines come first,
// so that a label stands before those of others.
func (p *picture) marks(f frame, labels []label) {
	class := func(l label) string {
		if l.failed {
			return "failed"
		}
		return "reached"
	}
	top := func(l label) float64 { return headHeight + float64(l.row*labelRow) }
	for _, l := range labels {
		p.line(f.x(l.day), top(l)-8, f.x(l.day), f.y(0), "mark "+class(l))
	}
	for _, l := range labels {
		if l.end {
			p.end(f.x(l.day)-4, top(l), "label "+class(l), l.text)
		} else {
			p.text(f.x(l.day)+4, top(l), "label "+class(l), l.text)
		}
	}
}

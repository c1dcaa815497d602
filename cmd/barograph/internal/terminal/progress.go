package terminal

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// Progress is a line on a terminal that shows how far something is. Off a
// terminal it shows nothing.
type Progress struct {
	out   io.Writer
	now   func() time.Time
	shown time.Time
	width int
}

// frame is the least time between two drawings.
const frame = 50 * time.Millisecond

// NewProgress draws on out if that is a terminal.
func NewProgress(out io.Writer, now func() time.Time) *Progress {
	if !Is(out) {
		out = nil
	}
	return &Progress{out: out, now: now}
}

// Show draws a bar for a share of the work in [0, 1] (below 0: not known) and a
// text behind it. Most calls draw nothing, so that it can be called often.
func (p *Progress) Show(share float64, text string) {
	if p.out == nil || p.now().Sub(p.shown) < frame {
		return
	}
	p.shown = p.now()
	p.draw(Bar(share, 30) + text)
}

// Bar is a bar of a number of columns for a share in [0, 1], and a space; ""
// when the share is below 0.
func Bar(share float64, columns int) string {
	if share < 0 {
		return ""
	}
	full := int(min(share, 1) * float64(columns))
	return strings.Repeat("█", full) + strings.Repeat("░", columns-full) + fmt.Sprintf(" %3.0f%% ", 100*min(share, 1))
}

// Done wipes the line.
func (p *Progress) Done() {
	if p.out != nil && p.width > 0 {
		p.draw("")
	}
}

func (p *Progress) draw(text string) {
	text = Cut(Clean(text), Columns)
	_, _ = fmt.Fprintf(p.out, "\r%s%s\r%s", text, strings.Repeat(" ", max(p.width-Width(text), 0)), text)
	p.width = Width(text)
}

// Package render turns messages into what people read on a terminal: tables of
// at most [terminal.Columns] columns, and JSON. It decides on nothing; every
// number comes from the message. Text that comes from outside is made harmless
// with [terminal.Clean] before it is laid out.
package render

import (
	"fmt"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
)

// page collects lines.
type page struct {
	terminal.Style
	b strings.Builder
}

// line adds one line; spaces at its end are dropped.
func (p *page) line(format string, args ...any) {
	p.b.WriteString(strings.TrimRight(fmt.Sprintf(format, args...), " "))
	p.b.WriteByte('\n')
}

// heading adds an empty line and a heading.
func (p *page) heading(text string) {
	p.line("")
	p.line("%s", p.Bold(text))
}

// wrapped adds text broken into lines, the first after lead, the others
// indented by the width of lead.
func (p *page) wrapped(lead, text string) {
	width := terminal.Width(lead)
	for i, part := range terminal.Wrap(text, terminal.Columns-width) {
		if i > 0 {
			lead = strings.Repeat(" ", width)
		}
		p.line("%s%s", lead, part)
	}
}

func (p *page) String() string { return p.b.String() }

// table is rows of cells in columns of fixed width; the last one may be of any
// width and is cut at the edge of the page.
type table struct {
	indent int   // columns left free on the left
	widths []int // columns; negative: aligned to the right; 0: what is left
}

func (t table) row(cells ...string) string {
	var b strings.Builder
	b.WriteString(strings.Repeat(" ", t.indent))
	used := t.indent
	for i, cell := range cells {
		if i > 0 {
			b.WriteString("  ")
			used += 2
		}
		switch w := t.widths[i]; {
		case w < 0:
			b.WriteString(terminal.Right(cell, -w))
			used -= w
		case w > 0:
			b.WriteString(terminal.Left(cell, w))
			used += w
		default:
			b.WriteString(terminal.Cut(cell, terminal.Columns-used))
		}
	}
	return strings.TrimRight(b.String(), " ")
}

package brief

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"math"
	"strconv"
	"strings"
)

//go:embed page.tmpl
var pageTemplate string

//go:embed style.css
var style string

// HTML writes the document as one page that needs nothing else: no script, no
// font, no picture from elsewhere. Whatever an article holds stays text.
func (d *Document) HTML() (string, error) {
	page, err := template.New("page").Funcs(template.FuncMap{
		"clean": clean, "parts": viewParts, "day": day, "link": webAddress, "reliability": reliability, "rows": viewRows, "short": Passage.shortIDs, "source": sourceOr,
	}).Parse(pageTemplate)
	if err != nil {
		return "", fmt.Errorf("parse page: %w", err)
	}
	var b bytes.Buffer
	err = page.Execute(&b, struct {
		*Document
		Style template.CSS
		Gauge gauge
		Curve *curve
	}{d, template.CSS(style), gaugeOf(d.Now), curveOf(d.History)}) //nolint:gosec // the style sheet is ours
	if err != nil {
		return "", fmt.Errorf("write page: %w", err)
	}
	return lines(b.String()), nil
}

// viewPart is a part as the template shows it.
type viewPart struct {
	Element, Class, Text string
}

// viewParts are harmless parts with a space before the first of some marks.
func viewParts(parts []Part) []viewPart {
	var views []viewPart
	before := ""
	for i, part := range parts {
		view := viewPart{Text: clean(part.Text)}
		switch part.Kind {
		case Strong:
			view.Element = "strong"
		case Quote:
			view.Element = "quote"
		case Points:
			view.Element, view.Class = "points", sign(part.Text)
		case Mark:
			view.Element = "mark"
			if i > 0 && needsSpace(before) {
				views = append(views, viewPart{Text: " "})
			}
		default:
			if i == len(parts)-1 {
				view.Text = strings.TrimRight(view.Text, " ")
			}
		}
		views = append(views, view)
		if before = view.Text; part.Kind == Mark {
			before = "]"
		}
	}
	return views
}

// sign of written points as a class.
func sign(points string) string {
	switch {
	case strings.HasPrefix(points, "+"):
		return "up"
	case strings.HasPrefix(points, "−"):
		return "down"
	}
	return "level"
}

// viewCell is a cell with a bar when it is one of points.
type viewCell struct {
	Parts  []Part
	Column string
	Bar    *bar
}

// bar shows points to both sides of a middle line; in units of the drawing.
type bar struct {
	X, Width float64
	Class    string
}

// barHalf is half the width of a bar's drawing.
const barHalf = 40.0

// viewRows gives every cell its column and every points their bar.
func viewRows(t *Table) [][]viewCell {
	greatest := 0.0
	for _, row := range t.Rows {
		for _, c := range row.Cells {
			greatest = max(greatest, math.Abs(value(c)))
		}
	}
	rows := make([][]viewCell, 0, len(t.Rows))
	for _, row := range t.Rows {
		var cells []viewCell
		for i, c := range row.Cells {
			view := viewCell{Parts: c, Column: t.Columns[i]}
			if v := value(c); v != 0 {
				width := barHalf * math.Abs(v) / greatest
				view.Bar = &bar{X: round(barHalf - width*float64(negative(v))), Width: round(width), Class: sign(c[0].Text)}
			}
			cells = append(cells, view)
		}
		rows = append(rows, cells)
	}
	return rows
}

func negative(v float64) int {
	if v < 0 {
		return 1
	}
	return 0
}

// value of a cell of points, else 0.
func value(cell []Part) float64 {
	if len(cell) != 1 || cell[0].Kind != Points {
		return 0
	}
	v, err := strconv.ParseFloat(strings.NewReplacer("−", "-", "±", "").Replace(cell[0].Text), 64)
	if err != nil {
		return 0
	}
	return v
}

// round to a tenth: a drawing needs no more.
func round(x float64) float64 { return math.Round(10*x) / 10 }

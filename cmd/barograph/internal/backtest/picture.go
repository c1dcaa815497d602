package backtest

import (
	_ "embed"
	"fmt"
	"html"
	"strconv"
	"strings"
)

// style has the colours, for light and dark pages.
//
//go:embed plot.css
var style string

// picture collects the shapes of an SVG document. Text is escaped; what comes
// from articles has to be made harmless before.
type picture struct{ b strings.Builder }

func (p *picture) line(x1, y1, x2, y2 float64, class string) {
	fmt.Fprintf(&p.b, "<line class=%q x1=%q y1=%q x2=%q y2=%q/>\n", class, number(x1), number(y1), number(x2), number(y2))
}

func (p *picture) circle(x, y, r float64, class string) {
	fmt.Fprintf(&p.b, "<circle class=%q cx=%q cy=%q r=%q/>\n", class, number(x), number(y), number(r))
}

// shape is a polygon or a polyline through points.
func (p *picture) shape(kind, class, points string) {
	fmt.Fprintf(&p.b, "<%s class=%q points=%q/>\n", kind, class, points)
}

// text begins at x, end ends there, middle has its middle there.
func (p *picture) text(x, y float64, class, s string)   { p.anchored(x, y, class, "start", s) }
func (p *picture) end(x, y float64, class, s string)    { p.anchored(x, y, class, "end", s) }
func (p *picture) middle(x, y float64, class, s string) { p.anchored(x, y, class, "middle", s) }

func (p *picture) anchored(x, y float64, class, anchor, s string) {
	fmt.Fprintf(&p.b, "<text class=%q x=%q y=%q text-anchor=%q>%s</text>\n", class, number(x), number(y), anchor, html.EscapeString(s))
}

// document is the whole with its height; title and description are for those
// who hear it.
func (p *picture) document(height float64, title, description string) string {
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %s" width="%d" height="%s" role="img" aria-labelledby="t d">
<title id="t">%s</title>
<desc id="d">%s</desc>
<style>
%s</style>
<rect class="page" width="100%%" height="100%%"/>
%s</svg>
`, pictureWidth, number(height), pictureWidth, number(height), html.EscapeString(title), html.EscapeString(description), style, p.b.String())
}

func point(x, y float64) string { return number(x) + "," + number(y) }

// number has one digit behind the point at most, so that a plot is the same
// everywhere.
func number(v float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(v, 'f', 1, 64), ".0")
}

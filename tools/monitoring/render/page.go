// Package render draws dashboards of Grafana from a running Prometheus, so that
// they can be looked at without one: every query is asked as Grafana asks it. It
// is a check of queries, units, thresholds and places, no second Grafana.
package render

import (
	"context"
	"fmt"
	"html"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/barograph/barograph/tools/monitoring/board"
)

const (
	column = 58 // pixels of one of 24
	rowOf  = 34 // pixels of one unit of height
)

const style = `<style>
:root { color-scheme: light dark; --ground: #f4f5f5; --panel: #fff; --text: #1f2328; --faint: #6b7280; --grid: #e3e5e8; }
@media (prefers-color-scheme: dark) { :root { --ground: #111217; --panel: #181b1f; --text: #d5d8dd; --faint: #8b93a1; --grid: #2c3037; } }
body { background: var(--ground); color: var(--text); font: 13px system-ui, sans-serif; margin: 12px; width: 1392px; }
.board { position: relative; } .panel, .row { position: absolute; box-sizing: border-box; overflow: hidden; }
.panel { background: var(--panel); border: 1px solid var(--grid); padding: 6px 8px; } .row { font-weight: 600; padding: 8px 0; }
h3 { font-size: 13px; margin: 0 0 4px; } .about { color: var(--faint); font-size: 11px; margin: 0 0 4px; }
.big { font-size: 30px; font-weight: 600; } .none { color: var(--faint); text-align: center; padding: 24px; }
.grid { stroke: var(--grid); } .axis { fill: var(--faint); font-size: 10px; }
.legend { font-size: 11px; } .legend span { margin-right: 10px; white-space: nowrap; } .legend i { display: inline-block; width: 10px; height: 3px; margin-right: 4px; }
table { border-collapse: collapse; width: 100%; font-size: 12px; } th, td { text-align: left; padding: 3px 8px; border-bottom: 1px solid var(--grid); }
.error { color: #d0021b; }</style>`

// Page draws dashboards one below the other, and tells which panels show nothing.
func Page(ctx context.Context, boards []board.Dashboard, p Prometheus, values map[string]string) (page string, empty []string) {
	var b strings.Builder
	b.WriteString("<!doctype html><meta charset=utf-8><title>Dashboards</title>" + style)
	for _, d := range boards {
		fmt.Fprintf(&b, "<h1>%s</h1><p>%s</p>", html.EscapeString(d.Title), html.EscapeString(d.Description))
		height := 0
		for _, panel := range d.Panels {
			height = max(height, panel.GridPos.Y+panel.GridPos.H)
		}
		fmt.Fprintf(&b, `<div class=board style="height:%dpx">`, height*rowOf)
		for _, panel := range d.Panels {
			inner, some := drawn(ctx, panel, p, values)
			if !some && panel.Type != "row" {
				empty = append(empty, d.Title+": "+panel.Title)
			}
			g, class := panel.GridPos, "panel"
			if panel.Type == "row" {
				class = "row"
			}
			fmt.Fprintf(&b, `<div class=%s style="left:%dpx;top:%dpx;width:%dpx;height:%dpx"><h3 title="%s">%s</h3>%s</div>`,
				class, g.X*column, g.Y*rowOf, g.W*column-6, g.H*rowOf-6, html.EscapeString(panel.Description), html.EscapeString(panel.Title), inner)
		}
		b.WriteString("</div>")
	}
	return b.String(), empty
}

// drawn is a panel's inside, and whether there is something in it.
func drawn(ctx context.Context, panel board.Panel, p Prometheus, values map[string]string) (string, bool) {
	answers, lines := map[string][]series{}, []line{}
	var all []series
	for _, t := range panel.Targets {
		answer, err := p.ask(ctx, t.Query(values), panel.Type == "timeseries")
		if err != nil {
			return `<div class=error>` + html.EscapeString(err.Error()) + "</div>", false
		}
		answers[t.RefID], all = answer, append(all, answer...)
		for _, s := range answer {
			lines = append(lines, line{legend(t.Legend, s.labels), s.points})
		}
	}
	switch panel.Type {
	case "row":
		return "", true
	case "stat":
		return big(all, panel), len(all) > 0
	case "table":
		return grid(answers, panel), len(all) > 0
	}
	if len(lines) == 0 {
		return `<div class=none>no data</div>`, false
	}
	legendLines := 1 + len(lines)/4
	return chart(lines, panel, p, panel.GridPos.W*column-24, panel.GridPos.H*rowOf-46-16*legendLines), true
}

var placeholder = regexp.MustCompile(`{{\s*(\w+)\s*}}`)

func legend(format string, labels map[string]string) string {
	if format == "" {
		var words []string
		for _, key := range slices.Sorted(maps.Keys(labels)) {
			words = append(words, key+"="+labels[key])
		}
		return strings.Join(words, " ")
	}
	return placeholder.ReplaceAllStringFunc(format, func(m string) string {
		return labels[placeholder.FindStringSubmatch(m)[1]]
	})
}

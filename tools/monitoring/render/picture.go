package render

import (
	"fmt"
	"html"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/barograph/barograph/tools/monitoring/board"
)

// palette is told apart by most people on light and dark ground.
var palette = []string{"#3274d9", "#e0752d", "#37872d", "#c4162a", "#8f3bb8", "#b5890d", "#1f8a9e", "#d1478c", "#6b7280", "#7c9a2e"}

const (
	left, bottom, top, right = 64, 22, 8, 8
	ticks                    = 4
)

type line struct {
	name   string
	points []point
}

// chart draws lines over time as SVG.
func chart(lines []line, panel board.Panel, p Prometheus, width, height int) string {
	field := panel.FieldConfig.Defaults
	stacked, log := field.Custom.Stacking.Mode == "normal", field.Custom.ScaleDistribution.Type == "log"
	if stacked {
		lines = stack(lines)
	}
	low, high := span(lines, log)
	if !log {
		for _, s := range field.Thresholds.Steps {
			if s.Value != nil && field.Custom.ThresholdsStyle.Mode != "off" && *s.Value < 3*high {
				high = max(high, *s.Value*1.05)
			}
		}
	}
	x := func(at float64) float64 {
		from, to := float64(p.From.Unix()), float64(p.To.Unix())
		return left + (at-from)/(to-from)*float64(width-left-right)
	}
	scale := func(v float64) float64 { return v }
	if log {
		scale = func(v float64) float64 { return math.Log10(max(v, low)) }
	}
	y := func(v float64) float64 {
		return top + (1-(scale(v)-scale(low))/(scale(high)-scale(low)))*float64(height-top-bottom)
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg width="%d" height="%d" role="img">`, width, height)
	for i := range ticks + 1 {
		v := low + (high-low)*float64(i)/ticks
		if log {
			v = math.Pow(10, math.Log10(low)+(math.Log10(high)-math.Log10(low))*float64(i)/ticks)
		}
		fmt.Fprintf(&b, `<line class="grid" x1="%d" x2="%d" y1="%.1f" y2="%.1f"/><text class="axis" x="%d" y="%.1f" text-anchor="end">%s</text>`,
			left, width-right, y(v), y(v), left-6, y(v)+4, html.EscapeString(show(v, field.Unit)))
		at := p.From.Add(p.To.Sub(p.From) / ticks * time.Duration(i))
		anchor := []string{"start", "middle", "end"}[min(i, 1)+i/ticks]
		fmt.Fprintf(&b, `<text class="axis" x="%.1f" y="%d" text-anchor="%s">%s</text>`, x(float64(at.Unix())), height-6, anchor, at.UTC().Format("15:04"))
	}
	if field.Custom.ThresholdsStyle.Mode != "off" {
		for _, s := range field.Thresholds.Steps {
			if s.Value != nil && *s.Value <= high {
				fmt.Fprintf(&b, `<line x1="%d" x2="%d" y1="%.1f" y2="%.1f" stroke="%s" stroke-dasharray="6 4"/>`, left, width-right, y(*s.Value), y(*s.Value), colour(s.Color))
			}
		}
	}
	for i, l := range lines {
		b.WriteString(path(l, palette[i%len(palette)], x, y, p.Step.Seconds()))
	}
	b.WriteString("</svg><div class=legend>")
	for i, l := range lines {
		fmt.Fprintf(&b, `<span><i style="background:%s"></i>%s</span>`, palette[i%len(palette)], html.EscapeString(l.name))
	}
	b.WriteString("</div>")
	return b.String()
}

// path draws a line, which is broken where values are missing.
func path(l line, colour string, x, y func(float64) float64, step float64) string {
	var b strings.Builder
	last := math.Inf(-1)
	for i, p := range l.points {
		if math.IsNaN(p.value) {
			continue
		}
		move := "L"
		if p.at-last > 1.5*step {
			move = "M"
			if i+1 == len(l.points) || l.points[i+1].at-p.at > 1.5*step { // alone
				fmt.Fprintf(&b, "M%.1f %.1fh2", x(p.at)-1, y(p.value))
			}
		}
		fmt.Fprintf(&b, "%s%.1f %.1f", move, x(p.at), y(p.value))
		last = p.at
	}
	return fmt.Sprintf(`<path d="%s" fill="none" stroke="%s" stroke-width="1.6"/>`, b.String(), colour)
}

func span(lines []line, log bool) (low, high float64) {
	low, high = 0, 0
	if log {
		low = math.Inf(1)
	}
	for _, l := range lines {
		for _, p := range l.points {
			if math.IsNaN(p.value) || math.IsInf(p.value, 0) {
				continue
			}
			high = max(high, p.value)
			if !log || p.value > 0 {
				low = min(low, p.value)
			}
		}
	}
	if high <= low || math.IsInf(low, 0) {
		low, high = min(low, 0), max(high, low+1, 1)
		if log {
			low, high = 0.1, max(high, 1)
		}
	}
	return low, high
}

// stack puts each line on those before it.
func stack(lines []line) []line {
	sum := map[float64]float64{}
	var all []line
	for _, l := range lines {
		next := line{name: l.name}
		for _, p := range l.points {
			if !math.IsNaN(p.value) {
				sum[p.at] += p.value
			}
			next.points = append(next.points, point{p.at, sum[p.at]})
		}
		all = append(all, next)
	}
	return all
}

func colour(name string) string {
	return map[string]string{"green": "#37872d", "yellow": "#b5890d", "red": "#d0021b"}[name]
}

// big shows single values in the colour of their threshold.
func big(all []series, panel board.Panel) string {
	if len(all) == 0 {
		return `<div class=big>–</div>`
	}
	var b strings.Builder
	for _, s := range all {
		value, shade := s.points[0].value, ""
		for _, step := range panel.FieldConfig.Defaults.Thresholds.Steps {
			if step.Value == nil || value >= *step.Value {
				shade = colour(step.Color)
			}
		}
		fmt.Fprintf(&b, `<div class=big style="color:%s">%s</div>`, shade, html.EscapeString(show(value, panel.FieldConfig.Defaults.Unit)))
	}
	return b.String()
}

// grid shows the answers of all queries as one table, joined by their labels.
func grid(answers map[string][]series, panel board.Panel) string {
	rows, columns := map[string]map[string]string{}, []string{}
	rename, hidden := map[string]string{}, map[string]bool{}
	for _, t := range panel.Transformations {
		if t.ID == "organize" {
			rename, hidden = t.Options.Rename, t.Options.Exclude
		}
	}
	column := func(name string) string {
		if hidden[name] {
			return ""
		}
		if to, ok := rename[name]; ok {
			name = to
		}
		if !slices.Contains(columns, name) {
			columns = append(columns, name)
		}
		return name
	}
	for _, t := range panel.Targets {
		value := "Value"
		if len(panel.Targets) > 1 {
			value += " #" + t.RefID
		}
		for _, s := range answers[t.RefID] {
			key := fmt.Sprint(s.labels)
			if rows[key] == nil {
				rows[key] = map[string]string{}
			}
			for name, text := range s.labels {
				if c := column(name); c != "" {
					rows[key][c] = text
				}
			}
			if c := column(value); c != "" {
				rows[key][c] = show(s.points[0].value, panel.FieldConfig.Unit(c))
			}
		}
	}
	return tableOf(columns, rows)
}

func tableOf(columns []string, rows map[string]map[string]string) string {
	if len(rows) == 0 {
		return `<div class=none>no data</div>`
	}
	var keys []string
	for key := range rows {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	var b strings.Builder
	b.WriteString("<table><tr>")
	for _, c := range columns {
		fmt.Fprintf(&b, "<th>%s", html.EscapeString(c))
	}
	for _, key := range keys {
		b.WriteString("<tr>")
		for _, c := range columns {
			fmt.Fprintf(&b, "<td>%s", html.EscapeString(rows[key][c]))
		}
	}
	b.WriteString("</table>")
	return b.String()
}

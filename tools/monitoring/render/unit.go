package render

import (
	"fmt"
	"math"
	"strconv"
)

// show writes a value in a unit of Grafana, about as Grafana does.
func show(value float64, unit string) string {
	switch {
	case math.IsNaN(value):
		return "–"
	case math.IsInf(value, 0):
		return "∞"
	}
	switch unit {
	case "s":
		return seconds(value)
	case "percentunit":
		return short(100*value) + " %"
	case "percent":
		return short(value) + " %"
	case "bytes":
		return scaled(value, 1024, []string{"B", "KiB", "MiB", "GiB", "TiB"})
	case "ops":
		return short(value) + " /s"
	default:
		return scaled(value, 1000, []string{"", "K", "Mil", "Bil"})
	}
}

func seconds(value float64) string {
	for _, u := range []struct {
		name string
		size float64
	}{{"d", 86400}, {"h", 3600}, {"min", 60}, {"s", 1}, {"ms", 1e-3}} {
		if math.Abs(value) >= u.size {
			return short(value/u.size) + " " + u.name
		}
	}
	return short(value*1e6) + " µs"
}

func scaled(value, base float64, names []string) string {
	i := 0
	for math.Abs(value) >= base && i < len(names)-1 {
		value, i = value/base, i+1
	}
	if names[i] == "" {
		return short(value)
	}
	return short(value) + " " + names[i]
}

func short(value float64) string {
	return strconv.FormatFloat(mustParse(fmt.Sprintf("%.3g", value)), 'f', -1, 64)
}

func mustParse(text string) float64 {
	value, _ := strconv.ParseFloat(text, 64)
	return value
}

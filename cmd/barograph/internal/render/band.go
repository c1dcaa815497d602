package render

import (
	"math"
	"strings"
)

// band draws an interval and a point in it on a scale from 0 to 1, columns wide.
func band(low, p, high float64, columns int) string {
	at := func(v float64) int {
		return min(max(int(math.Floor(v*float64(columns))), 0), columns-1)
	}
	var b strings.Builder
	for i := range columns {
		switch {
		case i == at(p):
			b.WriteRune('●')
		case i >= at(low) && i <= at(high):
			b.WriteRune('━')
		default:
			b.WriteRune('·')
		}
	}
	return b.String()
}

// bar is a bar of a length in proportion to the size of a value, columns at
// limit; less than half a column is no bar.
func bar(size, limit float64, columns int) string {
	if limit <= 0 {
		return ""
	}
	cells := min(int(math.Round(math.Abs(size)/limit*float64(columns))), columns)
	return strings.Repeat("█", cells)
}

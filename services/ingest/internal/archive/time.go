package archive

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// ParseTime reads a time as dumps write it; the zero time for none. What names
// no zone is UTC. day tells that it is a day only.
func ParseTime(value string) (t time.Time, day bool, err error) {
	switch strings.ToLower(value) {
	case "", "none", "null", "nan", "nat", "unknown", "n/a", "-":
		return time.Time{}, false, nil
	}
	if t, ok := unix(value); ok {
		return t, false, nil
	}
	for _, layout := range []string{time.DateOnly, "2006/01/02", "20060102", "January 2, 2006", "2 January 2006", "Jan 2, 2006"} {
		if t, err := time.Parse(layout, value); err == nil {
			return t, true, nil
		}
	}
	for _, layout := range []string{
		time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02T15:04:05.999999999Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04",
		"2006-01-02 15:04:05.999999999Z07:00", "2006-01-02 15:04:05.999999999", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 MST",
		"2006-01-02 15:04:05 -0700 MST", "2006-01-02 15:04", "2006/01/02 15:04:05",
		time.RFC1123Z, time.RFC1123, time.RFC850, time.ANSIC, time.UnixDate, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST",
		"20060102T150405Z", "20060102150405",
	} {
		if t, err := time.Parse(layout, value); err == nil {
			return t.UTC(), false, nil
		}
	}
	return time.Time{}, false, fmt.Errorf("%.100q is no time: RFC 3339 (2026-05-01T12:00:00Z), a day (2026-05-01) or seconds since 1970", value)
}

// unix reads seconds, milliseconds, micro- or nanoseconds since 1970: those of
// them that lie in the time of news. Eight digits are a day.
func unix(value string) (time.Time, bool) {
	if len(value) < 9 || strings.ContainsAny(value, "xXpPiInN_") {
		return time.Time{}, false
	}
	number, err := strconv.ParseFloat(value, 64)
	if err != nil || len(value) == 14 && strings.HasPrefix(value, "20") && !strings.Contains(value, ".") {
		return time.Time{}, false // the latter is 20260501120000
	}
	scale := 1.0
	for _, bound := range []float64{1e11, 1e14, 1e17} {
		if math.Abs(number) >= bound {
			scale *= 1000
		}
	}
	if math.Abs(number) >= 1e20 {
		return time.Time{}, false
	}
	seconds, fraction := math.Modf(number / scale)
	return time.Unix(int64(seconds), int64(fraction*1e6)*1000).UTC(), true
}

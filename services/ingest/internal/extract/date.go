package extract

import (
	"strconv"
	"strings"
	"time"
)

// layouts are how publishers write dates for machines and for people, those
// with a time of day first. A zone is read by parseDate before.
var layouts = []struct {
	layout string
	day    bool
}{
	{"2006-01-02T15:04:05", false}, {"2006-01-02T15:04", false}, {"2006-01-02 15:04:05", false}, {"2006-01-02 15:04", false},
	{"2006/01/02 15:04:05", false}, {"2006/01/02 15:04", false}, {"20060102T150405", false}, {"20060102150405", false},
	{"2 Jan 2006 15:04:05", false}, {"2 Jan 2006 15:04", false}, {"2 January 2006 15:04:05", false}, {"2 January 2006 15:04", false},
	{"January 2 2006 15:04:05", false}, {"January 2 2006 15:04", false}, {"January 2 2006 3:04 PM", false}, {"January 2 2006 3:04PM", false},
	{"Jan 2 2006 15:04:05", false}, {"Jan 2 2006 15:04", false}, {"Jan 2 2006 3:04 PM", false}, {"Jan 2 2006 3:04PM", false},
	{"2 January 2006 3:04 PM", false}, {"2 January 2006 3:04PM", false}, {"2 Jan 2006 3:04 PM", false}, {"2 Jan 2006 3:04PM", false},
	{"Jan 2 15:04:05 2006", false}, {"2006-01-02 3:04 PM", false}, {"2006-01-02 3:04:05 PM", false},
	{"2006-01-02", true}, {"2006/01/02", true}, {"2006.01.02", true}, {"20060102", true}, {"2 Jan 2006", true}, {"2 January 2006", true},
	{"January 2 2006", true}, {"Jan 2 2006", true}, {"2-Jan-2006", true}, {"Jan-02-2006", true},
}

// zones are the names that occur in the dates of English pages. Others tell
// nothing that can be believed.
var zones = map[string]int{
	"z": 0, "utc": 0, "gmt": 0, "ut": 0, "wet": 0, "bst": 1, "west": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3,
	"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "jst": 9, "kst": 9, "hkt": 8, "sgt": 8,
	"aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13, "sast": 2,
}

// maxDateBytes is the longest text that can be a date.
const maxDateBytes = 80

// parseDate reads one date; false for what is none. Dates with days before
// months or after, in digits only ("03/04/2026"), say nothing sure and are none.
func parseDate(raw string) (Date, bool) {
	s := squeeze(raw)
	if len(s) < 8 || len(s) > maxDateBytes {
		return Date{}, false
	}
	if d, ok := parseEpoch(s); ok {
		return d, true
	}
	s = titled(strings.ReplaceAll(strings.ReplaceAll(s, "a.m.", "AM"), "p.m.", "PM"))
	s = strings.NewReplacer(",", " ", " at ", " ", " | ", " ", " - ", " ", "Sept ", "Sep ", "Sept. ", "Sep ", "am", "AM", "pm", "PM").Replace(s)
	s = dropDots(strings.Join(strings.Fields(s), " "))
	if first, rest, _ := strings.Cut(s, " "); isWeekday(first) {
		s = rest
	}
	s, offset, zoned := cutZone(s)
	for _, l := range layouts {
		t, err := time.Parse(l.layout, s)
		if err != nil {
			continue
		}
		if l.day {
			return Date{Time: t, Day: true, Raw: raw}, true
		}
		return Date{Time: t.Add(-offset).UTC(), Zoned: zoned, Raw: raw}, true
	}
	return Date{}, false
}

// titled writes months as time.Parse wants them: "november" is "November".
func titled(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		if len(w) >= 3 && isLetter(w[0]) && isLetter(w[2]) {
			words[i] = strings.ToUpper(w[:1]) + strings.ToLower(w[1:])
		}
	}
	return strings.Join(words, " ")
}

// parseEpoch reads seconds or milliseconds since 1970.
func parseEpoch(s string) (Date, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err != nil || n < 0:
	case len(s) == 10:
		return Date{Time: time.Unix(n, 0).UTC(), Zoned: true, Raw: s}, true
	case len(s) == 13:
		return Date{Time: time.UnixMilli(n).UTC(), Zoned: true, Raw: s}, true
	}
	return Date{}, false
}

// dropDots: "Nov. 19" is "Nov 19".
func dropDots(s string) string {
	first, rest, found := strings.Cut(s, ". ")
	if found && len(first) >= 3 && isLetter(first[len(first)-1]) {
		return first + " " + rest
	}
	return s
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isWeekday(word string) bool {
	word = strings.ToLower(strings.Trim(word, ".,"))
	if len(word) < 3 {
		return false
	}
	for _, day := range [...]string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"} {
		if strings.HasPrefix(day, word) {
			return true
		}
	}
	return false
}

// cutZone takes the zone off the end: "Z", "+02:00", "+0200", "-05", "EST".
func cutZone(s string) (rest string, offset time.Duration, zoned bool) {
	if i := strings.LastIndexByte(s, ' '); i > 0 {
		if hours, known := zones[strings.ToLower(strings.Trim(s[i+1:], "()"))]; known {
			rest, offset, zoned = s[:i], time.Duration(hours)*time.Hour, true
			if before, more, also := cutOffset(rest); also {
				return before, more, true // "+0200 (CEST)"
			}
			return rest, offset, zoned
		}
	}
	if n := len(s); n > 1 && (s[n-1] == 'Z' || s[n-1] == 'z') && '0' <= s[n-2] && s[n-2] <= '9' {
		return s[:n-1], 0, true
	}
	return cutOffset(s)
}

func cutOffset(s string) (rest string, offset time.Duration, zoned bool) {
	i := strings.LastIndexAny(s, "+-")
	if i < 11 || !strings.Contains(s[:i], ":") && !strings.Contains(s[:i], "T") {
		return s, 0, false
	}
	digits := strings.ReplaceAll(s[i+1:], ":", "")
	n, err := strconv.Atoi(digits)
	if err != nil || len(digits) != 2 && len(digits) != 4 || n < 0 {
		return s, 0, false
	}
	if len(digits) == 2 {
		n *= 100
	}
	if n/100 > 14 || n%100 > 59 {
		return s, 0, false
	}
	offset = time.Duration(n/100)*time.Hour + time.Duration(n%100)*time.Minute
	if s[i] == '-' {
		offset = -offset
	}
	return strings.TrimSpace(s[:i]), offset, true
}

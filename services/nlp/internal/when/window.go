package when

import (
	"strings"
	"time"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// window: "the coming weeks", "the next few months", "recent days": a stretch on
// one side of the reference without a named length. It is read as four of the
// unit, seven for days, and is never more precise than a month.
func (r *reader) window(k int) (found, bool) {
	at, sign := k+1, 1
	switch r.lower(k) {
	case "coming", "next":
	case "recent", "past", "last":
		sign = -1
	default:
		return found{}, false
	}
	for r.lower(at) == "few" || r.lower(at) == "several" || r.lower(at) == "couple" || r.lower(at) == "of" {
		at++
	}
	if (r.lower(k) == "next" || r.lower(k) == "last") && at == k+1 {
		return found{}, false
	}
	f := found{end: at + 1, relative: true, known: r.hasRef}
	near := r.ref
	if sign > 0 {
		near = r.ref.AddDate(0, 0, 1)
	}
	f.unit = Month
	var far time.Time
	switch r.lower(at) {
	case "days":
		far = r.ref.AddDate(0, 0, sign*7)
	case "weeks":
		far = r.ref.AddDate(0, 0, sign*28)
	case "months":
		far = r.ref.AddDate(0, sign*4, 0)
	case "years":
		far, f.unit = r.ref.AddDate(sign*4, 0, 0), Year
	default:
		return found{}, false
	}
	f.from, f.to = near, far
	if sign < 0 {
		f.from, f.to = far, near
	}
	return f, true
}

// yearEnd: "year's end", "year-end", "month's end".
func (r *reader) yearEnd(k int) (found, bool) {
	unit, end := r.lower(k), k+3
	if w, ok := strings.CutSuffix(unit, "-end"); ok && w != "week" {
		unit, end = w, k+1
	} else if !r.token(k+1).Shape.Has(text.Possessive) || r.lower(k+2) != "end" {
		return found{}, false
	}
	f := found{end: end, relative: true, known: r.hasRef}
	switch unit {
	case "year":
		f.period = yearPeriod(r.ref.Year()).part("end")
	case "month":
		f.period = monthPeriod(r.ref.Year(), r.ref.Month()).part("end")
	default:
		return found{}, false
	}
	return f, true
}

// fiscal: "FY2027", "FY 2027", "fiscal year 2027". Where a fiscal year begins
// depends on whose it is, so it is read as the year that it is named after.
func (r *reader) fiscal(k int) (found, bool) {
	w, at := r.lower(k), k+1
	digits, glued := strings.CutPrefix(w, "fy")
	switch {
	case glued && digits != "":
		if len(digits) == 2 {
			digits = "20" + digits
		}
		if y, ok := yearOf(digits); ok {
			return found{period: yearPeriod(y), end: at, known: true}, true
		}
		return found{}, false
	case w == "fy":
	case w == "fiscal" || w == "financial":
		if r.lower(at) == "year" {
			at++
		}
	default:
		return found{}, false
	}
	y, ok := year(r.token(at))
	if !ok {
		return found{}, false
	}
	return found{period: yearPeriod(y), end: at + 1, known: true}, true
}

// holiday: Christmas behind a preposition that asks for a date.
func (r *reader) holiday(k int) (found, bool) {
	if r.t[k].Norm != "Christmas" || !yearCues[r.lower(k-1)] && r.lower(k-1) != "after" && r.lower(k-1) != "at" {
		return found{}, false
	}
	return r.complete(12, 25, 25, k+1, k)
}

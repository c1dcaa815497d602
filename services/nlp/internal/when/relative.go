package when

import (
	"strings"
	"time"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// weekday: "on Tuesday", "last Friday", "next Monday".
func (r *reader) weekday(k int) (found, bool) {
	at, side := k, ""
	if w := r.lower(k); w == "last" || w == "next" || w == "this" {
		side, at = w, k+1
	}
	w, ok := dayNames[r.lower(at)]
	if !ok || !r.t[at].Shape.Has(text.Capital) {
		return found{}, false
	}
	f := found{end: at + 1, relative: true, known: r.hasRef}
	back := (int(r.ref.Weekday()) - int(w) + 7) % 7 // days since the latest such day
	ahead := (7 - back) % 7
	switch {
	case side == "last" && back == 0:
		back = 7
	case side == "last":
	case side == "next" && ahead == 0:
		back = -7
	case side == "next" || r.weekdayTense(k) == forward:
		back = -ahead
	}
	f.period = dayPeriod(r.ref.AddDate(0, 0, -back))
	return f, true
}

// weekdayTense is the tense at token k, but of the verb behind the noun in "Monday's vote failed".
func (r *reader) weekdayTense(k int) direction {
	if !r.token(k + 1).Shape.Has(text.Possessive) {
		return r.tense(k)
	}
	for j := k + 3; j < len(r.t); j++ {
		if d := r.cue(j); d != unknown {
			return d
		}
	}
	return unknown
}

// deictic: today, yesterday, tonight, last night, this week, next year.
func (r *reader) deictic(k int) (found, bool) {
	f := found{end: k + 1, relative: true, known: r.hasRef}
	step := 0
	switch r.lower(k) {
	case "today", "tonight":
		f.period = dayPeriod(r.ref)
		return f, true
	case "yesterday":
		f.period = dayPeriod(r.ref.AddDate(0, 0, -1))
		return f, true
	case "tomorrow":
		f.period = dayPeriod(r.ref.AddDate(0, 0, 1))
		return f, true
	case "last":
		step = -1
	case "next", "coming":
		step = 1
	case "this":
	default:
		return found{}, false
	}
	f.end = k + 2
	switch r.lower(k + 1) {
	case "night", "evening":
		f.period = dayPeriod(r.ref.AddDate(0, 0, min(step, 0)))
	case "morning", "afternoon":
		if step != 0 {
			return found{}, false
		}
		f.period = dayPeriod(r.ref)
	case "week":
		f.period = week(r.ref.AddDate(0, 0, 7*step))
	case "weekend":
		f.period = r.weekend(step)
	case "month":
		first := civil(r.ref.Year(), r.ref.Month(), 1).AddDate(0, step, 0)
		f.period = monthPeriod(first.Year(), first.Month())
	case "quarter":
		first := civil(r.ref.Year(), (r.ref.Month()-1)/3*3+1, 1).AddDate(0, 3*step, 0)
		f.period = months(first.Year(), first.Month(), 3)
	case "year":
		f.period = yearPeriod(r.ref.Year() + step)
	default:
		return found{}, false
	}
	return f, true
}

func (r *reader) weekend(step int) period {
	w := week(r.ref)
	if step < 0 {
		w = week(r.ref.AddDate(0, 0, -7))
	} else if step > 0 && r.ref.Weekday() != time.Saturday && r.ref.Weekday() != time.Sunday {
		w = week(r.ref)
	} else if step > 0 {
		w = week(r.ref.AddDate(0, 0, 7))
	}
	return period{w.to.AddDate(0, 0, -1), w.to, Day}
}

// ago: "two weeks ago", "ten months ago".
func (r *reader) ago(k int) (found, bool) {
	n, ok := count(r.t[k])
	if !ok || r.lower(k+2) != "ago" {
		return found{}, false
	}
	return r.shifted(k+1, -n, k+3)
}

// ahead: "in 18 months" where the clause looks ahead, "within 60 days".
func (r *reader) ahead(k int) (found, bool) {
	if w := r.lower(k - 1); w != "in" && w != "within" || w == "in" && r.tense(k) != forward {
		return found{}, false
	}
	n, ok := count(r.t[k])
	if !ok {
		return found{}, false
	}
	f, ok := r.shifted(k+1, n, k+2)
	if ok && r.lower(k-1) == "within" && f.known {
		f.from = r.ref
	}
	return f, ok
}

// shifted moves the reference by n of the unit at token k. The longer the
// unit, the coarser the date.
func (r *reader) shifted(k, n, end int) (found, bool) {
	f := found{end: end, relative: true, known: r.hasRef}
	switch strings.TrimSuffix(r.lower(k), "s") {
	case "day":
		f.period = dayPeriod(r.ref.AddDate(0, 0, n))
	case "week":
		f.period = week(r.ref.AddDate(0, 0, 7*n))
	case "month":
		first := civil(r.ref.Year(), r.ref.Month(), 1).AddDate(0, n, 0)
		f.period = monthPeriod(first.Year(), first.Month())
	case "year":
		f.period = yearPeriod(r.ref.Year() + n)
	default:
		return found{}, false
	}
	return f, true
}

// direction is where the clause looks.
type direction uint8

const (
	unknown direction = iota
	behind
	forward
)

// tense reads the direction from the nearest cue before token k, else from the
// nearest behind it: "said on Tuesday that it will" looks back on Tuesday.
func (r *reader) tense(k int) direction {
	if r.relation(k) == By {
		return forward
	}
	if r.lower(k-1) == "since" {
		return behind // from and after look either way
	}
	for j := k - 1; j >= 0; j-- {
		if d := r.cue(j); d != unknown {
			return d
		}
	}
	for j := k + 1; j < len(r.t); j++ {
		if d := r.cue(j); d != unknown {
			return d
		}
	}
	return unknown
}

func (r *reader) cue(j int) direction {
	t := r.t[j]
	switch {
	case r.lower(j-1) == "be" || r.lower(j-1) == "being":
		return unknown // will be held: the auxiliary before it tells
	case future[t.Lower] && !t.Shape.Has(text.Capital):
		return forward
	case past[t.Lower], len(t.Lower) > 4 && strings.HasSuffix(t.Lower, "ed") && !t.Shape.Has(text.Capital) && !t.Shape.Has(text.Hyphenated):
		return behind
	}
	return unknown
}

// yearOfDay chooses the year of a day without one.
func (r *reader) yearOfDay(m time.Month, d, k int) int {
	y := r.ref.Year()
	this := civil(y, m, d)
	const slack = 3 // days: "on 7 March" in a story of 6 March is no other year
	switch dir := r.tense(k); {
	case dir == behind && this.After(r.ref.AddDate(0, 0, slack)):
		return y - 1
	case dir == forward && this.Before(r.ref.AddDate(0, 0, -slack)):
		return y + 1
	case dir == unknown:
		return nearest(y, r.ref, func(y int) time.Time { return civil(y, m, d) })
	}
	return y
}

// yearOfMonth chooses the year of a month without one.
func (r *reader) yearOfMonth(m time.Month, k int) int {
	y := r.ref.Year()
	switch dir := r.tense(k); {
	case dir == behind && m > r.ref.Month():
		return y - 1
	case dir == forward && m < r.ref.Month():
		return y + 1
	case dir == unknown:
		return nearest(y, r.ref, func(y int) time.Time { return civil(y, m, 15) })
	}
	return y
}

// nearest picks, of the years around y, the one whose day is nearest to ref.
func nearest(y int, ref time.Time, day func(int) time.Time) int {
	best := y
	for _, c := range [...]int{y - 1, y + 1} {
		if day(c).Sub(ref).Abs() < day(best).Sub(ref).Abs() {
			best = c
		}
	}
	return best
}

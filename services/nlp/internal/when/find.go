package when

import (
	"strconv"
	"strings"
	"time"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Find returns the date expressions of doc in text order, without overlap,
// outside furniture. The reference is the publication time; its day is taken in
// its own zone. With a zero reference only full dates are put on the calendar.
func Find(doc *text.Document, reference time.Time) []Date {
	var out []Date
	r := reader{}
	if !reference.IsZero() {
		y, m, d := reference.Date()
		r.ref, r.hasRef = civil(y, m, d), true
	}
	for i := range doc.Sentences {
		s := doc.Sentences[i]
		r.t = doc.Tokens[s.First:s.Last]
		for k := 0; k < len(r.t); {
			if t := &r.t[k]; t.Shape&(text.Digit|text.Hyphenated) == 0 && !openers[t.Lower] {
				k++
				continue
			}
			d, end := r.date(k)
			if end <= k {
				k++
				continue
			}
			d.First, d.Last = s.First+k, s.First+end
			d.Span = doc.SpanOf(d.First, d.Last)
			out = append(out, d)
			k = end
		}
	}
	return out
}

// reader reads the tokens of one sentence.
type reader struct {
	t      []text.Token
	ref    time.Time
	hasRef bool
}

// found is one reading: what it means and where it ends.
type found struct {
	period
	end      int
	relative bool
	known    bool
}

func (r *reader) lower(k int) string {
	if k < 0 || k >= len(r.t) {
		return ""
	}
	return r.t[k].Lower
}

func (r *reader) token(k int) text.Token {
	if k < 0 || k >= len(r.t) {
		return text.Token{}
	}
	return r.t[k]
}

// date reads the longest expression at token k, and a second one behind it
// when the two make a range.
func (r *reader) date(k int) (Date, int) {
	f, ok := r.read(k)
	if !ok {
		return Date{}, 0
	}
	d := Date{Precision: f.unit, Relative: f.relative, Relation: r.relation(k)}
	if f.known {
		d.From, d.To = f.from, f.to
	}
	if sep := r.lower(f.end); sep == "to" || sep == "until" && r.lower(k-1) == "from" || sep == "through" || sep == "-" || sep == "—" || sep == "and" && r.lower(k-1) == "between" {
		next := f.end + 1
		for r.lower(next) == "the" {
			next++
		}
		g, ok := r.read(next)
		if !ok && f.unit == Year {
			g, ok = r.secondYear(f, next)
		}
		if ok && g.known && f.known && f.relative && !g.relative && f.unit <= Month && g.unit <= Month {
			f.from = latest(f.from, g.to)
			d.From = f.from
		}
		if ok && g.known && f.known && !g.to.Before(f.from) {
			d.To, d.Precision, d.Relation = g.to, min(f.unit, g.unit), Between
			d.Relative = d.Relative || g.relative
			return d, g.end
		}
	}
	return d, f.end
}

// secondYear reads the second year of "2024-2027" and "2026-27" at token k.
func (r *reader) secondYear(f found, k int) (found, bool) {
	t := r.token(k)
	y, ok := year(t)
	if n, err := strconv.Atoi(t.Norm); !ok && err == nil && len(t.Norm) == 2 {
		y, ok = f.from.Year()/100*100+n, true
	}
	if !ok || y <= f.from.Year() || y > f.from.Year()+30 {
		return found{}, false
	}
	return found{period: yearPeriod(y), end: k + 1, known: true}, true
}

// latest gives day the latest year in which it does not lie after limit: "from
// 1 April to 30 June 2026" names the year once.
func latest(day, limit time.Time) time.Time {
	d := civil(limit.Year(), day.Month(), day.Day())
	if d.After(limit) {
		d = civil(limit.Year()-1, day.Month(), day.Day())
	}
	return d
}

// relation reads the preposition before token k.
func (r *reader) relation(k int) Relation {
	k--
	for r.lower(k) == "the" || r.lower(k) == "about" || r.lower(k) == "around" {
		k--
	}
	switch r.lower(k) {
	case "by", "until", "till", "before":
		return By
	case "than":
		if r.lower(k-1) == "later" {
			return By
		}
	case "within":
		return By
	case "since", "from", "after", "starting":
		return Since
	}
	return On
}

// read tries every form; forms that name more of the date come first.
func (r *reader) read(k int) (found, bool) {
	if k >= len(r.t) {
		return found{}, false
	}
	for _, form := range [...]func(int) (found, bool){r.numeric, r.withWeekday, r.dayMonth, r.monthDay, r.partOf, r.monthYear, r.fiscal, r.quarter, r.season, r.bareYear, r.weekday, r.window, r.yearEnd, r.holiday, r.deictic, r.ago, r.ahead, r.bareMonth} {
		if f, ok := form(k); ok {
			return f, true
		}
	}
	return found{}, false
}

// numeric: 2025-11-18, 18-11-2025, 28/10/2025. Day and month that could be
// either are left alone.
func (r *reader) numeric(k int) (found, bool) {
	var parts []string
	end := k + 1
	if strings.Count(r.t[k].Norm, "/") == 2 {
		parts = strings.Split(r.t[k].Norm, "/")
	} else if r.lower(k+1) == "-" && r.lower(k+3) == "-" && k+4 < len(r.t) {
		parts, end = []string{r.t[k].Norm, r.t[k+2].Norm, r.t[k+4].Norm}, k+5
	}
	if len(parts) != 3 {
		return found{}, false
	}
	a, b := atoi(parts[0]), atoi(parts[1])
	if y, ok := yearOf(parts[0]); ok {
		return exact(y, b, atoi(parts[2]), end)
	}
	y, ok := yearOf(parts[2])
	switch {
	case !ok:
		return found{}, false
	case a > 12:
		return exact(y, b, a, end)
	case b > 12:
		return exact(y, a, b, end)
	case a == b:
		return exact(y, a, b, end)
	}
	return found{}, false
}

func exact(y, m, d, end int) (found, bool) {
	if m < 1 || m > 12 || d < 1 || !validDay(y, time.Month(m), d) {
		return found{}, false
	}
	return found{period: dayPeriod(civil(y, time.Month(m), d)), end: end, known: true}, true
}

func atoi(s string) int {
	n := 0
	if len(s) == 0 || len(s) > 2 {
		return -1
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// withWeekday: "Friday 20 February 2026", "Fri, Dec 5": the date says it all.
func (r *reader) withWeekday(k int) (found, bool) {
	w := strings.TrimSuffix(r.lower(k), ".")
	if _, ok := dayNames[w]; !ok && !shortDays[w] || !r.t[k].Shape.Has(text.Capital) {
		return found{}, false
	}
	next := k + 1
	for r.lower(next) == "," || r.lower(next) == "the" || r.lower(next) == "on" {
		next++
	}
	if next >= len(r.t) {
		return found{}, false
	}
	if f, ok := r.dayMonth(next); ok {
		return f, true
	}
	return r.monthDay(next)
}

// dayMonth: "28 October 2025", "the 5th of March", "10-12 October".
func (r *reader) dayMonth(k int) (found, bool) {
	d, ok := dayNumber(r.t[k])
	if !ok {
		return found{}, false
	}
	at, last := k+1, d
	if r.lower(at) == "-" || r.lower(at) == "to" || r.lower(at) == "and" {
		if n, ok := dayNumber(r.token(at + 1)); ok && n > d {
			last, at = n, at+2
		}
	}
	if r.lower(at) == "day" {
		at++
	}
	if r.lower(at) == "of" {
		at++
	}
	m, ok := month(r.token(at))
	if !ok {
		return found{}, false
	}
	return r.complete(m, d, last, at+1, k)
}

// monthDay: "Oct. 28", "October 28, 2025", "March 3-5".
func (r *reader) monthDay(k int) (found, bool) {
	m, ok := month(r.t[k])
	if !ok {
		return found{}, false
	}
	d, ok := dayNumber(r.token(k + 1))
	if !ok || r.token(k+1).Shape.Has(text.Currency) || r.lower(k+2) == "%" {
		return found{}, false
	}
	at, last := k+2, d
	if r.lower(at) == "-" || r.lower(at) == "to" || r.lower(at) == "and" {
		if n, ok := dayNumber(r.token(at + 1)); ok && n > d {
			last, at = n, at+2
		}
	}
	return r.complete(m, d, last, at, k)
}

// complete adds the year, from the text or from the reference.
func (r *reader) complete(m time.Month, first, last, at, k int) (found, bool) {
	f := found{end: at, known: true}
	next := at
	if r.lower(next) == "," || r.lower(next) == "of" {
		next++
	}
	y, ok := year(r.token(next))
	if ok {
		f.end = next + 1
	} else if f.relative = true; r.hasRef {
		y = r.yearOfDay(m, first, k)
	} else {
		f.known, f.unit = false, Day
		return f, true
	}
	if !validDay(y, m, first) || !validDay(y, m, last) {
		return found{}, false
	}
	f.period = period{civil(y, m, first), civil(y, m, last), Day}
	return f, true
}

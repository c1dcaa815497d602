package when

import (
	"slices"
	"strings"
	"time"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// partOf: "late August", "mid-October", "early 2026", "the end of the year",
// "later this month".
func (r *reader) partOf(k int) (found, bool) {
	which, at := r.lower(k), k+1
	switch which {
	case "early", "mid", "late":
		if r.lower(at) == "-" || r.lower(at) == "in" {
			at++
		}
	case "earlier", "later":
		which = strings.TrimSuffix(which, "r")
		if which == "earlie" {
			which = "early"
		}
		if r.lower(at) != "this" && r.lower(at) != "in" {
			return found{}, false
		}
		if which == "late" && r.lower(at) == "this" || which == "early" && r.lower(at) == "this" {
			f, ok := r.deictic(at)
			if ok && f.known {
				f.period = r.besides(f.period, which)
			}
			return f, ok
		}
		at++
	case "end", "beginning", "middle", "start":
		if r.lower(at) != "of" {
			return found{}, false
		}
		at++
	default:
		return r.glued(k)
	}
	if which == "end" && r.lower(at) == "the" {
		return r.endOfThis(at + 1)
	}
	if r.lower(at) == "the" || r.lower(at) == "this" && which != "end" {
		return found{}, false
	}
	return r.narrowed(which, at)
}

// besides cuts the running period at the reference day: "later this year".
func (r *reader) besides(p period, which string) period {
	switch {
	case !p.from.Before(p.to) || r.ref.Before(p.from) || r.ref.After(p.to):
	case which == "late" && r.ref.Before(p.to):
		p.from = r.ref.AddDate(0, 0, 1)
	case which == "early":
		p.to = r.ref
	}
	return p
}

// glued: mid-October and mid-2026 in one token.
func (r *reader) glued(k int) (found, bool) {
	which, rest, ok := strings.Cut(r.t[k].Norm, "-")
	which = strings.ToLower(which)
	if !ok || which != "mid" && which != "early" && which != "late" {
		return found{}, false
	}
	t := r.t[k]
	t.Norm, t.Lower = rest, strings.ToLower(rest)
	t.Shape |= text.Capital
	// read the inner token in its place, behind a cue that asks for a date
	sub := reader{t: slices.Concat(r.t[:k], []text.Token{{Lower: "in"}, t}, r.t[k+1:]), ref: r.ref, hasRef: r.hasRef}
	f, ok := sub.narrowed(which, k+1)
	f.end--
	return f, ok
}

func (r *reader) narrowed(which string, at int) (found, bool) {
	for _, form := range [...]func(int) (found, bool){r.monthYear, r.bareYear, r.bareMonth, r.deictic} {
		if at >= len(r.t) {
			break
		}
		if f, ok := form(at); ok {
			f.period = f.part(which)
			return f, true
		}
	}
	return found{}, false
}

// endOfThis: "the end of the year": of the running one.
func (r *reader) endOfThis(k int) (found, bool) {
	f := found{end: k + 1, relative: true, known: r.hasRef}
	switch r.lower(k) {
	case "year":
		f.period = yearPeriod(r.ref.Year())
	case "month":
		f.period = monthPeriod(r.ref.Year(), r.ref.Month())
	case "week":
		f.period = week(r.ref)
		return f, true
	case "decade":
		f.period = period{civil(r.ref.Year()/10*10, 1, 1), civil(r.ref.Year()/10*10+9, 12, 31), Year}
	default:
		return found{}, false
	}
	f.period = f.part("end")
	return f, true
}

// monthYear: "November 2025", "November of 2025".
func (r *reader) monthYear(k int) (found, bool) {
	m, ok := month(r.t[k])
	if !ok {
		return found{}, false
	}
	at := k + 1
	if r.lower(at) == "of" || r.lower(at) == "," {
		at++
	}
	y, ok := year(r.token(at))
	if !ok {
		return found{}, false
	}
	return found{period: monthPeriod(y, m), end: at + 1, known: true}, true
}

// bareMonth: "in March", "last October", "until May". A month that is also a
// word counts only behind such a cue.
func (r *reader) bareMonth(k int) (found, bool) {
	at, side := k, ""
	if w := r.lower(k); w == "last" || w == "next" || w == "this" || w == "early" || w == "mid" || w == "late" {
		side, at = w, k+1
	}
	if at >= len(r.t) {
		return found{}, false
	}
	m, ok := month(r.t[at])
	if !ok || strings.HasSuffix(r.t[at].Lower, ".") && r.t[at].Lower != "sept." {
		return found{}, false
	}
	if side == "" && !monthCues[r.lower(k-1)] && (m == time.May || m == time.March || k == 0 || len(r.t[at].Lower) < 4) {
		return found{}, false
	}
	f := found{end: at + 1, relative: true, known: r.hasRef, period: period{unit: Month}}
	if !r.hasRef {
		return f, true
	}
	y := r.ref.Year()
	switch d := int(m) - int(r.ref.Month()); {
	case side == "last" && d >= 0:
		y--
	case side == "next" && d <= 0:
		y++
	case side == "last" || side == "next" || side == "this":
	default:
		y = r.yearOfMonth(m, k)
	}
	f.period = monthPeriod(y, m)
	return f, true
}

// quarter: "first quarter of 2026", "Q1 2026", "second half of 2026".
func (r *reader) quarter(k int) (found, bool) {
	w := r.lower(k)
	var n int
	span, at := 3, k+1
	if len(w) == 2 && w[0] == 'q' && w[1] >= '1' && w[1] <= '4' && r.t[k].Shape.Has(text.Capital) {
		n = int(w[1] - '0')
	} else if o, ok := ordinals[w]; ok && (r.lower(at) == "quarter" || r.lower(at) == "half" && o <= 2) {
		n = o
		if r.lower(at) == "half" {
			span = 6
		}
		at++
	} else {
		return found{}, false
	}
	first := time.Month((n-1)*span + 1)
	next := at
	if r.lower(at) == "of" || r.lower(at) == "," {
		next++
	}
	if y, ok := year(r.token(next)); ok {
		return found{period: months(y, first, span), end: next + 1, known: true}, true
	}
	if next > at && next < len(r.t) {
		if f, ok := r.deictic(next); ok && f.unit == Year {
			f.period = months(f.from.Year(), first, span)
			return f, true
		}
	}
	if span == 6 || r.lower(k-1) != "the" {
		return found{}, false
	}
	f := found{end: at, relative: true, known: r.hasRef, period: period{unit: Month}}
	if r.hasRef {
		f.period = months(r.yearOfMonth(first+2, k), first, span)
	}
	return f, true
}

// season: "spring 2026", "this summer", "next autumn", "last winter".
func (r *reader) season(k int) (found, bool) {
	at, side := k, ""
	if w := r.lower(k); w == "last" || w == "next" || w == "this" {
		side, at = w, k+1
	}
	m, ok := seasons[r.lower(at)]
	if !ok {
		return found{}, false
	}
	next := at + 1
	if r.lower(next) == "of" {
		next++
	}
	if y, ok := year(r.token(next)); ok {
		return found{period: months(y, m, 3), end: next + 1, known: true}, true
	}
	if side == "" {
		return found{}, false
	}
	f := found{end: at + 1, relative: true, known: r.hasRef, period: period{unit: Month}}
	if !r.hasRef {
		return f, true
	}
	f.period = months(r.ref.Year(), m, 3)
	if side == "next" && !f.from.After(r.ref) {
		f.period = months(r.ref.Year()+1, m, 3)
	}
	if side == "last" && !f.to.Before(r.ref) {
		f.period = months(r.ref.Year()-1, m, 3)
	}
	return f, true
}

// bareYear: a year behind a word that asks for one, and decades: "the 2030s".
func (r *reader) bareYear(k int) (found, bool) {
	t := r.t[k]
	if y, ok := yearOf(strings.TrimSuffix(t.Norm, "s")); ok && strings.HasSuffix(t.Norm, "0s") {
		return found{period: period{civil(y, 1, 1), civil(y+9, 12, 31), Year}, end: k + 1, known: true}, true
	}
	y, ok := year(t)
	if _, ranges := r.secondYear(found{period: yearPeriod(y)}, k+2); !ok || !yearCues[r.lower(k-1)] && !(ranges && r.lower(k+1) == "-") {
		return found{}, false
	}
	if next := r.token(k + 1); next.Shape.Has(text.Word) && (strings.HasSuffix(next.Lower, "s") && counted[next.Lower] || counted[next.Lower]) {
		return found{}, false
	}
	return found{period: yearPeriod(y), end: k + 1, known: true}, true
}

// counted are nouns that make a figure of what looks like a year.
var counted = set("troops soldiers people personnel men women officers police vehicles dollars euros pounds civilians")

package assess

import (
	"cmp"
	"math"
	"slices"
)

// report is a claim on a rung with a weight that they are ordered by.
type report struct {
	it     *item
	weight int64
}

func heaviestReport(a, b report) int {
	return cmp.Or(-cmp.Compare(a.weight, b.weight), compareIDs(a.it, b.it))
}

// reports are claims on a rung, the heaviest first.
type reports []report

// count takes a report in, or out again.
func (r *reports) count(of report, join bool) {
	at, _ := slices.BinarySearchFunc(*r, of, heaviestReport)
	if join {
		*r = slices.Insert(*r, at, of)
	} else {
		*r = slices.Delete(*r, at, at+1)
	}
}

// heaviest is nil without any.
func (r reports) heaviest() *item {
	if len(r) == 0 {
		return nil
	}
	return r[0].it
}

// tally are the factual reports in one direction: the weightiest of each origin
// counts. The unknown origins are one, since none of them shows that it is not
// another's echo.
type tally struct {
	all      reports
	byOrigin map[string]*reports
	sum      int64 // of the weightiest of each origin, in nano
	days     days  // of the newest moment of each
}

func (t *tally) count(of report, join bool) {
	if t.byOrigin == nil {
		t.byOrigin = make(map[string]*reports)
	}
	origin := t.byOrigin[of.it.origin]
	if origin == nil {
		origin = &reports{}
		t.byOrigin[of.it.origin] = origin
	}
	if len(*origin) > 0 {
		t.sum -= (*origin)[0].weight
	}
	t.all.count(of, join)
	t.days.count(of.it.last, join)
	if origin.count(of, join); len(*origin) > 0 {
		t.sum += (*origin)[0].weight
	} else {
		delete(t.byOrigin, of.it.origin)
	}
}

// newest is the day of the newest report.
func (t *tally) newest() int {
	if len(t.days) == 0 {
		return math.MinInt
	}
	return t.days[len(t.days)-1].day
}

// days counts reports by day, in order.
type days []dayCount

type dayCount struct{ day, reports int }

func (d days) find(day int) (int, bool) {
	return slices.BinarySearchFunc(d, day, func(c dayCount, day int) int { return cmp.Compare(c.day, day) })
}

func (d *days) count(day int, join bool) {
	at, ok := d.find(day)
	switch {
	case join && ok:
		(*d)[at].reports++
	case join:
		*d = slices.Insert(*d, at, dayCount{day, 1})
	case (*d)[at].reports > 1:
		(*d)[at].reports--
	default:
		*d = slices.Delete(*d, at, at+1)
	}
}

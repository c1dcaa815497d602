package assess

import (
	"cmp"
	"slices"
)

// certainty are the reports of known origins on a rung: those that it was
// reached by the first day on which that may be, those that it failed by the last.
type certainty struct {
	reached, failed course
	days            []reachedDay // in order
}

// reachedDay is a first day of reports that a rung was reached.
type reachedDay struct {
	day   int
	lasts days // on which it may have been at the latest
}

func (c *certainty) count(of report, join bool) {
	if of.it.base < 0 {
		c.failed.count(of, of.it.last, join)
		return
	}
	day := of.it.first
	c.reached.count(of, day, join)
	at, ok := slices.BinarySearchFunc(c.days, day, func(d reachedDay, day int) int { return cmp.Compare(d.day, day) })
	if !ok {
		c.days = slices.Insert(c.days, at, reachedDay{day: day})
	}
	if c.days[at].lasts.count(of.it.last, join); len(c.days[at].lasts) == 0 {
		c.days = slices.Delete(c.days, at, at+1)
	}
}

// ascertain finds whether known origins put it beyond doubt that a rung was
// reached, and the first day by which they do: the reports that it was reached
// until then weigh so much more than those that it failed. What failed later is
// a setback; it does not unmake what was reached before. Old news retold weighs
// little here: it may be of another time.
//
// A further report that it was reached only ever brings the day forward, and one
// that it failed only ever puts it off, whichever of them weighs most.
func (e *evaluation) ascertain(rung *rungState) {
	pro, con := rung.certainty.reached.stairs(), rung.certainty.failed.stairs()
	for _, d := range rung.certainty.days {
		if pro.until(d.day+e.model.ConflictDays)-con.until(d.lasts[0].day+e.model.ConflictDays) >= threshold(e.model.Resolved) {
			rung.certain, rung.reachedDay = true, d.day
			return
		}
	}
}

package assess

import (
	"cmp"
	"maps"
	"slices"
)

// course is how the weight of reports in one direction grows from day to day:
// the weightiest of each known origin up to there.
type course struct {
	byOrigin map[string]*originCourse
	gains    map[int]int64 // by day: how much the origins weigh more from it on; nano
}

// originCourse are the reports of one origin.
type originCourse struct{ days []courseDay } // in order

type courseDay struct {
	day     int
	reports reports
	gain    int64 // over the days before
}

func (c *course) count(of report, day int, join bool) {
	if c.byOrigin == nil {
		c.byOrigin, c.gains = make(map[string]*originCourse), make(map[int]int64)
	}
	origin := c.byOrigin[of.it.origin]
	if origin == nil {
		origin = &originCourse{}
		c.byOrigin[of.it.origin] = origin
	}
	at, ok := slices.BinarySearchFunc(origin.days, day, func(d courseDay, day int) int { return cmp.Compare(d.day, day) })
	if !ok {
		origin.days = slices.Insert(origin.days, at, courseDay{day: day})
	}
	origin.days[at].reports.count(of, join)
	c.regain(origin, at)
	if len(origin.days[at].reports) == 0 {
		origin.days = slices.Delete(origin.days, at, at+1)
	}
	if len(origin.days) == 0 {
		delete(c.byOrigin, of.it.origin)
	}
}

// regain goes over the days of an origin from one that changed, until it is as
// heavy as it was there before.
func (c *course) regain(origin *originCourse, from int) {
	was, now := int64(0), int64(0)
	for i := range origin.days {
		d := &origin.days[i]
		gain := int64(0)
		if len(d.reports) > 0 {
			gain = max(0, d.reports[0].weight-now)
		}
		was, now = was+d.gain, now+gain
		if gain != d.gain {
			if c.gains[d.day] += gain - d.gain; c.gains[d.day] == 0 {
				delete(c.gains, d.day)
			}
			d.gain = gain
		}
		if i >= from && was == now {
			return
		}
	}
}

// stairs are the days on which the weight grows, in order.
func (c *course) stairs() stairs {
	all := make(stairs, 0, len(c.gains))
	for _, day := range slices.Sorted(maps.Keys(c.gains)) {
		sum := c.gains[day]
		if len(all) > 0 {
			sum += all[len(all)-1].sum
		}
		all = append(all, stair{day, sum})
	}
	return all
}

// stairs say what a weight is from each of some days on, in order.
type stairs []stair

type stair struct {
	day int
	sum int64 // nano
}

// until is the weight at the end of a day.
func (s stairs) until(day int) int64 {
	after, _ := slices.BinarySearchFunc(s, day+1, func(s stair, day int) int { return cmp.Compare(s.day, day) })
	if after == 0 {
		return 0
	}
	return s[after-1].sum
}

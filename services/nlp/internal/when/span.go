package when

import "time"

// period is a run of whole days, inclusive, with its granularity.
type period struct {
	from, to time.Time
	unit     Precision
}

func civil(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func dayPeriod(t time.Time) period { return period{t, t, Day} }

func monthPeriod(y int, m time.Month) period {
	first := civil(y, m, 1)
	return period{first, first.AddDate(0, 1, -1), Month}
}

func yearPeriod(y int) period { return period{civil(y, 1, 1), civil(y, 12, 31), Year} }

// months is a run of n months from m on, of Month precision.
func months(y int, m time.Month, n int) period {
	first := civil(y, m, 1)
	return period{first, first.AddDate(0, n, -1), Month}
}

// week is Monday to Sunday around t.
func week(t time.Time) period {
	monday := t.AddDate(0, 0, -int(t.Weekday()+6)%7)
	return period{monday, monday.AddDate(0, 0, 6), Month}
}

// validDay reports whether the month has the day in that year.
func validDay(y int, m time.Month, d int) bool { return civil(y, m, d).Day() == d }

// part narrows a period: early, mid, late, end, beginning. The granularity stays.
func (p period) part(which string) period {
	days := int(p.to.Sub(p.from).Hours()/24) + 1
	third := days / 3
	switch which {
	case "early", "beginning", "start":
		p.to = p.from.AddDate(0, 0, third-1)
	case "mid", "middle":
		p.from, p.to = p.from.AddDate(0, 0, third), p.to.AddDate(0, 0, -third)
	case "late":
		p.from = p.to.AddDate(0, 0, 1-third)
	case "end":
		p.from = p.to.AddDate(0, 0, 1-max(days/12, 7))
		if p.from.After(p.to) {
			p.from = p.to
		}
	}
	return p
}

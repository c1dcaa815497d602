package backtest

import (
	"time"
)

// frame is where the curve is drawn: days from left to right, probabilities
// from the bottom up, in units of the picture.
type frame struct {
	left, top, width, height float64
	from                     time.Time
	days                     int // at least 1
}

func (f frame) x(day int) float64 {
	if f.days == 1 {
		return f.left + f.width/2
	}
	return f.left + f.width*float64(day)/float64(f.days-1)
}

func (f frame) y(p float64) float64 { return f.top + f.height*(1-p) }

// tick is a labelled day of the axis.
type tick struct {
	day   int
	label string
}

// mostTicks is how many labels fit under the curve.
const mostTicks = 13

// step is a distance between ticks.
type step struct{ days, months int }

// ticks chooses the narrowest regular distance whose labels do not touch. Days
// are labelled "2 Jan", months "Jan", and the first of each year with its year.
func (f frame) ticks() []tick {
	for _, s := range []step{{days: 1}, {days: 2}, {days: 7}, {days: 14}, {months: 1}, {months: 3}, {months: 6}, {months: 12}, {months: 24}} {
		if ticks := f.every(s); len(ticks) <= mostTicks {
			return ticks
		}
	}
	return f.every(step{months: 60})
}

func (f frame) every(s step) []tick {
	var ticks []tick
	year := 0
	for at := f.first(s); ; {
		day := int(at.Sub(f.from) / oneDay)
		if day >= f.days {
			return ticks
		}
		if day >= 0 {
			layout := "2 Jan"
			switch {
			case s.months > 0 && at.Year() != year:
				layout = "Jan 2006"
			case s.months > 0:
				layout = "Jan"
			case at.Year() != year:
				layout = "2 Jan 2006"
			}
			year = at.Year()
			ticks = append(ticks, tick{day: day, label: at.Format(layout)})
		}
		at = at.AddDate(0, s.months, s.days)
	}
}

// first is a day at or before the beginning that a tick of this step falls on:
// the first day for days, the first of a month or of a year's part for months.
func (f frame) first(s step) time.Time {
	if s.months == 0 {
		return f.from
	}
	months := f.from.Year()*12 + int(f.from.Month()) - 1
	months -= months % s.months
	return time.Date(months/12, time.Month(months%12+1), 1, 0, 0, 0, 0, time.UTC)
}

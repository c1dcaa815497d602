package assess

import (
	"cmp"
	"slices"
	"strings"
)

// agreement is what a camp says from day to day, and which origins say it.
type agreement struct{ days []agreementDay } // ordered by day

type agreementDay struct {
	day     int
	items   []*item
	origins []voices // that can confirm others, ordered by origin
}

// voices are how many claims of an origin confirm.
type voices struct {
	origin string
	claims int
}

func (a *agreement) find(day int) (int, bool) {
	return slices.BinarySearchFunc(a.days, day, func(d agreementDay, day int) int { return cmp.Compare(d.day, day) })
}

func (d *agreementDay) find(origin string) (int, bool) {
	return slices.BinarySearchFunc(d.origins, origin, func(v voices, origin string) int { return strings.Compare(v.origin, origin) })
}

// add takes a claim in, as one that can confirm others where it has a voice.
func (a *agreement) add(e *evaluation, it *item, voice bool) {
	at, ok := a.find(it.last)
	if !ok {
		a.days = slices.Insert(a.days, at, agreementDay{day: it.last})
	}
	d := &a.days[at]
	d.items = append(d.items, it)
	if !voice {
		return
	}
	if i, ok := d.find(it.origin); ok {
		d.origins[i].claims++
	} else {
		a.requeue(e, it.last) // while it is not among them
		d.origins = slices.Insert(d.origins, i, voices{it.origin, 1})
	}
}

func (a *agreement) remove(e *evaluation, it *item, voice bool) {
	at, ok := a.find(it.last)
	if !ok {
		return
	}
	d := &a.days[at]
	i := slices.Index(d.items, it)
	last := len(d.items) - 1
	d.items[i], d.items[last] = d.items[last], nil
	d.items = d.items[:last]
	if voice {
		i, _ := d.find(it.origin)
		if d.origins[i].claims--; d.origins[i].claims == 0 {
			d.origins = slices.Delete(d.origins, i, i+1)
			a.requeue(e, it.last)
		}
	}
	if len(d.items) == 0 {
		a.days = slices.Delete(a.days, at, at+1)
	}
}

// requeue has everything in reach of a day graded again whose digit may change
// with one origin more or less than there are now: where two confirm, it does not.
func (a *agreement) requeue(e *evaluation, day int) {
	if e.queue.bulk {
		return
	}
	from, _ := a.find(day - e.model.AgreementDays)
	for ; from < len(a.days) && a.days[from].day <= day+e.model.AgreementDays; from++ {
		if _, others := a.origins(e, a.days[from].day); others >= 2 {
			continue
		}
		for _, it := range a.days[from].items {
			e.queue.add(it, stepDigit)
		}
	}
}

// confirmed reports whether two known origins state the same within
// agreement_days of a claim, its own included.
func (a *agreement) confirmed(e *evaluation, it *item) bool {
	first, n := a.origins(e, it.last)
	return n >= 2 || n == 1 && it.origin != "" && first != it.origin
}

// origins counts the origins that confirm within reach of a day, up to two, and
// names one of them.
func (a *agreement) origins(e *evaluation, day int) (first string, n int) {
	from, _ := a.find(day - e.model.AgreementDays)
	for ; from < len(a.days) && a.days[from].day <= day+e.model.AgreementDays; from++ {
		for _, v := range a.days[from].origins {
			if n == 0 {
				first, n = v.origin, 1
			} else if v.origin != first {
				return first, 2
			}
		}
	}
	return first, n
}

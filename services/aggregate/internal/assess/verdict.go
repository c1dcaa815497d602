package assess

import (
	"slices"
	"sort"
)

// give finds for every word of a group what superseded it and whether one of the
// same time opposes it: of the days that changed, of those with words that stand
// or stood, and of all others where words of a weight are superseded in another
// direction than before.
func (e *evaluation) give(w *words) {
	was, known := w.frontier, 0
	var now []*item
	turned := turned{done: -1}
	w.standing = w.standing[:0]
	for i := len(w.days) - 1; i >= 0; i-- {
		d := &w.days[i]
		for known < len(was) && was[known].last > d.day {
			known++
		}
		if len(d.items) == 0 {
			continue
		}
		turned.compare(was[:known], now)
		free := e.free(now, d.heaviest())
		switch {
		case d.touched, free, e.free(was[:known], d.heaviest()):
			e.giveDay(w, d.items, now)
		case turned.some:
			e.turnDay(w, d.items, now, turned)
		}
		if free {
			w.stand(d.items)
		}
		if len(now) == 0 || d.heaviest().intrinsic > now[len(now)-1].intrinsic {
			now = append(now, d.heaviest())
		}
	}
	w.frontier = now
}

// free reports whether none of the words of later days supersedes the heaviest of a day.
func (e *evaluation) free(frontier []*item, heaviest *item) bool {
	return len(frontier) == 0 || !e.comparable(frontier[len(frontier)-1], heaviest)
}

// stand notes which words of a day stand. A word is superseded by one of half
// its weight, so that there are few such days.
func (w *words) stand(day []*item) {
	for _, it := range slices.Backward(day) {
		if !it.verdict.superseded {
			w.standing = append(w.standing, it)
		}
	}
}

// giveDay settles the words of one day: a word of a later day goes before the
// last one of the same day that says the same.
func (e *evaluation) giveDay(w *words, day, frontier []*item) {
	verdicts := make([]verdict, len(day))
	last := make(map[int64]int, 2)
	for i, it := range day {
		last[bearing(it)] = i
	}
	for i, older := range day {
		v := &verdicts[i]
		v.quantity, v.extent = older.quantity, older.extent
		by := e.over(frontier, older)
		if j := last[bearing(older)]; by == nil && j > i && e.comparable(day[j], older) {
			by = day[j]
		}
		v.give(older, by)
	}
	e.halve(day, verdicts)
	for i, it := range day {
		e.accept(w, it, verdicts[i])
	}
}

func (v *verdict) give(it, by *item) {
	v.superseded = by != nil
	v.restated = by != nil && sign(it.base) == sign(by.base)
}

// over is the newest of the words of later days that is heavy enough; nil for none.
func (e *evaluation) over(frontier []*item, older *item) *item {
	at := sort.Search(len(frontier), func(j int) bool { return e.comparable(frontier[j], older) })
	if at == len(frontier) {
		return nil
	}
	return frontier[at]
}

// supersededBy is the word that took the place of a superseded one.
func (e *evaluation) supersededBy(it *item) *item {
	w := it.place.words
	later := sort.Search(len(w.frontier), func(j int) bool { return w.frontier[j].last <= it.last })
	if by := e.over(w.frontier[:later], it); by != nil {
		return by
	}
	at, _ := w.find(it.last)
	for _, by := range slices.Backward(w.days[at].items) {
		if bearing(by) == bearing(it) {
			return by
		}
	}
	return nil
}

// halve marks the standing words of one day that another one opposes with
// comparable weight: a hedge does not halve a president's word, but is halved by it.
func (e *evaluation) halve(day []*item, verdicts []verdict) {
	heaviest := make(map[int64]*item, 2)
	stands := func(i int) bool {
		return !verdicts[i].superseded && (day[i].initial == counted || day[i].initial == noEffect)
	}
	for i, it := range day {
		if stands(i) { // weights rise within a day
			heaviest[bearing(it)] = it
		}
	}
	for i, it := range day {
		for other, against := range heaviest {
			if stands(i) && other != bearing(it) && e.comparable(against, it) {
				verdicts[i].halved = true
			}
		}
	}
}

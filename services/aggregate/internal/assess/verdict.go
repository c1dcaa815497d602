package assess

import "sort"

// give finds for every word of a group, ordered by newness, what superseded it
// and whether one of the same time opposes it.
func (e *evaluation) give(w *words, verdicts []verdict) {
	// Words of later days of which each is heavier than all that are newer: the
	// newest that is heavy enough for any older one is among them.
	var heavy []*item
	for end := len(w.items); end > 0; {
		start := end - 1
		for start > 0 && w.items[start-1].last == w.items[start].last {
			start--
		}
		day := w.items[start:end]
		e.giveDay(day, verdicts[start:end], heavy)
		e.halve(day, verdicts[start:end])
		for i := len(day) - 1; i >= 0; i-- {
			if len(heavy) == 0 || day[i].intrinsic > heavy[len(heavy)-1].intrinsic {
				heavy = append(heavy, day[i])
			}
		}
		end = start
	}
}

// giveDay settles the words of one day: a word of a later day goes before the
// last one of the same day that says the same.
func (e *evaluation) giveDay(day []*item, verdicts []verdict, heavy []*item) {
	last := make(map[int64]int, 2)
	for i, it := range day {
		last[bearing(it)] = i
	}
	for i, older := range day {
		v := &verdicts[i]
		v.quantity, v.extent = older.stated, older.reach
		at := sort.Search(len(heavy), func(j int) bool { return e.comparable(heavy[j], older) })
		if at < len(heavy) {
			v.by = heavy[at]
		} else if j := last[bearing(older)]; j > i && e.comparable(day[j], older) {
			v.by = day[j]
		}
		v.restated = v.by != nil && sign(older.base) == sign(v.by.base)
	}
}

// halve marks the standing words of one day that another one opposes with
// comparable weight: a hedge does not halve a president's word, but is halved by it.
func (e *evaluation) halve(day []*item, verdicts []verdict) {
	heaviest := make(map[int64]*item, 2)
	stands := func(i int) bool {
		return verdicts[i].by == nil && (day[i].initial == counted || day[i].initial == noEffect)
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

// lastOf is the last of some indices for which ok holds, where it holds for a
// leading part of them; -1 if for none.
func lastOf(indices []int, ok func(i int) bool) int {
	n := sort.Search(len(indices), func(k int) bool { return !ok(indices[k]) })
	if n == 0 {
		return -1
	}
	return indices[n-1]
}

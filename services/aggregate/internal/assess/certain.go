package assess

import (
	"cmp"
	"maps"
	"slices"
)

// ascertain finds whether known origins put it beyond doubt that a rung was
// reached, and the first day by which they do: the reports that it was reached
// until then weigh so much more than those that it failed. What failed later is
// a setback; it does not unmake what was reached before. Old news retold weighs
// little here: it may be of another time.
//
// A further report that it was reached only ever brings the day forward, and one
// that it failed only ever puts it off, whichever of them weighs most.
func (e *evaluation) ascertain(rung *rungState) {
	reached, failed := e.byDay(rung.claims)
	days, setbacks := slices.Sorted(maps.Keys(reached)), slices.Sorted(maps.Keys(failed))
	against := make([]int64, 1, len(setbacks)+1) // by how many of the setbacks are counted
	for con := newWeights(); len(against) <= len(setbacks); {
		against = append(against, con.add(e, failed[setbacks[len(against)-1]]))
	}
	next, pro := 0, newWeights()
	for _, day := range days {
		for next < len(days) && days[next] <= day+e.model.ConflictDays {
			pro.add(e, reached[days[next]])
			next++
		}
		earliest := slices.MinFunc(reached[day], func(a, b *item) int { return cmp.Compare(a.last, b.last) })
		before, _ := slices.BinarySearch(setbacks, earliest.last+e.model.ConflictDays+1)
		if pro.sum-against[before] >= threshold(e.model.Resolved) {
			rung.certain, rung.reachedDay = true, day
			return
		}
	}
}

// byDay are the reports of known origins: those that the rung was reached by the
// first day on which that may be, those that it failed by the last.
func (e *evaluation) byDay(claims []*item) (reached, failed map[int][]*item) {
	reached, failed = make(map[int][]*item), make(map[int][]*item)
	for _, it := range claims {
		switch {
		case it.origin == "" || !isReport(it):
		case it.base > 0:
			reached[it.first] = append(reached[it.first], it)
		case it.base < 0:
			failed[it.last] = append(failed[it.last], it)
		}
	}
	return reached, failed
}

// weights adds up the weightiest report of each origin.
type weights struct {
	best map[string]int64
	sum  int64 // nano
}

func newWeights() *weights { return &weights{best: make(map[string]int64)} }

// add takes more reports in and returns the new sum.
func (w *weights) add(e *evaluation, items []*item) int64 {
	for _, it := range items {
		if g := e.undecayed(it); g > w.best[it.origin] {
			w.sum += g - w.best[it.origin]
			w.best[it.origin] = g
		}
	}
	return w.sum
}

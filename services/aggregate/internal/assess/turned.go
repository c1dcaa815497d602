package assess

import "sort"

// turned are the weights at which words are superseded in another direction than
// before. The words of later days that do it are compared as they come: each
// supersedes what is too heavy for all that are newer.
type turned struct {
	some     bool
	from, to int64 // weight that superseded all lighter ones, and all of these

	was, now int // compared so far
	done     int64
}

// compare goes on to where one of the two frontiers ends.
func (t *turned) compare(was, now []*item) {
	for t.was < len(was) && t.now < len(now) {
		before, after := was[t.was], now[t.now]
		end := min(before.intrinsic, after.intrinsic)
		if sign(before.base) != sign(after.base) {
			if !t.some {
				t.some, t.from = true, t.done
			}
			t.to = end
		}
		t.done = end
		if before.intrinsic == end {
			t.was++
		}
		if after.intrinsic == end {
			t.now++
		}
	}
}

// turnDay looks at the words of a day again that are in the range. All of them
// were superseded by later days, and still are.
func (e *evaluation) turnDay(w *words, day, frontier []*item, t turned) {
	need := func(it *item) int64 { return it.intrinsic * int64(e.model.SupersedeRatio) }
	first := sort.Search(len(day), func(i int) bool { return need(day[i]) > t.from*int64(one) })
	for _, it := range day[first:] {
		if need(it) > t.to*int64(one) {
			return
		}
		now := it.verdict
		now.give(it, e.over(frontier, it))
		e.accept(w, it, now)
	}
}

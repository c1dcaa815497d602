package assess

import (
	"cmp"
	"iter"
	"slices"
)

// words are all that one actor said in one slot: positions, or commitments of one kind.
//
// They are kept by day. An article makes its own days looked at again, and of
// the others those words only for which another one decides now; the days
// themselves are passed over, by the heaviest word of each.
type words struct {
	slot       slot
	supersedes bool      // newer ones take the place of older ones
	days       []wordDay // from the oldest to the newest
	frontier   []*item   // heavier than all words of later days, the last of their own: newest first
	directions *arena    // nil unless supersedes
	figures    *arena    // of commitments that supersede
	pivot      *item     // heaviest of figures

	inForce  *item
	standing []*item // that nothing superseded, newest first; of many voices the newest of each day
	net      int64   // sum of g x, in pico
	queued   bool
}

// wordDay are the words of one day.
type wordDay struct {
	day     int
	items   []*item // from the oldest to the newest, which is the heaviest
	source  *item   // newest of those that a restatement may have its figure from; nil for none
	amount  *item   // heaviest with a figure
	touched bool    // some came or went since they were looked at
	most    int64   // the heaviest of these
}

// heaviest of a day that has words.
func (d *wordDay) heaviest() *item { return d.items[len(d.items)-1] }

func (d *wordDay) touch(it *item) { d.touched, d.most = true, max(d.most, it.intrinsic) }

// wordsOf is the group of a position or commitment, nil for what is in none.
func (e *evaluation) wordsOf(it *item) *words {
	if it.kind != kindPosition && it.kind != kindCommitment || it.void || it.slot.actor == "" {
		return nil
	}
	w, ok := e.words[it.slot]
	if !ok {
		w = &words{slot: it.slot, supersedes: !e.model.neverSupersedes(it.slot.actor)}
		if w.supersedes {
			w.directions, w.figures = e.newArena(slotName(it), directions), e.newArena(figuresName(it), figures)
		}
		e.words[it.slot] = w
	}
	return w
}

func (w *words) find(day int) (int, bool) {
	return slices.BinarySearchFunc(w.days, day, func(d wordDay, day int) int { return cmp.Compare(d.day, day) })
}

func (w *words) add(e *evaluation, it *item) {
	at, ok := w.find(it.last)
	if !ok {
		w.days = slices.Insert(w.days, at, wordDay{day: it.last})
	}
	d := &w.days[at]
	if d.touch(it); e.queue.bulk { // sorted at once before they are looked at
		d.items = append(d.items, it)
	} else {
		i, _ := slices.BinarySearchFunc(d.items, it, compareNewness)
		d.items = slices.Insert(d.items, i, it)
	}
	w.touch(e)
}

func (w *words) remove(e *evaluation, it *item) {
	w.unseat(e, it)
	if it.place.figured != 0 {
		w.figures.remove(e, it, int(it.place.figured))
		it.place.figured = 0
	}
	at, _ := w.find(it.last)
	d := &w.days[at]
	d.touch(it)
	i, _ := slices.BinarySearchFunc(d.items, it, compareNewness)
	d.items = slices.Delete(d.items, i, i+1)
	w.touch(e)
}

func (w *words) touch(e *evaluation) {
	if !w.queued {
		w.queued = true
		e.queue.words = append(e.queue.words, w)
	}
}

// supersede takes out of each actor's positions, and commitments of one kind,
// what a newer word of comparable weight replaced. The result is a function of
// the set: a claim is superseded if any newer one weighs at least the model's
// ratio of it, before decay and without what other articles add to it.
//
// Words of the same day and comparable weight that differ in direction both
// stand, each at the model's share.
func (e *evaluation) supersede(w *words) {
	if e.queue.bulk {
		for i := range w.days {
			slices.SortFunc(w.days[i].items, compareNewness)
		}
	}
	if w.supersedes {
		if w.slot.kind == kindCommitment {
			e.inherit(w)
		}
		e.give(w)
		if w.slot.kind == kindCommitment {
			e.refigure(w)
		}
	}
	w.days = slices.DeleteFunc(w.days, func(d wordDay) bool { return len(d.items) == 0 })
	for i := range w.days {
		w.days[i].touched, w.days[i].most = false, 0
	}
	if e.full {
		w.inForce = w.current(e)
	}
}

// accept takes over what the other words make of one, and passes on what changed.
func (e *evaluation) accept(w *words, it *item, now verdict) {
	was := it.verdict
	it.quantity = now.quantity
	if it.place.seated && was.superseded == now.superseded && was.restated == now.restated && was.halved == now.halved && was.extent == now.extent {
		return
	}
	w.unseat(e, it)
	figured := int(it.place.figured)
	if figured != 0 {
		w.figures.remove(e, it, figured)
	}
	it.verdict = now
	if it.base != 0 {
		w.directions.add(e, it, sign(it.base))
	}
	if it.place.seated = true; figured != 0 {
		w.figures.add(e, it, figured)
	}
	e.enroll(it)
	e.close(it)
	e.queue.add(it, stepDigit)
	e.queue.add(it, stepHang)
	e.queue.add(it, stepWeigh)
}

func (w *words) unseat(e *evaluation, it *item) {
	if it.place.seated && it.base != 0 {
		w.directions.remove(e, it, sign(it.base))
	}
	it.place.seated = false
}

// current is the word in force: the newest of those that stand and are comparable
// in weight with the heaviest.
func (w *words) current(e *evaluation) *item {
	if !w.supersedes { // all stand, and the newest of a day is its heaviest
		w.standing = w.standing[:0]
		for _, d := range slices.Backward(w.days) {
			w.standing = append(w.standing, d.heaviest())
		}
	}
	var heaviest *item
	for _, it := range w.standing {
		if heaviest == nil || it.intrinsic > heaviest.intrinsic {
			heaviest = it
		}
	}
	for _, it := range w.standing {
		if e.comparable(it, heaviest) {
			return it
		}
	}
	return nil
}

// superseded are what gave way to the word in force, newest first. What is
// superseded and older gave way to it or to one that did. What is newer gave way
// to a word too weak to be in force itself, and was never before it.
func (w *words) superseded() iter.Seq[*item] {
	return func(yield func(*item) bool) {
		if !w.supersedes {
			return
		}
		at, _ := w.find(w.inForce.last)
		for _, d := range slices.Backward(w.days[:at+1]) {
			for _, it := range slices.Backward(d.items) {
				if w.gaveWay(it) && !yield(it) {
					return
				}
			}
		}
	}
}

// gaveWay is asked of words of the day of the one in force and before.
func (w *words) gaveWay(it *item) bool {
	return it.verdict.superseded && compareNewness(it, w.inForce) < 0 && !opposed(it, w.inForce)
}

// supersededCount is how many gave way to the word in force.
func (w *words) supersededCount() int {
	if !w.supersedes {
		return 0
	}
	at, _ := w.find(w.inForce.last)
	n := 0
	for i := range w.days[:at] {
		n += len(w.days[i].items)
	}
	for _, it := range w.standing {
		if it.last < w.inForce.last {
			n--
		}
	}
	for _, it := range w.days[at].items {
		if w.gaveWay(it) {
			n++
		}
	}
	return n
}

// opposed reports whether two words of the same time differ: positions in
// stance, commitments in direction.
func opposed(a, b *item) bool { return a.last == b.last && bearing(a) != bearing(b) }

// bearing is what words of one time differ in.
func bearing(it *item) int64 {
	if it.kind == kindPosition {
		return it.base
	}
	return int64(sign(it.base))
}

package assess

import (
	"slices"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// words are all that one actor said in one slot: positions, or commitments of one kind.
type words struct {
	slot       slot
	supersedes bool    // newer ones take the place of older ones
	items      []*item // from the oldest to the newest
	directions *arena  // nil unless supersedes
	figures    *arena  // of commitments that supersede
	pivot      *item   // heaviest of figures

	inForce    *item
	superseded []*item // what gave way to inForce, newest first
	net        int64   // sum of g x, in pico
	queued     bool
}

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

func (w *words) add(e *evaluation, it *item) {
	if e.queue.bulk { // sorted at once before they are looked at
		w.items = append(w.items, it)
		w.touch(e)
		return
	}
	at, _ := slices.BinarySearchFunc(w.items, it, compareNewness)
	w.items = slices.Insert(w.items, at, it)
	w.touch(e)
}

func (w *words) remove(e *evaluation, it *item) {
	w.unseat(e, it)
	if it.place.figured != 0 {
		w.figures.remove(e, it, it.place.figured)
		it.place.figured = 0
	}
	at, _ := slices.BinarySearchFunc(w.items, it, compareNewness)
	w.items = slices.Delete(w.items, at, at+1)
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
		slices.SortFunc(w.items, compareNewness)
	}
	if w.supersedes {
		verdicts := make([]verdict, len(w.items))
		e.give(w, verdicts)
		if w.slot.kind == kindCommitment {
			e.inherit(w.items, verdicts)
		}
		for i, it := range w.items {
			e.accept(w, it, verdicts[i])
		}
		if w.slot.kind == kindCommitment {
			e.refigure(w, pivotOf(w.items))
		}
	}
	if e.full {
		w.find(e)
	}
}

// accept takes over what the other words make of one, and passes on what changed.
func (e *evaluation) accept(w *words, it *item, now verdict) {
	was := it.verdict
	it.quantity = now.quantity
	if it.place.seated && (was.by == nil) == (now.by == nil) && was.restated == now.restated && was.halved == now.halved && was.extent == now.extent {
		it.by = now.by
		return
	}
	w.unseat(e, it)
	figured := it.place.figured
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
}

func (w *words) unseat(e *evaluation, it *item) {
	if it.place.seated && it.base != 0 {
		w.directions.remove(e, it, sign(it.base))
	}
	it.place.seated = false
}

// refigure sets the amounts that differ from the heaviest claim's against those
// that do not.
func (e *evaluation) refigure(w *words, pivot *item) {
	moved := w.pivot != pivot
	w.pivot = pivot
	for _, it := range w.items {
		side := e.figure(it, pivot)
		if side == it.place.figured && !moved {
			continue
		}
		if it.place.figured != 0 {
			w.figures.remove(e, it, it.place.figured)
		}
		if it.place.figured = side; side != 0 {
			w.figures.add(e, it, side)
		}
	}
}

// find looks for the word in force: the newest of those that stand and are
// comparable in weight with the heaviest.
func (w *words) find(e *evaluation) {
	var heaviest *item
	w.inForce, w.superseded = nil, w.superseded[:0]
	for _, it := range w.items {
		if it.by == nil && (heaviest == nil || it.intrinsic > heaviest.intrinsic) {
			heaviest = it
		}
	}
	at := len(w.items) - 1
	for at >= 0 && (w.items[at].by != nil || !e.comparable(w.items[at], heaviest)) {
		at--
	}
	if at < 0 {
		return
	}
	// What is superseded and older gave way to the word in force or to one that
	// did. What is newer gave way to a word too weak to be in force itself, and was
	// never before it.
	w.inForce = w.items[at]
	for _, it := range slices.Backward(w.items[:at]) {
		if it.by != nil && !opposed(it, w.inForce) {
			w.superseded = append(w.superseded, it)
		}
	}
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

// inherit lets a commitment that is restated without a figure keep the newest
// figure of comparable weight, unless the actor refused or withdrew in between.
func (e *evaluation) inherit(group []*item, verdicts []verdict) {
	var earlier []int // with a figure or a refusal, each lighter than the one before it
	for i, it := range group {
		v := &verdicts[i]
		if it.base > 0 && v.quantity.GetMax() <= 0 {
			if from := lastOf(earlier, func(j int) bool { return e.comparable(group[j], it) }); from >= 0 && group[from].base > 0 {
				v.quantity = verdicts[from].quantity
				v.extent = e.model.amount(it.slot.actor, taggingv1.CommitmentKind(it.slot.number), v.quantity, e.initiative.GetSeeks())
			}
		}
		if it.base > 0 && v.quantity.GetMax() <= 0 {
			continue
		}
		for len(earlier) > 0 && group[earlier[len(earlier)-1]].intrinsic <= it.intrinsic {
			earlier = earlier[:len(earlier)-1]
		}
		earlier = append(earlier, i)
	}
}

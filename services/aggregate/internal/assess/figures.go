package assess

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// inherit lets a commitment that is restated without a figure keep the newest
// figure of comparable weight, unless the actor refused or withdrew in between.
//
// It begins with the first day that changed, and goes on until a heavier word
// that did not change hides all that did from those after it.
func (e *evaluation) inherit(w *words) {
	changed := int64(-1) // weight of the heaviest change that nothing hides
	for i := range w.days {
		d := &w.days[i]
		if !d.touched && changed < 0 {
			continue
		}
		here := e.inheritDay(w, i)
		if d.touched {
			here = max(here, d.most)
		}
		if d.source != nil && d.source.intrinsic > here && d.source.intrinsic >= changed {
			changed = -1
		} else {
			changed = max(changed, here)
		}
	}
}

// inheritDay settles the figures of one day and returns the weight of the
// heaviest word that has another one than before, -1 for none.
func (e *evaluation) inheritDay(w *words, day int) int64 {
	changed, d := int64(-1), &w.days[day]
	d.source, d.amount = nil, nil
	for _, it := range d.items {
		if amounts(it) && (d.amount == nil || heaviestFirst(it, d.amount) < 0) {
			d.amount = it
		}
		if it.base > 0 && it.stated.GetMax() <= 0 && e.restate(w, day, it) {
			changed = max(changed, it.intrinsic)
		}
		if it.base <= 0 || it.quantity.GetMax() > 0 {
			d.source = it
		}
	}
	return changed
}

// restate gives a word without a figure that of an earlier one, and reports
// whether it is another than before. Of the words of its day, those before it
// were looked at.
func (e *evaluation) restate(w *words, day int, it *item) bool {
	now := it.verdict
	now.quantity, now.extent = it.stated, it.reach
	if from := e.sourceOf(w, day, it); from != nil && from.base > 0 {
		now.quantity = from.quantity
		now.extent = e.model.amount(it.slot.actor, taggingv1.CommitmentKind(it.slot.number), now.quantity, e.initiative.GetSeeks())
	}
	if now.quantity == it.quantity {
		return false
	}
	if it.place.seated {
		e.accept(w, it, now)
	} else {
		it.verdict = now // accepted with its day
	}
	return true
}

// sourceOf is the newest word of comparable weight that gives or refuses a
// figure, up to a day: no word of a day weighs more than the newest there.
func (e *evaluation) sourceOf(w *words, day int, it *item) *item {
	for ; day >= 0; day-- {
		if from := w.days[day].source; from != nil && e.comparable(from, it) {
			return from
		}
	}
	return nil
}

// refigure sets the amounts that differ from the heaviest claim's against those
// that do not: all of them where that became another amount.
func (e *evaluation) refigure(w *words) {
	was := w.pivot
	w.pivot = nil
	for i := range w.days {
		if amount := w.days[i].amount; amount != nil && (w.pivot == nil || heaviestFirst(amount, w.pivot) < 0) {
			w.pivot = amount
		}
	}
	all := !sameAmount(was, w.pivot)
	for i := range w.days {
		if !all && !w.days[i].touched {
			continue
		}
		for _, it := range w.days[i].items {
			e.refigureOne(w, it)
		}
	}
}

func sameAmount(a, b *item) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.stated.GetMax() == b.stated.GetMax() && a.stated.GetUnit() == b.stated.GetUnit()
}

func (e *evaluation) refigureOne(w *words, it *item) {
	side := e.figure(it, w.pivot)
	was := int(it.place.figured)
	if side == was {
		return
	}
	if was != 0 {
		w.figures.remove(e, it, was)
	}
	if it.place.figured = int8(side); side != 0 {
		w.figures.add(e, it, side)
	}
}

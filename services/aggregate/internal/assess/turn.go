package assess

import "time"

// mostMoved is the share of the articles, one in so many, from which on an
// evaluation that is moved to another time is rather made from scratch.
const mostMoved = 2

// turn moves an evaluation to another time, and to where evidence ends then.
// Articles with claims that count before or after only are taken out and in
// again. Of all others no more than weights and sums are looked at: what claims
// are to each other does not age.
func (e *evaluation) turn(asOf, cut time.Time) {
	moved := e.between(min(e.cut, cutDay(cut)), max(e.cut, cutDay(cut)))
	if len(moved)*mostMoved > len(e.items) {
		*e = *e.evaluate(asOf, cut, e.full)
		return
	}
	aged := cutDay(e.asOf) != cutDay(asOf)
	e.asOf, e.cut, e.ruled = asOf, cutDay(cut), e.ruledBy(cut)
	e.rehang()
	if aged {
		e.sum.unranked = true
		e.reweigh()
	}
	e.replace(moved)
}

// between are the articles with a claim whose first day lies from a day on, before another.
func (e *evaluation) between(from, until int) []*entry {
	var moved []*entry
	for entry := range e.items {
		for i := range entry.statements {
			if first := entry.statements[i].first; first >= from && first < until {
				moved = append(moved, entry)
				break
			}
		}
	}
	return moved
}

// rehang has all conditions looked at again, which a ruling may open or close.
func (e *evaluation) rehang() {
	if len(e.rulings) == 0 {
		return
	}
	for _, bearers := range e.bearers {
		for it := range bearers {
			e.queue.add(it, stepHang)
		}
	}
}

// reweigh has all weighed again that loses weight with time: rungs do not.
func (e *evaluation) reweigh() {
	for _, items := range e.items {
		for i := range items {
			if it := &items[i]; it.active() && it.owner.rung == 0 {
				e.queue.add(it, stepWeigh)
			}
		}
	}
}

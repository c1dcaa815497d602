package assess

// step is a stage that an item may have to go through again.
type step uint8

const (
	stepDigit step = iota
	stepStake
	stepHang
	stepWeigh
	stepPost
	steps
)

// queue holds what is to be looked at again, each item once per step.
type queue struct {
	items  [steps][]*item
	words  []*words
	rungs  []*rungState
	quotas []*quotaGroup
	bulk   bool // everything is queued anyway
}

// place notes in which groups an item is.
//
// There are three items for each claim in force: their size is most of what an
// assessment takes that is carried on.
type place struct {
	words    *words // of its actor in its slot; nil for none
	inTerm   *agreement
	inSlot   *agreement // nil where the slot does not say what the claim is about
	quota    *quotaGroup
	number   int32 // in the order in which items came
	figured  int8  // side among the figures of its slot; 0 when on none
	gone     bool  // left for good
	seated   bool  // among the two directions of its slot
	enrolled bool  // among those that say the same
	closes   bool  // conditions, see evaluation.closing
	queued   [steps]bool
}

func (q *queue) add(it *item, s step) {
	if !it.place.queued[s] {
		it.place.queued[s] = true
		q.items[s] = append(q.items[s], it)
	}
}

// take empties a step; what left meanwhile is not in it.
func (q *queue) take(s step) []*item {
	all := q.items[s]
	q.items[s] = nil
	kept := all[:0]
	for _, it := range all {
		if it.place.queued[s] = false; !it.place.gone {
			kept = append(kept, it)
		}
	}
	return kept
}

func (q *queue) takeWords() []*words {
	all := q.words
	q.words = nil
	for _, w := range all {
		w.queued = false
	}
	return all
}

func (q *queue) takeRungs() []*rungState {
	all := q.rungs
	q.rungs = nil
	for _, r := range all {
		r.queued = false
	}
	return all
}

func (q *queue) takeQuotas() []*quotaGroup {
	all := q.quotas
	q.quotas = nil
	for _, g := range all {
		g.queued = false
	}
	return all
}

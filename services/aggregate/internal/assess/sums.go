package assess

import (
	"cmp"
	"slices"
)

// sums are taken over all items of an evaluation. Integers only, so that
// what was added can be taken out again exactly.
type sums struct {
	order  []owner // terms in order
	owners map[owner]*ownerTotal

	articles int // with a claim that is not from later
	evidence int // claims that count
	unnamed  int // of them, on the word of somebody without a name
	standing int // claims that stand in a term, also without effect
	ungraded int // of them, of an unknown letter or digit

	days     map[int]int // of the counted claims' last days, how many
	happened map[int]map[*item]struct{}

	origins map[string]*originTotal
	known   int   // origins with a claim that counts, or is restated
	graded  int   // of them, those of reliability A to C
	spread  int64 // sum over origins of min(g, 1), in nano
	stale   []*originTotal

	unranked bool // most is posted again: the terms are ranked at the end
}

// ownerTotal is the sum of a term.
type ownerTotal struct {
	net, gross          int64 // of g x and g |x|, in pico
	supporting, opposed uint32
	ranked              []*item // strongest first
}

// originTotal is what one origin says.
type originTotal struct {
	claims, graded int   // that count or are restated
	weight         int64 // of what stands, in nano
	restated       map[*item]struct{}
	share          int64 // in spread
	stale          bool
}

// posting is what an item adds to the sums.
type posting struct {
	counts, supports, stands, restated, ungraded, happened bool
	effect, weight                                         int64
}

func (b *book) newSums() sums {
	t := sums{
		order: b.owners(), owners: make(map[owner]*ownerTotal), days: make(map[int]int),
		happened: make(map[int]map[*item]struct{}), origins: make(map[string]*originTotal),
	}
	for _, o := range t.order {
		t.owners[o] = &ownerTotal{}
	}
	return t
}

// post brings the sums to what an item adds to them now.
func (e *evaluation) post(it *item) {
	var now posting
	if !it.place.gone {
		now = posting{
			counts: it.counts(), supports: it.impact > 0, restated: it.restated, effect: it.effect, weight: it.weight,
			stands: it.stands() && !it.owner.none(), ungraded: !isGraded(it) || it.digit == 6,
			happened: e.full && isDevelopment(it),
		}
	}
	if now == it.posted {
		return
	}
	e.sum.tally(e, it, -1)
	it.posted = now
	e.sum.tally(e, it, 1)
}

// tally adds an item's posting, or takes it out.
func (t *sums) tally(e *evaluation, it *item, by int) {
	p := it.posted
	if p.counts {
		t.evidence += by
		if unnamedSpeaker(it.claim) {
			t.unnamed += by
		}
		if t.days[it.last] += by; t.days[it.last] == 0 {
			delete(t.days, it.last)
		}
		t.owners[it.owner].tally(e, it, by)
	}
	if p.stands {
		t.standing += by
		if p.ungraded {
			t.ungraded += by
		}
	}
	if w := it.place.words; w != nil && p.counts {
		w.net += int64(by) * p.effect
	}
	if !e.full {
		return
	}
	if p.happened && by > 0 {
		if t.happened[it.first] == nil {
			t.happened[it.first] = make(map[*item]struct{})
		}
		t.happened[it.first][it] = struct{}{}
	} else if p.happened {
		if delete(t.happened[it.first], it); len(t.happened[it.first]) == 0 {
			delete(t.happened, it.first)
		}
	}
	if it.origin != "" && (p.counts || p.stands || p.restated) {
		t.tallyOrigin(it, by)
	}
}

func (o *ownerTotal) tally(e *evaluation, it *item, by int) {
	p := it.posted
	o.net += int64(by) * p.effect
	o.gross += int64(by) * max(p.effect, -p.effect)
	if p.supports {
		o.supporting += uint32(by)
	} else {
		o.opposed += uint32(by)
	}
	if !e.full || e.sum.unranked {
		return
	}
	at, _ := slices.BinarySearchFunc(o.ranked, it, heaviestPosted)
	if by > 0 {
		o.ranked = slices.Insert(o.ranked, at, it)
	} else {
		o.ranked = slices.Delete(o.ranked, at, at+1)
	}
}

func heaviestPosted(a, b *item) int {
	return cmp.Or(-cmp.Compare(max(a.posted.effect, -a.posted.effect), max(b.posted.effect, -b.posted.effect)), compareIDs(a, b))
}

// rank orders all terms anew after most was posted again.
func (e *evaluation) rank() {
	if e.sum.unranked = false; !e.full {
		return
	}
	for _, o := range e.sum.owners {
		o.ranked = o.ranked[:0]
	}
	for _, items := range e.items {
		for i := range items {
			if it := &items[i]; it.posted.counts {
				o := e.sum.owners[it.owner]
				o.ranked = append(o.ranked, it)
			}
		}
	}
	for _, o := range e.sum.owners {
		slices.SortFunc(o.ranked, heaviestPosted)
	}
}

// tallyOrigin counts an item for its origin. What a newer report of an actor
// repeats counts with the weightiest of it.
func (t *sums) tallyOrigin(it *item, by int) {
	o := t.origins[it.origin]
	if o == nil {
		o = &originTotal{restated: make(map[*item]struct{})}
		t.origins[it.origin] = o
	}
	wasKnown, wasGraded := o.claims > 0, o.graded > 0
	p := it.posted
	if p.counts || p.restated {
		o.claims += by
		if isGraded(it) {
			o.graded += by
		}
	}
	if p.stands {
		o.weight += int64(by) * p.weight
	}
	if p.restated && by > 0 {
		o.restated[it] = struct{}{}
	} else if p.restated {
		delete(o.restated, it)
	}
	t.known += change(wasKnown, o.claims > 0)
	t.graded += change(wasGraded, o.graded > 0)
	if !o.stale {
		o.stale = true
		t.stale = append(t.stale, o)
	}
}

// respread adds up what the origins weigh.
func (t *sums) respread() {
	for _, o := range t.stale {
		weight := o.weight
		for it := range o.restated {
			if weight >= nano {
				break // it is full
			}
			weight = max(weight, it.posted.weight)
		}
		t.spread -= o.share
		o.share, o.stale = min(weight, nano), false
		t.spread += o.share
	}
	t.stale = t.stale[:0]
}

func change(was, is bool) int {
	switch {
	case is == was:
		return 0
	case is:
		return 1
	default:
		return -1
	}
}

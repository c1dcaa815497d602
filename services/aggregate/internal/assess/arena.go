package assess

import (
	"cmp"
	"slices"
)

// arena is where two sides exclude each other: the directions of a slot, its
// figures, or accounts and what denies them. It counts for each item how many
// of the other side it conflicts with; a change looks at those in reach only.
type arena struct {
	name        string
	sort        arenaSort
	days        int32 // that may lie between what excludes each other
	plus, minus bench
}

type arenaSort uint8

const (
	directions arenaSort = iota
	figures
	denials
)

// bench is one side of an arena.
type bench struct {
	seats []seat  // ordered by first day, then arrival
	span  int32   // most days that any seated claim ever spanned
	hits  []*item // those in a conflict, heaviest first
}

// seat is an item with what pairs of them are compared by, as it was when it sat down.
type seat struct {
	it             *item
	first, last    int32
	traits         traits
	halved, stands bool
	conflicts      int32
}

func seatOf(it *item) seat {
	return seat{it: it, first: int32(it.first), last: int32(it.last), traits: it.traits, halved: it.halved, stands: it.stands()}
}

func (a *arena) side(direction int) (own, other *bench) {
	if direction > 0 {
		return &a.plus, &a.minus
	}
	return &a.minus, &a.plus
}

// add seats an item on the side of a direction.
func (a *arena) add(e *evaluation, it *item, direction int) {
	own, other := a.side(direction)
	own.span = max(own.span, int32(it.last-it.first))
	if e.queue.bulk { // they meet at once, after all came
		own.seats = append(own.seats, seatOf(it))
		return
	}
	at, _ := own.find(it)
	own.seats = slices.Insert(own.seats, at, seatOf(it))
	a.meet(e, own, other, &own.seats[at], direction, 1)
}

// remove takes a seated item out.
func (a *arena) remove(e *evaluation, it *item, direction int) {
	own, other := a.side(direction)
	at, ok := own.find(it)
	if !ok {
		return
	}
	a.meet(e, own, other, &own.seats[at], direction, -1)
	own.seats = slices.Delete(own.seats, at, at+1)
}

func (b *bench) find(it *item) (int, bool) {
	return slices.BinarySearchFunc(b.seats, it, func(s seat, it *item) int {
		return cmp.Or(cmp.Compare(s.first, int32(it.first)), cmp.Compare(s.it.place.number, it.place.number))
	})
}

// gather lets all meet that came at once.
func (a *arena) gather(e *evaluation) {
	a.plus.sort()
	a.minus.sort()
	for i := range a.plus.seats {
		a.meet(e, &a.plus, &a.minus, &a.plus.seats[i], 1, 1)
	}
	if e.full {
		a.plus.sum()
		a.minus.sum()
	}
}

func (b *bench) sort() {
	slices.SortFunc(b.seats, func(x, y seat) int {
		return cmp.Or(cmp.Compare(x.first, y.first), cmp.Compare(x.it.place.number, y.it.place.number))
	})
}

// meet counts, or no longer counts, the conflicts of one seat with the other side.
func (a *arena) meet(e *evaluation, own, other *bench, s *seat, direction int, by int32) {
	from, until := s.first-a.days, s.last+a.days
	at, _ := slices.BinarySearchFunc(other.seats, from-other.span, func(s seat, day int32) int { return cmp.Compare(s.first, day) })
	for ; at < len(other.seats) && other.seats[at].first <= until; at++ {
		against := &other.seats[at]
		if against.last < from || !a.exclude(s, against, direction) {
			continue
		}
		if s.traits.sure && against.traits.sure {
			own.count(e, s, by)
			other.count(e, against, by)
		}
		if s.traits.apart != against.traits.apart {
			e.outrank(s, against, by)
			e.outrank(against, s, by)
		}
	}
}

// exclude reports whether two claims cannot both hold.
func (a *arena) exclude(s, against *seat, direction int) bool {
	if a.sort == directions && s.last == against.last && (s.halved || against.halved) {
		return true
	}
	if s.traits.voice == against.traits.voice {
		return false // one speaker, quoted by one origin
	}
	if a.sort == denials {
		return denies(s, against, direction, a.days)
	}
	gap := max(s.first-against.last, against.first-s.last)
	return gap <= 0 || gap <= a.days && s.stands && against.stands
}

// denies reports whether the one of two claims is a denial about the other:
// that is as old or older, within reach, and of the same or an unnamed actor.
func denies(account, denial *seat, direction int, days int32) bool {
	if direction < 0 {
		account, denial = denial, account
	}
	return account.first <= denial.last && denial.first-account.last <= days &&
		(account.traits.actor == denial.traits.actor || account.traits.unnamed || denial.traits.unnamed)
}

func (b *bench) count(e *evaluation, s *seat, by int32) {
	was := s.conflicts > 0
	if s.conflicts += by; was == (s.conflicts > 0) || e.queue.bulk || !e.full {
		return
	}
	at, _ := slices.BinarySearchFunc(b.hits, s.it, heaviestFirst)
	if was {
		b.hits = slices.Delete(b.hits, at, at+1)
	} else {
		b.hits = slices.Insert(b.hits, at, s.it)
	}
}

// sum finds those in a conflict after everything came at once.
func (b *bench) sum() {
	for i := range b.seats {
		if b.seats[i].conflicts > 0 {
			b.hits = append(b.hits, b.seats[i].it)
		}
	}
	slices.SortFunc(b.hits, heaviestFirst)
}

// outrank notes that a fact from a better source contradicts an item, or no longer does.
func (e *evaluation) outrank(s, fact *seat, by int32) {
	if !fact.traits.sure || fact.traits.rank >= s.traits.rank {
		return
	}
	it := s.it
	was := it.outranks > 0
	if it.outranks += by; was != (it.outranks > 0) {
		e.queue.add(it, stepDigit)
	}
}

func heaviestFirst(a, b *item) int {
	return cmp.Or(-cmp.Compare(a.intrinsic, b.intrinsic), compareIDs(a, b))
}

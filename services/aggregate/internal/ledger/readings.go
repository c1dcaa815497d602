package ledger

import (
	"hash/maphash"
	"iter"
)

// readings holds what is kept of each article. Of a million a map takes twice the
// room: it leaves up to half of its places empty, and here a place that may be
// empty is four bytes. What is held stays; it may be replaced.
type readings struct {
	seed  maphash.Seed
	slots []uint32 // where each is held, counted from 1, by hash; 0 for none. Their number is a power of two.
	held  [][]reading
	count uint32
}

type reading struct {
	key articleKey
	standing
}

const (
	leastSlots = 64
	perBlock   = 256
)

func newReadings() *readings {
	return &readings{seed: maphash.MakeSeed(), slots: make([]uint32, leastSlots)}
}

func (r *readings) at(n uint32) *reading { return &r.held[(n-1)/perBlock][(n-1)%perBlock] }

// slot is the one of a key, or the empty one where it belongs.
func (r *readings) slot(key articleKey) *uint32 {
	last := uint64(len(r.slots) - 1)
	for i := maphash.Bytes(r.seed, key[:]) & last; ; i = (i + 1) & last {
		if n := r.slots[i]; n == 0 || r.at(n).key == key {
			return &r.slots[i]
		}
	}
}

func (r *readings) get(key articleKey) (standing, bool) {
	if n := *r.slot(key); n != 0 {
		return r.at(n).standing, true
	}
	return standing{}, false
}

func (r *readings) put(key articleKey, s standing) {
	slot := r.slot(key)
	if n := *slot; n != 0 {
		r.at(n).standing = s
		return
	}
	if r.count%perBlock == 0 {
		r.held = append(r.held, make([]reading, 0, perBlock))
	}
	last := &r.held[len(r.held)-1]
	*last = append(*last, reading{key: key, standing: s})
	r.count++
	*slot = r.count
	if int(r.count)*4 > len(r.slots)*3 {
		r.grow()
	}
}

func (r *readings) grow() {
	r.slots = make([]uint32, 2*len(r.slots))
	for n := uint32(1); n <= r.count; n++ {
		*r.slot(r.at(n).key) = n
	}
}

// all are those held, in the order in which they came first.
func (r *readings) all() iter.Seq2[articleKey, standing] {
	return func(yield func(articleKey, standing) bool) {
		for _, block := range r.held {
			for i := range block {
				if !yield(block[i].key, block[i].standing) {
					return
				}
			}
		}
	}
}

func (r *readings) equal(other *readings, same func(a, b standing) bool) bool {
	if r.count != other.count {
		return false
	}
	for key, a := range r.all() {
		if b, ok := other.get(key); !ok || !same(a, b) {
			return false
		}
	}
	return true
}

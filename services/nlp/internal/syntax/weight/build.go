package weight

import (
	"cmp"
	"slices"
)

// Weight is one trained weight.
type Weight struct {
	Label uint8
	Value float64
}

// Feature is one trained feature.
type Feature struct {
	Hash    uint64
	Weights []Weight
}

// Build freezes trained features: weights become codes, those of code 0 and
// the features left without any are dropped. The order of the features does
// not matter; their hashes must differ.
func Build(features []Feature) *Table {
	scale := 0.0
	for _, f := range features {
		for _, w := range f.Weights {
			scale = max(scale, w.Value, -w.Value)
		}
	}
	kept := make([]frozen, 0, len(features))
	for _, f := range features {
		if k := freeze(f, scale); len(k.entries) > 0 {
			kept = append(kept, k)
		}
	}
	size := slotsFor(len(kept))
	t := newTable(size)
	slices.SortFunc(kept, func(a, b frozen) int {
		return cmp.Or(cmp.Compare(a.hash>>t.shift, b.hash>>t.shift), cmp.Compare(a.hash, b.hash))
	})
	for _, k := range kept {
		t.insert(k.hash>>t.shift, uint16(k.hash), k.entries)
	}
	return t
}

type frozen struct {
	hash    uint64
	entries []entry
}

func freeze(f Feature, scale float64) frozen {
	k := frozen{hash: f.Hash}
	for _, w := range f.Weights {
		if c := code(w.Value / scale); c != 0 {
			k.entries = append(k.entries, entry{w.Label, uint8(c)})
		}
	}
	slices.SortFunc(k.entries, func(a, b entry) int { return cmp.Compare(a.label, b.label) })
	return k
}

// slotsFor returns the least power of two that n features fill to 80% at most.
func slotsFor(n int) int {
	size := 16
	for size*4/5 < n {
		size *= 2
	}
	return size
}

func newTable(size int) *Table {
	t := &Table{slots: make([]slot, size), values: codebook(), shift: 64}
	for ; size > 1; size /= 2 {
		t.shift--
	}
	return t
}

// insert puts a feature into the first free slot from its home on. Two
// features of one home and one fingerprint would be one feature to find; the first stays.
func (t *Table) insert(home uint64, fingerprint uint16, entries []entry) {
	mask := uint64(len(t.slots) - 1)
	i := home
	for ; t.slots[i&mask].count > 0; i++ {
		if t.slots[i&mask].print == fingerprint {
			return
		}
	}
	t.slots[i&mask] = slot{uint32(len(t.entries)), fingerprint, uint16(len(entries))}
	t.entries = append(t.entries, entries...)
}

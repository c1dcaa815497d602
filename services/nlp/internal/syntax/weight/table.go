package weight

// MostLabels is how many labels a table may tell apart.
const MostLabels = 256

// Scores sums weights per label.
type Scores [MostLabels]int32

// Table maps feature hashes to weighted labels. It is an open-addressing hash
// table that keeps 16 bits of each hash: an unknown feature is taken for a
// known one about once in 30,000 look-ups, which costs no measurable accuracy.
type Table struct {
	slots   []slot
	shift   uint // of a hash, to its home slot
	entries []entry
	values  [256]int32
}

// slot is a feature: where its entries start, how many they are, 0 for an empty slot.
type slot struct {
	offset uint32
	print  uint16
	count  uint16
}

// entry is a label with the code of its weight.
type entry struct{ label, code uint8 }

// Features is the number of features in the table.
func (t *Table) Features() int {
	n := 0
	for i := range t.slots {
		if t.slots[i].count > 0 {
			n++
		}
	}
	return n
}

// Entries is the number of weights in the table.
func (t *Table) Entries() int { return len(t.entries) }

// Bytes is the memory that the table takes.
func (t *Table) Bytes() int { return 8*len(t.slots) + 2*len(t.entries) + 4*len(t.values) }

// most is how many features Add takes at a time.
const most = 256

// Add adds the weights of the features to the scores. All look-ups of a batch
// are made before the first sum, so that the waits for memory overlap.
//
// The race detector is kept out, or it would take most of the time of all tests
// under it: a table never changes, and the scores are one parser's own.
//
//go:norace
func (t *Table) Add(features []uint64, scores *Scores) {
	var found [most]slot
	for len(features) > 0 {
		batch := features[:min(most, len(features))]
		features = features[len(batch):]
		n := 0
		for _, h := range batch {
			if s := t.find(h); s.count > 0 {
				found[n] = s
				n++
			}
		}
		for _, s := range found[:n] {
			for _, e := range t.entries[s.offset : s.offset+uint32(s.count)] {
				scores[e.label] += t.values[e.code]
			}
		}
	}
}

func (t *Table) find(h uint64) slot {
	mask := uint64(len(t.slots) - 1)
	fingerprint := uint16(h)
	for i := h >> t.shift; ; i++ {
		s := t.slots[i&mask]
		if s.count == 0 || s.print == fingerprint {
			return s
		}
	}
}

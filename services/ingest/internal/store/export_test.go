package store

// Record is what one message says to the index, for the tests of its laws.
type Record struct {
	Revision   uint32
	Hash       string
	Seq        uint64
	Retraction bool
}

// AbsorbAll is the index's knowledge of one article after these messages.
func AbsorbAll(records []Record) any {
	var e entry
	for _, r := range records {
		e.absorb(record{id: "a", revision: r.Revision, hash: r.Hash, seq: r.Seq, retraction: r.Retraction})
	}
	return e
}

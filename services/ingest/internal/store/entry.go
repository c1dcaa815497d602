package store

import (
	"cmp"
	"slices"
)

// maxSequences is how many revisions of one article stay within reach of Get:
// an entry has to fit into a value of the bucket.
const maxSequences = 1000

// record is what one message of ARTICLES says to the index.
type record struct {
	id         string
	revision   uint32
	hash       string // of the content; empty for a retraction
	written    int64  // Unix seconds; 0 where the publisher does not say
	retrieved  int64  // Unix seconds; 0 where nobody says
	seq        uint64
	retraction bool
}

// entry is the index's knowledge of one article. Absorbing records is
// commutative and idempotent, so that it does not matter who finds which
// message first.
type entry struct {
	// Revision is the newest that the stream holds, 0 for no article.
	Revision uint32 `json:"revision"`
	// Hash is the content hash of that revision.
	Hash string `json:"hash,omitempty"`
	// Written is when the publisher says that revision was written, in Unix
	// seconds; 0 where it does not.
	Written int64 `json:"published,omitempty"`
	// Retrieved is when that revision was fetched or captured, in Unix seconds; 0
	// where that is not known.
	Retrieved int64 `json:"retrieved,omitempty"`
	// Sequences are where the newest revisions stand in ARTICLES, the last one
	// last; 0 for one that is not known.
	Sequences []uint64 `json:"sequences"`
	// Retracted is the sequence of the retraction of the newest revision, 0
	// where it is in force.
	Retracted uint64 `json:"retracted,omitempty"`
	// Withdrawn are the retractions of older revisions, by revision.
	Withdrawn []withdrawal `json:"withdrawn,omitempty"`
}

// withdrawal is where the retraction of a revision stands in ARTICLES.
type withdrawal struct {
	Revision uint32 `json:"revision"`
	Sequence uint64 `json:"sequence"`
}

// inForce says whether there is a text that counts.
func (e *entry) inForce() bool { return e.Revision > 0 && e.Retracted == 0 }

// has says whether a submission is no news: the text that is in force, or an
// older version. Which is older its publisher says; where both are dated alike,
// or one is not, the times at which they were fetched say it: archives are read
// in any order.
func (e *entry) has(r record) bool {
	if !e.inForce() {
		return false
	}
	switch {
	case e.Hash == r.hash:
		return true
	case r.written != 0 && e.Written != 0 && r.written != e.Written:
		return r.written < e.Written
	}
	return r.retrieved != 0 && r.retrieved < e.Retrieved
}

// sequence is where a revision stands, 0 if it is not known.
func (e *entry) sequence(revision uint32) uint64 {
	if slot := e.slot(revision); slot >= 0 {
		return e.Sequences[slot]
	}
	return 0
}

func (e *entry) slot(revision uint32) int {
	back := int(e.Revision) - int(revision)
	if back < 0 || back >= len(e.Sequences) {
		return -1
	}
	return len(e.Sequences) - 1 - back
}

// absorb takes a record in and says whether that changed anything. Of two
// messages with one revision the one that was stored first counts.
func (e *entry) absorb(r record) bool {
	if r.revision > e.Revision {
		e.grow(r.revision)
	}
	slot := e.slot(r.revision)
	switch newest := r.revision == e.Revision; {
	case slot < 0:
		return false
	case r.retraction && newest && earlier(r.seq, e.Retracted):
		e.Retracted = r.seq
	case r.retraction && !newest:
		return e.withdraw(r.revision, r.seq)
	case !r.retraction && earlier(r.seq, e.Sequences[slot]):
		e.Sequences[slot] = r.seq
		if newest {
			e.Hash, e.Written, e.Retrieved = r.hash, r.written, r.retrieved
		}
	default:
		return false
	}
	return true
}

func earlier(seq, known uint64) bool { return known == 0 || seq < known }

// grow makes revision the newest, about which nothing is known yet.
func (e *entry) grow(revision uint32) {
	added := min(int(revision-e.Revision), maxSequences)
	e.Sequences = append(e.Sequences, make([]uint64, added)...)
	if surplus := len(e.Sequences) - maxSequences; surplus > 0 {
		e.Sequences = slices.Delete(e.Sequences, 0, surplus)
	}
	if e.Retracted > 0 {
		e.withdraw(e.Revision, e.Retracted)
	}
	e.Revision, e.Hash, e.Written, e.Retrieved, e.Retracted = revision, "", 0, 0, 0
}

// maxWithdrawn is how many retractions of older revisions an entry keeps.
const maxWithdrawn = 100

// withdraw notes the retraction of an older revision, the one stored first if
// there are several, and says whether that changed anything.
func (e *entry) withdraw(revision uint32, seq uint64) bool {
	at, known := slices.BinarySearchFunc(e.Withdrawn, revision, func(w withdrawal, revision uint32) int {
		return cmp.Compare(w.Revision, revision)
	})
	switch {
	case known && !earlier(seq, e.Withdrawn[at].Sequence):
		return false
	case known:
		e.Withdrawn[at].Sequence = seq
	case at == 0 && len(e.Withdrawn) == maxWithdrawn:
		return false
	default:
		e.Withdrawn = slices.Insert(e.Withdrawn, at, withdrawal{Revision: revision, Sequence: seq})
		if len(e.Withdrawn) > maxWithdrawn {
			e.Withdrawn = slices.Delete(e.Withdrawn, 0, 1)
		}
	}
	return true
}

// retraction is where the retraction of a revision stands, 0 where there is none
// or it is too long ago.
func (e *entry) retraction(revision uint32) uint64 {
	if revision == e.Revision {
		return e.Retracted
	}
	for _, w := range e.Withdrawn {
		if w.Revision == revision {
			return w.Sequence
		}
	}
	return 0
}

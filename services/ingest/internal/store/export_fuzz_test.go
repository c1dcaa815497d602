package store

import (
	"encoding/json"

	"github.com/barograph/barograph/internal/bus"
)

// RecordOf is what a message of ARTICLES says to the index: of which article, and what.
func RecordOf(msg bus.Msg) (string, Record, error) {
	r, err := recordOf(msg)
	return r.id, Record{Revision: r.revision, Hash: r.hash, Seq: r.seq, Retraction: r.retraction}, err
}

// Entry is an entry of the index.
type Entry struct{ entry }

// EntryOf reads an entry as the bucket has it.
func EntryOf(value []byte) (*Entry, error) {
	var e entry
	err := json.Unmarshal(value, &e)
	return &Entry{e}, err
}

// Absorb takes a record in and says whether that changed anything.
func (e *Entry) Absorb(r Record) bool {
	return e.absorb(record{id: "a", revision: r.Revision, hash: r.Hash, seq: r.Seq, retraction: r.Retraction})
}

// Places are where the entry says that a revision and its retraction stand.
func (e *Entry) Places(revision uint32) (article, retraction uint64) {
	return e.sequence(revision), e.retraction(revision)
}

// Bytes are the entry as the bucket keeps it.
func (e *Entry) Bytes() ([]byte, error) { return json.Marshal(e.entry) }

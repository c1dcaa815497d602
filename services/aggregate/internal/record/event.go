package record

import assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"

// Event is one event about an initiative's assessment. Exactly one of Record,
// Shift and Withdrawn is set.
type Event struct {
	// Sequence in the stream of events.
	Sequence uint64
	// Record was published.
	Record *assessmentv1.Record
	// Shift is what shifted; its record was published before.
	Shift *assessmentv1.Shift
	// Withdrawn is the id of an initiative that was deleted.
	Withdrawn string
}

// Follow says from where on to follow the events, and who takes them.
type Follow struct {
	// Initiatives are the ids of those to follow; all without.
	Initiatives []string
	// After is the sequence behind which to begin; nil begins with a snapshot:
	// the last record of each initiative that is not withdrawn.
	After *uint64
	// Each gets the snapshot and then every event in order, once.
	Each func(Event) error
	// Complete is called once, behind the snapshot or behind what had been missed,
	// with the sequence up to which everything was given.
	Complete func(sequence uint64) error
}

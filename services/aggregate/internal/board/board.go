// Package board is the state that one replica of aggregate shows: the ledger, and
// the assessments published from it. The worker writes it, the RPCs read it. It is
// pure, and safe for concurrent use.
package board

import (
	"sync"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/feed"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
)

// Board holds the state.
type Board struct {
	records *feed.Feed[*assessmentv1.Record]

	mu        sync.RWMutex
	ledger    *ledger.Ledger
	published ledger.Status
	marks     []ledger.Status // that records of this replica take into account; the others may not yet
	peers     Peers
	changed   chan struct{} // closed and replaced when one of these changes
	rebuilt   bool
	backfill  Backfill
}

// New is the board of an empty ledger that is still to be read.
func New() *Board {
	return &Board{records: feed.New[*assessmentv1.Record](), ledger: ledger.New(), peers: alone(), changed: make(chan struct{})}
}

// Merge takes facts into the ledger and says what they touched.
func (b *Board) Merge(facts ...ledger.Fact) ledger.Touched {
	b.mu.Lock()
	defer b.mu.Unlock()
	var touched ledger.Touched
	for _, fact := range facts {
		touched.Add(b.ledger.Merge(fact))
	}
	return touched
}

// Skip notes a message of the ledger that cannot be merged.
func (b *Board) Skip(sequence uint64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.ledger.Skip(sequence)
}

// MarkRebuilt says that the ledger was read and the records are published.
func (b *Board) MarkRebuilt() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.rebuilt = true
}

// Rebuilt tells whether the board shows the whole ledger.
func (b *Board) Rebuilt() bool {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.rebuilt
}

// Snapshot is what the ledger says about an initiative; false where it is not
// defined.
func (b *Board) Snapshot(initiative string) (ledger.Snapshot, bool) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.ledger.Snapshot(initiative)
}

// Outline is a snapshot without its articles.
func (b *Board) Outline(initiative string) (ledger.Snapshot, bool) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.ledger.Outline(initiative)
}

// Readings are those of some articles that are in force with a claim on an initiative.
func (b *Board) Readings(initiative string, ids []string) []*taggingv1.TaggedArticle {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.ledger.Readings(initiative, ids)
}

// Find is the reading in force of an article; false when there is none.
func (b *Board) Find(articleID string) (ledger.Place, bool) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.ledger.Find(articleID)
}

// Alike are the readings in force that may be near copies; see [ledger.Ledger.Alike].
func (b *Board) Alike(signature []uint64, percent int) []ledger.Place {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.ledger.Alike(signature, percent)
}

// Languages counts the articles in force by language, most first.
func (b *Board) Languages() []ledger.Language {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.ledger.Languages()
}

// Status is the ledger in numbers.
func (b *Board) Status() ledger.Status {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.ledger.Status()
}

// Initiatives lists the ids of the defined initiatives, sorted.
func (b *Board) Initiatives() []string {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.ledger.Initiatives()
}

// DefinitionRevision is the catalogue revision of the newest definition or
// deletion of an initiative that the ledger has; 0 when it has none.
func (b *Board) DefinitionRevision(initiative string) uint64 {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.ledger.DefinitionRevision(initiative)
}

// RulingRevision is the revision of the newest ruling on an initiative that the
// ledger has; 0 when it has none.
func (b *Board) RulingRevision(initiative string) uint64 {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.ledger.RulingRevision(initiative)
}

// Publish shows a record to readers and watchers, unless they have seen that
// revision or a later one.
func (b *Board) Publish(record *assessmentv1.Record) {
	id := record.GetAssessment().GetInitiativeId()
	if shown, ok := b.records.Get(id); !ok || shown.GetRevision() < record.GetRevision() {
		b.records.Put(id, record)
	}
}

// Withdraw takes the record of a deleted initiative down.
func (b *Board) Withdraw(initiative string) { b.records.Delete(initiative) }

// Record is the last published assessment of an initiative.
func (b *Board) Record(initiative string) (*assessmentv1.Record, bool) {
	return b.records.Get(initiative)
}

// Records are the last published assessments, ordered by initiative id.
func (b *Board) Records() []*assessmentv1.Record {
	var records []*assessmentv1.Record
	for _, change := range b.records.All() {
		records = append(records, change.Value)
	}
	return records
}

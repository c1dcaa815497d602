package ledger

import (
	"time"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// Snapshot is all that the ledger says about one initiative at one moment. It
// stays as it is while the ledger goes on; its messages are for reading only.
type Snapshot struct {
	// Initiative is the definition in force.
	Initiative *initiativev1.Initiative
	// Articles are those in force with a claim on it, ordered by article id.
	Articles []*taggingv1.TaggedArticle
	// Rulings are what operators decided, ordered by revision.
	Rulings []*assessmentv1.Ruling
	// Clock is the ledger's clock, see [Ledger.Clock].
	Clock time.Time
	// AsOf is what a published assessment holds for, see [Ledger.AsOf].
	AsOf time.Time
	// Sequence is the last one that is taken into account.
	Sequence uint64
}

// Snapshot is the state of one initiative; false where it is not defined.
func (l *Ledger) Snapshot(initiative string) (Snapshot, bool) {
	snapshot, ok := l.Outline(initiative)
	if ok {
		snapshot.Articles = l.Articles(initiative)
	}
	return snapshot, ok
}

// Outline is a snapshot without its articles, which may be many.
func (l *Ledger) Outline(initiative string) (Snapshot, bool) {
	definition := l.Initiative(initiative)
	if definition == nil {
		return Snapshot{}, false
	}
	return Snapshot{
		Initiative: definition, Rulings: l.Rulings(initiative), Clock: l.clock, AsOf: l.AsOf(), Sequence: l.sequence,
	}, true
}

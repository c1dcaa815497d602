package board

import (
	"time"

	"github.com/barograph/barograph/services/aggregate/internal/ledger"
)

// Backfill is what a process does so that every article is read under the
// catalogue as it is. The zero value does nothing.
type Backfill struct {
	Enabled  bool      // somebody asks for articles
	Since    time.Time // when the first article of an older catalogue was seen; zero when there is none
	Asked    time.Time // when articles were asked for last; zero before
	Requests int       // for the revision of the catalogue as it is
	Stalled  bool      // they were asked for the last time, since nothing came of it
}

// ShowBackfill says what is being done.
func (b *Board) ShowBackfill(now Backfill) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.backfill = now
}

// Backfill is what is being done, with the ledger that the records take into
// account, and the initiatives that articles are still to be read for.
func (b *Board) Backfill() (Backfill, ledger.Status, []ledger.Behind) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.backfill, b.published, b.ledger.Behind()
}

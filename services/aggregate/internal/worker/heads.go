package worker

import (
	"context"
	"maps"
	"slices"
	"sync"

	"github.com/barograph/barograph/services/aggregate/internal/record"
)

// readers is how many heads are read at a time: most of the time of one is the
// way to the server and back.
const readers = 16

// loadHeads reads where the touched initiatives stand, several at a time. What
// cannot be read is left for later, and so is what has taken more of the ledger
// into account.
func (w *Worker) loadHeads(ctx context.Context) {
	ids := slices.Collect(maps.Keys(w.dirty))
	loaded := make([]*record.Head, len(ids))
	var group sync.WaitGroup
	for first := range min(readers, len(ids)) {
		group.Go(func() {
			for i := first; i < len(ids) && ctx.Err() == nil; i += readers {
				outline, defined := w.Board.Outline(ids[i])
				if _, known := w.heads[ids[i]]; known || !defined {
					continue
				}
				if head, err := w.Assessments.Load(ctx, ids[i], outline.Initiative.GetAlert()); err == nil {
					loaded[i] = &head
				}
			}
		})
	}
	group.Wait()
	sequence := w.Board.Status().Sequence
	for i, head := range loaded {
		if head != nil && head.Record.GetLedgerSequence() <= sequence {
			w.heads[ids[i]] = *head
		}
	}
}

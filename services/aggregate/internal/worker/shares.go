package worker

import (
	"context"
	"maps"
	"slices"
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
	"github.com/barograph/barograph/services/aggregate/internal/shard"
)

// mostGained is how many initiatives that came from another replica are looked at
// between two batches of news.
const mostGained = 64

// Members tells who shares the initiatives; see store.Members.
type Members interface {
	// Await waits until everybody who is there was heard of.
	Await(ctx context.Context)
	// View is who is there, and a channel that is closed when that changes.
	View() (shard.View, <-chan struct{})
	// Written are the revisions of the bucket's keys of this replica's initiatives
	// that were written since it was asked last, by this replica or another one. The
	// channel of View is closed for them too.
	Written() map[string]uint64
}

// owned leaves in what was touched what is this replica's to publish.
func (w *Worker) owned(touched ledger.Touched) ledger.Touched {
	if w.view.Size() > 1 {
		maps.DeleteFunc(touched.Initiatives, func(id string, _ struct{}) bool { return !w.view.Owns(id) })
	}
	return touched
}

// members hears who is there and what they wrote. It tells whether the ledger is to
// be looked at: who gains something holds it against the ledger as it is.
func (w *Worker) members() (look bool) {
	if w.Members == nil {
		return false
	}
	view, changed := w.Members.View()
	w.changed = changed // from before anything was looked at, so that nothing is missed
	look = w.share(view)
	w.overwritten()
	return look
}

// overwritten looks again at what somebody else wrote of this replica's initiatives:
// one who stood still while they were his may have done so by an older ledger.
func (w *Worker) overwritten() {
	for id, revision := range w.Members.Written() {
		if head, known := w.heads[id]; known && head.Revision >= revision {
			continue
		}
		delete(w.heads, id)
		w.touch(id)
	}
}

// share takes over what is this replica's in another view, and leaves what is not.
// It tells whether it is another one.
func (w *Worker) share(view shard.View) bool {
	if view.ID() == w.view.ID() {
		return false
	}
	before := w.view
	w.view = view
	gained, lost := 0, 0
	for id := range w.known() {
		switch was, is := before.Owns(id), view.Owns(id); {
		case is && !was:
			w.gained[id] = struct{}{}
			gained++
		case was && !is:
			w.drop(id)
			lost++
		}
	}
	w.Log.Info("initiatives shared out", zap.Int(logging.KeyMembers, view.Size()), zap.Int(logging.KeyGained, gained), zap.Int(logging.KeyLost, lost))
	return true
}

// known are the initiatives that are defined, and those that have a record still.
func (w *Worker) known() articles {
	all := articles{}
	for _, id := range w.Board.Initiatives() {
		all[id] = struct{}{}
	}
	for _, r := range w.Board.Records() {
		all[r.GetAssessment().GetInitiativeId()] = struct{}{}
	}
	return all
}

// drop forgets what there is to do for an initiative of another replica.
func (w *Worker) drop(id string) {
	delete(w.heads, id)
	delete(w.dirty, id)
	delete(w.gained, id)
	delete(w.news, id)
	w.carried.put(id, nil)
}

// publishGained looks at some of the initiatives that were another replica's: what
// the ledger has said of them since their last record is to be published.
func (w *Worker) publishGained(ctx context.Context) error {
	ids := slices.Sorted(maps.Keys(w.gained))
	for _, id := range ids[:min(len(ids), mostGained)] {
		delete(w.gained, id)
		w.touch(id)
	}
	w.loadHeads(ctx)
	start := time.Now()
	err := w.publishDirty(ctx)
	if err == nil && len(ids) > 0 && len(w.gained) == 0 {
		w.Log.Debug("initiatives of others taken over", logging.Count(len(ids)), logging.Duration(time.Since(start)))
	}
	return err
}

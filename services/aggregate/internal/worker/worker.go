// Package worker turns the ledger into published assessments: it reads the
// whole ledger at the start, follows it, and publishes what changed. Beside it
// run the relay of the catalogue into the ledger, the daily tick, and the
// back-fill. It is an adapter: the root package wires it.
package worker

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/run"
	"github.com/barograph/barograph/internal/tracing"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/board"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
	"github.com/barograph/barograph/services/aggregate/internal/record"
	"github.com/barograph/barograph/services/aggregate/internal/shard"
)

const (
	conflictAttempts = 5                     // races for one record that may be lost in a row
	conflictPause    = 20 * time.Millisecond // after the first; grows with each
	retryPause       = time.Second           // between attempts to read the ledger at the start
)

// reasonInvalid is why a message of the ledger goes to the dead letters.
const reasonInvalid = "invalid_fact"

// Reader reads a stream from a sequence to its end; see bus.Conn.ReadAll.
type Reader interface {
	ReadAll(ctx context.Context, stream string, from uint64, fn func(bus.Msg) error, filters ...string) (uint64, error)
}

// Assessments keeps and publishes records; see store.Assessments. Load is
// called for several initiatives at a time.
type Assessments interface {
	Load(ctx context.Context, initiative string, alert *initiativev1.Alert) (record.Head, error)
	Save(ctx context.Context, head record.Head, next *assessmentv1.Record, alert *initiativev1.Alert) (record.Head, error)
	Remove(ctx context.Context, initiative string) error
	Initiatives(ctx context.Context) ([]string, error)
}

// Deps is what a worker needs.
type Deps struct {
	Reader      Reader
	Assessments Assessments
	Board       *board.Board
	Merge       func(...ledger.Fact) ledger.Touched // into the board; nil is that of Board
	Members     Members                             // nil: this replica is alone
	Model       *assess.Model
	Now         func() time.Time // when something is published
	Log         *zap.Logger
	Traces      *tracing.Provider // makes spans of batches; nil makes none
	// Delay gets how long it took from the acceptance of an article until an
	// assessment that it bears on was published; nil: nobody sees it.
	Delay func(time.Duration)
}

// Worker folds the ledger, and publishes what it owns of the initiatives. First
// Rebuild is called, then Follow and Handle at once, which take turns.
type Worker struct {
	Deps
	heads   map[string]record.Head
	dirty   map[string]articles // touched and not yet published
	news    news
	carried shelf
	sharing *sharing
	skipped map[uint64]error // why a message of the ledger was left out, by sequence

	turn   chan struct{} // holds one token, which whoever changes anything has
	view   shard.View
	gained articles // ids of initiatives that are this replica's since lately, and not looked at yet

	changed <-chan struct{} // closed when Members has something to tell; nil before it was asked

	reading reading
}

// New makes a worker.
func New(deps Deps) *Worker {
	deps.Log = deps.Log.Named("worker")
	if deps.Merge == nil {
		deps.Merge = deps.Board.Merge
	}
	return &Worker{
		Deps: deps, heads: map[string]record.Head{}, dirty: map[string]articles{}, news: news{}, carried: shelf{all: map[string]*carried{}}, sharing: newSharing(),
		skipped: map[uint64]error{}, turn: make(chan struct{}, 1), gained: articles{}, reading: reading{moved: make(chan struct{})},
	}
}

// Rebuild reads the ledger from its beginning and publishes what differs from
// what was published before. It goes on trying until ctx ends, and returns nil
// then too: nothing was rebuilt, but nobody waits for it any more.
func (w *Worker) Rebuild(ctx context.Context) error {
	start := time.Now()
	for {
		err := w.rebuild(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if err == nil {
			status := w.Board.Status()
			w.Board.MarkRebuilt()
			w.Log.Info("ledger read", logging.StreamSeq(status.Sequence), logging.Count(int(status.Articles)),
				logging.Duration(time.Since(start)))
			return nil
		}
		w.Log.Warn("ledger not read, trying again", logging.Error(err))
		run.Wait(ctx, retryPause)
	}
}

func (w *Worker) rebuild(ctx context.Context) error {
	if err := w.catchUp(ctx); err != nil {
		return err
	}
	if w.Members != nil {
		w.Members.Await(ctx)
		w.view, _ = w.Members.View()
		maps.DeleteFunc(w.dirty, func(id string, _ articles) bool { return !w.view.Owns(id) })
	}
	stored, err := w.Assessments.Initiatives(ctx)
	if err != nil {
		return err
	}
	for _, id := range append(stored, w.Board.Initiatives()...) {
		w.touch(id)
	}
	w.loadHeads(ctx)
	return w.publishDirty(ctx)
}

// fill reads what the ledger has before these messages and we have not seen: it
// was lost on its way to us, and would come again after AckWait only, or it went
// to another process. Records would say until then that they take it into account.
func (w *Worker) fill(ctx context.Context, msgs []bus.Msg) error {
	seen := w.Board.Status().Sequence
	for _, msg := range msgs {
		if msg.Seq > seen+1 {
			return w.catchUp(ctx)
		}
		seen = max(seen, msg.Seq)
	}
	return nil
}

// catchUp merges what the ledger has behind what was merged so far.
func (w *Worker) catchUp(ctx context.Context) error {
	skipped := 0
	_, err := w.Reader.ReadAll(ctx, subject.StreamLedger, w.Board.Status().Sequence+1, func(msg bus.Msg) error {
		if err := w.merge(msg); err != nil { // it went, or goes, to the dead letters on its way through Handle
			skipped++
		}
		return nil
	})
	if skipped > 0 {
		w.Log.Warn("messages of the ledger were skipped", logging.Count(skipped))
	}
	if err != nil {
		return fmt.Errorf("read ledger: %w", err)
	}
	w.reading.reached(w.Board.Status().Sequence) // and no further, should there be more that was not given
	return nil
}

func (w *Worker) note(touched ledger.Touched) {
	for id := range touched.Initiatives {
		w.touch(id, touched.Articles...)
	}
	if touched.Day {
		for _, id := range w.Board.Initiatives() {
			w.touch(id)
		}
	}
}

// publishDirty publishes every initiative that was touched. What fails stays
// dirty for the next time, except what can never be stored: that would stop
// all others, and is logged instead.
func (w *Worker) publishDirty(ctx context.Context) error {
	for len(w.dirty) > 0 {
		var errs []error
		for _, id := range slices.Sorted(maps.Keys(w.dirty)) {
			if ctx.Err() != nil {
				errs = append(errs, ctx.Err())
				break
			}
			err := w.guarded(func() error { return w.publish(ctx, id) }, logging.InitiativeID(id))
			switch {
			case err == nil:
				delete(w.dirty, id)
				w.news.published(id, w.Now(), w.Delay)
			case errors.Is(err, errPanic): // it would again, and hold up all others
				delete(w.dirty, id)
				w.carried.put(id, nil) // may be half done
			case errors.Is(err, fault.ErrInvalid):
				delete(w.dirty, id)
				w.Log.Error("assessment cannot be stored", logging.InitiativeID(id), logging.Error(err))
			default:
				errs = append(errs, err)
			}
		}
		if len(errs) > 0 {
			return errors.Join(errs...)
		}
	}
	if len(w.gained) == 0 {
		w.Board.MarkPublished(w.view.ID())
	}
	return nil
}

// publish publishes one initiative, again and again where others write too.
func (w *Worker) publish(ctx context.Context, id string) error {
	for attempt := 1; ; attempt++ {
		err := w.refresh(ctx, id)
		if err != nil {
			delete(w.heads, id) // what is stored is unknown now
		}
		if !errors.Is(err, fault.ErrConflict) || attempt == conflictAttempts {
			return err
		}
		if err := w.catchUp(ctx); err != nil {
			return err
		}
		run.Wait(ctx, time.Duration(attempt)*conflictPause+rand.N(conflictPause))
	}
}

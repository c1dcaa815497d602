package worker

import (
	"context"
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/run"
	"github.com/barograph/barograph/services/aggregate/internal/board"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
)

const (
	// replayPatience is how long a replay may go without progress before it is
	// asked for again. It is longer than the stream of replays remembers ids:
	// sooner, the same request would queue nothing. It doubles each time.
	replayPatience = 15 * time.Minute
	// replayAttempts bounds the requests for one revision without any progress:
	// an article that cannot be tagged must not have all others tagged for ever.
	replayAttempts = 4
	// replaySpacing is the least time between two requests for one revision.
	replaySpacing = 30 * time.Second
	// progressSpacing is the time between two lines of the log about progress.
	progressSpacing = 30 * time.Second
)

// Replayer asks for the articles stored from a sequence on (0: all) to be tagged
// again, once the tagger has at least a revision of the catalogue. It says how
// many those are, and the sequence of the last one, 0 where there is none.
type Replayer interface {
	Replay(ctx context.Context, catalogueRevision, from uint64) (queued, through uint64, err error)
}

// Backfill has articles tagged again after the catalogue changed, for as long
// as some in force were read under an older one.
type Backfill struct {
	// Status tells the progress; it is looked at once in an Interval, and a
	// catalogue that changes within it is waited for.
	Status func() ledger.Status
	// Own tells whether it is this replica that asks, for all; nil: it is.
	Own      func() bool
	Interval time.Duration
	Replayer Replayer
	// Show is told what is being done; Now dates it, for people: nothing depends
	// on it.
	Show func(board.Backfill)
	Now  func() time.Time
	Log  *zap.Logger
}

// Run looks after the back-fill until ctx ends.
func (b *Backfill) Run(ctx context.Context) error {
	log := b.Log.Named("backfill")
	var request replay
	var lines reporter
	shown := b.noted(board.Backfill{}, request)
	b.Show(shown)
	for run.Wait(ctx, b.Interval); ctx.Err() == nil; run.Wait(ctx, b.Interval) {
		if b.Own != nil && !b.Own() { // another one shows what it does
			request, shown = replay{}, b.noted(board.Backfill{}, replay{})
			continue
		}
		status := b.Status()
		due := request.due(status, b.Interval)
		shown = b.noted(shown, request)
		b.Show(shown)
		lines.report(log, request, b.Interval)
		if !due {
			continue
		}
		queued, through, err := b.Replayer.Replay(ctx, status.CatalogueRevision, request.from())
		switch {
		case ctx.Err() != nil:
		case err != nil:
			log.Warn("replay not asked for, trying again", logging.Error(err))
		default:
			request.asked(through)
			shown = b.noted(shown, request)
			b.Show(shown)
			log.Info("asked for a replay under the new catalogue", logging.Count(int(queued)))
			if request.attempts == replayAttempts {
				log.Error("articles stay with an older catalogue, asked for the last time until it changes", logging.Count(int(request.stale)))
			}
		}
	}
	return nil
}

// noted is what is shown of a request, beside what was shown before.
func (b *Backfill) noted(shown board.Backfill, request replay) board.Backfill {
	if request.stale == 0 {
		return board.Backfill{Enabled: true}
	}
	if shown.Since.IsZero() {
		shown.Since = b.Now()
	}
	switch request.requests {
	case 0: // another revision
		shown.Asked = time.Time{}
	case shown.Requests:
	default:
		shown.Asked = b.Now()
	}
	shown.Enabled, shown.Requests, shown.Stalled = true, request.requests, request.attempts >= replayAttempts
	return shown
}

// reporter writes lines about progress, now and then and at the end.
type reporter struct {
	began   bool          // articles were asked for
	elapsed time.Duration // since they were
	silent  time.Duration // since the last line
}

func (r *reporter) report(log *zap.Logger, request replay, elapsed time.Duration) {
	switch {
	case request.stale == 0 && r.began:
		log.Info("every article is read under the new catalogue", logging.Duration(r.elapsed+elapsed))
		*r = reporter{}
		return
	case request.stale == 0 || request.requests == 0 && !r.began:
		return
	}
	r.began = true
	r.elapsed, r.silent = r.elapsed+elapsed, r.silent+elapsed
	if r.silent >= progressSpacing && request.attempts < replayAttempts {
		r.silent = 0
		log.Info("articles are still to be read under the new catalogue", logging.Count(int(request.stale)))
	}
}

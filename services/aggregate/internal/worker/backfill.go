package worker

import (
	"context"
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/logging"
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
	Status   func() ledger.Status
	Interval time.Duration
	Replayer Replayer
	Log      *zap.Logger
}

// Run looks after the back-fill until ctx ends.
func (b *Backfill) Run(ctx context.Context) error {
	log := b.Log.Named("backfill")
	var request replay
	for pause(ctx, b.Interval); ctx.Err() == nil; pause(ctx, b.Interval) {
		status := b.Status()
		if !request.due(status, b.Interval) {
			continue
		}
		queued, through, err := b.Replayer.Replay(ctx, status.CatalogueRevision, request.from())
		switch {
		case ctx.Err() != nil:
		case err != nil:
			log.Warn("replay not asked for, trying again", logging.Error(err))
		default:
			request.asked(through)
			log.Info("asked for a replay under the new catalogue", logging.Count(int(queued)))
			if request.attempts == replayAttempts {
				log.Error("articles stay with an older catalogue, asked for the last time until it changes", logging.Count(int(request.stale)))
			}
		}
	}
	return nil
}

// replay is what is being waited for.
type replay struct {
	revision uint64        // of the catalogue when last looked
	stale    uint64        // articles in force read under an older one, when last looked
	attempts int           // requests since it last got better or worse
	idle     time.Duration // since then, or since the last request
	rest     time.Duration // before which nothing is asked again
	through  uint64        // last sequence that was asked for; 0: none yet
}

// due notes what is the case now and says whether to ask.
func (r *replay) due(status ledger.Status, elapsed time.Duration) bool {
	stale := status.Articles - status.ArticlesCurrent
	if status.CatalogueRevision != r.revision {
		*r = replay{revision: status.CatalogueRevision, stale: stale}
		return false // it may change again at once: look once more
	}
	r.idle += elapsed
	r.rest = max(r.rest-elapsed, 0)
	switch {
	case stale > r.stale: // an article came that was tagged meanwhile under the older one
		r.attempts, r.idle = 0, 0
	case stale < r.stale:
		r.idle = 0
	}
	r.stale = stale
	switch {
	case stale == 0:
		r.attempts = 0
		return false
	case r.rest > 0:
		return false
	case r.attempts == 0:
		return true
	default:
		return r.attempts < replayAttempts && r.idle >= replayPatience<<(r.attempts-1)
	}
}

// from is where the next request begins: behind what was asked for, since for
// that the tagger may still be waiting for its catalogue, and everything again
// where there was no progress.
func (r *replay) from() uint64 {
	if r.attempts == 0 && r.through > 0 {
		return r.through + 1
	}
	return 0
}

func (r *replay) asked(through uint64) {
	r.attempts, r.idle, r.rest, r.through = r.attempts+1, 0, replaySpacing, max(r.through, through)
}

package worker

import (
	"time"

	"github.com/barograph/barograph/services/aggregate/internal/ledger"
)

// replay is what is being waited for.
type replay struct {
	revision uint64        // of the catalogue when last looked
	stale    uint64        // articles in force read under an older one, when last looked
	attempts int           // requests since it last got better or worse
	requests int           // for this revision, since the last article was read under it
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
		r.attempts, r.requests = 0, 0
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
	r.attempts, r.requests = r.attempts+1, r.requests+1
	r.idle, r.rest, r.through = 0, replaySpacing, max(r.through, through)
}

package poll_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/fetchtest"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/services/ingest/internal/poll"
)

// fullStore has no room until it is emptied.
type fullStore struct {
	poll.Store
	mu      sync.Mutex
	emptied bool
	tries   []time.Time // that were in vain
}

func (s *fullStore) Submit(ctx context.Context, a *articlev1.Article) (*ingestv1.SubmitArticleResponse, error) {
	if s.take() {
		return s.Store.Submit(ctx, a)
	}
	return nil, fault.Exhausted("STORE_FULL", "full", nil)
}

// take says whether there is room, and notes the try if there is none.
func (s *fullStore) take() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.emptied {
		s.tries = append(s.tries, time.Now())
	}
	return s.emptied
}

// inVain are the tries that found no room.
func (s *fullStore) inVain() []time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.tries)
}

func (s *fullStore) empty() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.emptied = true
}

// While the store takes nothing the feeds are asked ever more rarely, all
// together; then everything is taken in once.
func TestFeedsSlowDownWhileTheStoreTakesNothing(t *testing.T) {
	const feeds, each, rounds = 3, 5, 6
	w := newWorld(t)
	w.config.Readers, w.config.Outage = feeds, 100*time.Millisecond
	full := &fullStore{}
	w.between = func(s poll.Store) poll.Store { full.Store = s; return full }
	p := w.start()
	for i := range feeds {
		f := w.web.Feed(fmt.Sprintf("/feed%d", i), fetchtest.RSS)
		f.Publish(fetchtest.Stories(100*i, each, time.Now().Add(-time.Hour))...)
		w.reads(p, fmt.Sprintf("s%d.example", i), f.URL, feedKind)
	}
	w.eventually("a status tells what is waited for", func() bool {
		return w.status(p, "s0.example").GetLastError() == "waits for the store of articles"
	})
	if state := w.status(p, "s0.example").GetState(); state == sourcev1.FeedState_FEED_STATE_FAILING {
		t.Errorf("a feed is %s for what the store cannot", state)
	}
	w.eventually("it was tried several times", func() bool { return len(full.inVain()) >= rounds })
	full.empty()
	w.eventually("all are stored", func() bool { return len(w.stored()) == feeds*each })
	begun, last := full.inVain()[0], full.inVain()[rounds-1]
	// Readers that had begun fail together; then come rests of 100, 200, 400 ms or
	// more, by a quarter less at most.
	rests := rounds - feeds
	if least := time.Duration(1<<rests-1) * 75 * time.Millisecond; last.Sub(begun) < least {
		t.Errorf("%d tries took %s, want %s at least", rounds, last.Sub(begun), least)
	}
	for i := range feeds {
		id := fmt.Sprintf("s%d.example", i)
		w.eventually(id+" is well", func() bool { return w.status(p, id).GetState() == sourcev1.FeedState_FEED_STATE_OK })
	}
}

package poll_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/fetchtest"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

// held answers as next does, but not before it may; asked gets each request.
type held struct {
	next  http.Handler
	asked chan struct{}
	may   chan struct{}
}

func (h *held) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.asked <- struct{}{}
	select {
	case <-h.may:
	case <-r.Context().Done():
	}
	h.next.ServeHTTP(w, r)
}

// slow is a feed that a process is in the middle of reading: it answers with two
// stories when it may, however late.
func (w *world) slow(p *process, id string) (gate *held) {
	w.t.Helper()
	f := w.web.Feed("/old", fetchtest.RSS)
	f.Publish(fetchtest.Stories(0, 2, time.Now().Add(-time.Hour))...)
	gate = &held{next: f, asked: make(chan struct{}, 100), may: make(chan struct{})}
	w.reads(p, id, w.web.Handle("/held", gate), feedKind)
	<-gate.asked
	return gate
}

func TestFeedMovesWhileItIsRead(t *testing.T) {
	w := newWorld(t)
	moved := w.web.Feed("/new", fetchtest.RSS)
	moved.Publish(fetchtest.Stories(10, 3, time.Now().Add(-time.Hour))...)
	p := w.start()
	gate := w.slow(p, "a.example")
	_, _, err := p.Update(t.Context(), &sourcev1.Source{
		Id: "a.example", Feeds: []*sourcev1.Feed{{Id: "f", Address: moved.URL, Kind: feedKind}},
	}, []string{"feeds"}, false)
	must(t, err)
	close(gate.may)
	w.eventually("both are read", func() bool { return len(w.stored()) == 5 })
	if n := len(w.web.Requests("/held")); n != 1 {
		t.Errorf("the old address was asked %d times, want once", n)
	}
}

func TestFeedResumedWhileItIsReadIsNotReadTwiceAtOnce(t *testing.T) {
	w := newWorld(t)
	other := w.web.Feed("/other", fetchtest.RSS)
	p := w.start()
	gate := w.slow(p, "a.example")
	for _, paused := range []bool{true, false} {
		_, _, err := p.SetPaused(t.Context(), "a.example", "f", paused)
		must(t, err)
	}
	w.reads(p, "b.example", other.URL, feedKind)
	w.eventually("the other one is read for a while", func() bool { return len(w.web.Requests("/other")) > 2 })
	if n := len(w.web.Requests("/held")); n != 1 {
		t.Errorf("it was asked %d times, want once", n)
	}
	close(gate.may)
	w.eventually("it is read", func() bool { return len(w.stored()) == 2 })
}

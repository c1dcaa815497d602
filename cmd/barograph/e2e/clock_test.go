package e2e_test

import (
	"context"
	"maps"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/cmd/barograph/internal/demo"
	"github.com/barograph/barograph/internal/bus"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	"github.com/barograph/barograph/proto/subject"
)

// clock is what the services take the time from.
func (o options) clock() func() time.Time {
	if o.now != nil {
		return o.now
	}
	return demo.Now
}

// jumping is a clock that is set.
type jumping struct{ offset atomic.Int64 }

func (j *jumping) now() time.Time          { return demo.Now().Add(time.Duration(j.offset.Load())) }
func (j *jumping) set(ahead time.Duration) { j.offset.Store(int64(ahead)) }

// The clocks of all services jump hours and days ahead, and back. Nothing is lost,
// read twice or given up; the ledger's own clock follows them ahead and never goes
// back; and the assessments are those of a system whose clock was there all along.
func TestClocksThatJump(t *testing.T) {
	t.Parallel()
	const ahead = 72 * time.Hour
	all := but(articles(t), "nr-b-05") // whose order would matter
	undisturbed := distributed(t, options{dir: folder(t), initiatives: catalogue(t), now: func() time.Time { return demo.Now().Add(ahead) }})
	undisturbed.submit(all...)
	undisturbed.settle()
	want := hashesOf(undisturbed.records())
	undisturbed.stop()

	var clock jumping
	o := options{dir: folder(t), initiatives: catalogue(t), now: clock.now}
	s := distributed(t, o)
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	jumps := []time.Duration{0, 6 * time.Hour, -5 * time.Hour, ahead, 0, -30 * time.Hour}
	var latest time.Time
	for i, jump := range jumps {
		clock.set(jump)
		if i == 4 {
			s.stop() // what starts with a clock that was set back finds a ledger from the future
			s = distributed(t, o)
		}
		for j := i; j < len(all); j += len(jumps) {
			s.submit(all[j])
		}
		s.settle()
		at := s.status(ctx).GetClock().AsTime()
		if at.Before(latest) || at.Before(demo.Now().Add(jump)) {
			t.Errorf("after a jump to %s the ledger is at %s, was at %s", jump, at, latest)
		}
		latest = at
	}
	if got := hashesOf(s.records()); !maps.Equal(got, want) {
		t.Errorf("jumping    %v\nundisturbed %v", got, want)
	}
	checkReadOnce(ctx, t, s, len(all))
}

// checkReadOnce checks that the ledger has each article once, and that nothing was
// given up.
func checkReadOnce(ctx context.Context, t *testing.T, s *system, articles int) {
	t.Helper()
	read := map[string]int{}
	if _, err := s.conn.ReadAll(ctx, subject.StreamLedger, 1, func(m bus.Msg) error {
		event := &eventv1.ArticleTagged{}
		err := proto.Unmarshal(m.Data, event)
		read[event.GetTaggedArticle().GetArticleId()]++
		return err
	}, subject.ArticleTagged.Filter()); err != nil {
		t.Fatal(err)
	}
	for id, n := range read {
		if n != 1 {
			t.Errorf("%s was read %d times", id, n)
		}
	}
	if len(read) != articles || s.deadLetters(t) != 0 {
		t.Errorf("%d of %d articles were read, %d messages given up", len(read), articles, s.deadLetters(t))
	}
}

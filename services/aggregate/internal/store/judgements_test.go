package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"go.uber.org/zap"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/fault"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/store"
)

// people runs a store of judgements until the test ends, and waits until it is
// ready.
func people(tb testing.TB, conn *bus.Conn) *store.Judgements {
	tb.Helper()
	s := store.NewJudgements(conn, func() time.Time { return known(0) }, zap.NewNop())
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx) }()
	tb.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			tb.Errorf("Run = %v", err)
		}
	})
	bustest.Eventually(tb, "the copy is complete", func() bool { return s.Ready(ctx) == nil })
	return s
}

func recordBy(tb testing.TB, s *store.Judgements, id, author string) *assessmentv1.Judgement {
	tb.Helper()
	stored, err := s.Record(tb.Context(), &assessmentv1.Judgement{InitiativeId: id, Author: author})
	if err != nil {
		tb.Fatal(err)
	}
	return stored
}

func TestWritersNumberJudgementsWithoutGapsOrLosses(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	stores := []*store.Judgements{people(t, server.Connect("a")), people(t, server.Connect("b"))}
	const each = 10
	var wait sync.WaitGroup
	for n, s := range stores {
		wait.Go(func() {
			for i := range each {
				if _, err := s.Record(t.Context(), &assessmentv1.Judgement{InitiativeId: "g", Author: fmt.Sprint(n, "/", i)}); err != nil {
					t.Error(err)
				}
				if _, err := s.Rule(t.Context(), &assessmentv1.Ruling{InitiativeId: "g", Author: fmt.Sprint(n, "/", i)}, 5); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	for _, s := range stores {
		bustest.Eventually(t, "both copies are whole", func() bool { return len(s.Judgements("g")) == 2*each && len(s.Rulings("g")) == 2*each })
		authors := map[string]bool{}
		for i, j := range s.Judgements("g") {
			authors[j.GetAuthor()] = true
			if j.GetNumber() != uint64(i+1) || !j.GetJudgeTime().AsTime().Equal(known(0)) {
				t.Errorf("judgement %d is %v", i+1, j)
			}
		}
		for i, r := range s.Rulings("g") { // after 5, which the ledger had
			if r.GetRevision() != uint64(i+6) {
				t.Errorf("ruling %d is %v", i+6, r)
			}
		}
		if len(authors) != 2*each || s.Judgements("other") != nil || s.Rulings("other") != nil {
			t.Errorf("judgements by %d, of others %v", len(authors), s.Judgements("other"))
		}
	}
}

func TestWithdrawnOnceAndKept(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	s := people(t, server.Connect("a"))
	for _, id := range []string{"g", "other", "g"} {
		recordBy(t, s, id, "ann")
	}
	before := s.Judgements("g")
	if err := s.Withdraw(t.Context(), "g", 2, "misread", "ann"); err != nil {
		t.Fatal(err)
	}
	if got := s.Judgements("g")[1]; got.GetWithdrawReason() != "misread" || got.GetWithdrawnBy() != "ann" || got.GetEndTime() == nil || before[1].GetEndTime() != nil {
		t.Errorf("stored %v, a reader had %v", got, before[1])
	}
	if err := s.Withdraw(t.Context(), "g", 2, "again", ""); !errors.Is(err, fault.ErrConflict) {
		t.Errorf("withdrawn twice: %v", err)
	}
	if err := s.Withdraw(t.Context(), "g", 3, "none", ""); !errors.Is(err, fault.ErrNotFound) {
		t.Errorf("withdrawn what is not: %v", err)
	}
	again := people(t, server.Connect("b"))
	if got, want := again.Judgements("g"), s.Judgements("g"); len(got) != 2 || !proto.Equal(got[0], want[0]) || !proto.Equal(got[1], want[1]) {
		t.Errorf("read again: %v, want %v", got, want)
	}
}

func TestRulingsAreFollowedInTheirOrder(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	s := people(t, server.Connect("a"))
	rule := func() {
		t.Helper()
		if _, err := s.Rule(t.Context(), &assessmentv1.Ruling{InitiativeId: "g.x*", Author: "ann"}, 0); err != nil {
			t.Fatal(err)
		}
	}
	recordBy(t, s, "g.x*", "ann") // is no ruling
	rule()
	rule()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	seen, there, done := make(chan uint64, 10), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		s.FollowRulings(ctx, func(r *assessmentv1.Ruling) { seen <- r.GetRevision() }, sync.OnceFunc(func() { close(there) }))
	}()
	<-there
	rule()
	for want := uint64(1); want <= 3; want++ {
		if got := <-seen; got != want {
			t.Errorf("ruling %d, want %d", got, want)
		}
	}
	cancel()
	<-done
}

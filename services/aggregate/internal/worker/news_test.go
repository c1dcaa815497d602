package worker_test

import (
	"slices"
	"testing"
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/services/aggregate/internal/board"
	"github.com/barograph/barograph/services/aggregate/internal/worker"
)

// The delay of news is that of articles that are read for the first time, until
// the record is stored; what the ledger had at the start is old.
func TestDelayOfNews(t *testing.T) {
	var ledger stream
	ledger.define(t, "g", 1, 0.4)
	ledger.define(t, "h", 2, 0.4)
	ledger.read(t, "old", "g")
	kept := newKeeper()
	var delays []time.Duration
	w := worker.New(worker.Deps{
		Reader: &ledger, Assessments: kept, Board: board.New(), Model: model(t), Log: zap.NewNop(),
		Now:   func() time.Time { return day(1).Add(time.Minute) },
		Delay: func(d time.Duration) { delays = append(delays, d) },
	})
	if err := w.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	tell := func(what string, want int) {
		t.Helper()
		if len(delays) != want || slices.ContainsFunc(delays, func(d time.Duration) bool { return d != time.Minute }) {
			t.Fatalf("%s: delays %v, want %d", what, delays, want)
		}
	}
	tell("at the start", 0)
	first := ledger.read(t, "a", "g", "h")
	kept.onSave = func(string) error { return fault.Transient("TEST", "no bus", nil) }
	w.Handle(t.Context(), []bus.Msg{first})
	tell("not stored", 0)
	kept.onSave = nil
	w.Handle(t.Context(), []bus.Msg{first})
	tell("in two assessments", 2)
	w.Handle(t.Context(), []bus.Msg{ledger.readUnder(t, 7, "a", "g"), ledger.read(t, "b")})
	tell("read again under a newer catalogue, and nothing found", 2)
}

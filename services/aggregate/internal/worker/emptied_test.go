package worker_test

import (
	"context"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/services/aggregate/internal/worker"
)

// emptied is a ledger that had messages, and has none any more.
type emptied struct {
	last  uint64
	began chan uint64 // behind which sequences it was followed
}

func (e emptied) ReadAll(context.Context, string, uint64, func(bus.Msg) error, ...string) (uint64, error) {
	return e.last, nil
}

func (e emptied) Follow(ctx context.Context, f bus.Follow) error {
	e.began <- *f.After
	if *f.After < e.last {
		return fault.NotFound("SEQUENCE_GONE", "it keeps nothing")
	}
	<-ctx.Done()
	return ctx.Err()
}

// A ledger that was emptied is followed from its end, not looked at again and again.
func TestLedgerThatWasEmptiedIsFollowedFromItsEnd(t *testing.T) {
	ledger := emptied{last: 5, began: make(chan uint64, 100)}
	w, _ := begin(t, ledger, newKeeper())
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	done := make(chan error)
	go func() { done <- w.Follow(ctx, worker.Feed{Source: ledger, Limit: 10, Wait: time.Millisecond}) }()
	if first, second := <-ledger.began, <-ledger.began; first != 0 || second != 5 {
		t.Errorf("followed behind %d, then behind %d", first, second)
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

package deadletter_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/deadletter"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/proto/subject"
)

// What lies in the ledger is read again from there: it is not appended once more,
// and its letter stays until it is discarded.
func TestLetterOfTheLedgerIsNotSentAgain(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{}).Connect("aggregate")
	day := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	message := bus.Message{Subject: subject.Tick(day), MsgID: subject.TickMsgID(day), Data: []byte("no tick")}
	if _, err := bus.NewPublisher(conn).Publish(t.Context(), message); err != nil {
		t.Fatal(err)
	}
	c, err := bus.NewConsumer(conn, bus.ConsumerConfig{Stream: subject.StreamLedger, Durable: subject.DurableLedger})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		done <- c.Consume(ctx, func(context.Context, bus.Msg) bus.Outcome { return bus.Reject("invalid_fact", errors.New("it is bad")) })
	}()
	box := deadletter.New(conn)
	var letters []deadletter.Letter
	bustest.Eventually(t, "rejected", func() bool {
		letters, _, err = box.List(t.Context(), deadletter.Filter{}, deadletter.Span{}, 10)
		return err == nil && len(letters) == 1
	})
	cancel()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if _, err := box.Redrive(t.Context(), letters[0].Seq); !errors.Is(err, fault.ErrPrecondition) {
		t.Errorf("Redrive = %v, want fault.ErrPrecondition", err)
	}
	if last, err := conn.LastSeq(t.Context(), subject.StreamLedger); err != nil || last != 1 {
		t.Errorf("the ledger ends at %d, %v; want 1", last, err)
	}
	if err := box.Discard(t.Context(), letters[0].Seq); err != nil {
		t.Error(err)
	}
}

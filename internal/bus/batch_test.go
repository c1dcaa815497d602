package bus_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/deadletter"
	"github.com/barograph/barograph/internal/fault"
)

func TestConsumeBatch(t *testing.T) {
	conn := start(t)
	const n, limit = 100, 16
	for i := range n {
		publish(t, conn, article(fmt.Sprint(i)))
	}
	var (
		seen  tally
		mu    sync.Mutex
		sizes []int
	)
	c := newConsumer(t, conn, nil)
	stop := consuming(t, func(ctx context.Context) error {
		return c.ConsumeBatch(ctx, limit, 50*time.Millisecond, func(_ context.Context, msgs []bus.Msg) []bus.Outcome {
			mu.Lock()
			sizes = append(sizes, len(msgs))
			mu.Unlock()
			outcomes := make([]bus.Outcome, len(msgs))
			for i, msg := range msgs {
				outcomes[i] = bus.Ack()
				if seen.add(msg) == 1 && string(msg.Data) == "7" {
					outcomes[i] = bus.Retry(time.Millisecond, errors.New("not yet"))
				}
			}
			return outcomes
		})
	})
	bustest.Eventually(t, "all acknowledged", settled(t, conn))
	stop()
	if distinct, all := seen.total(); distinct != n || all != n+1 {
		t.Errorf("saw %d messages %d times, want %d and one of them twice", distinct, all, n)
	}
	if sizes[0] != limit {
		t.Errorf("first batch has %d messages, want the limit %d", sizes[0], limit)
	}
	for _, size := range sizes {
		if size < 1 || size > limit {
			t.Errorf("a batch has %d messages, want 1 to %d", size, limit)
		}
	}
}

func TestBatchRejectsOnlyTheCulpritOfAPanic(t *testing.T) {
	conn := start(t)
	for _, id := range []string{"a", "poison", "b"} {
		publish(t, conn, article(id))
	}
	var good tally
	c := newConsumer(t, conn, nil)
	consuming(t, func(ctx context.Context) error {
		return c.ConsumeBatch(ctx, 10, 50*time.Millisecond, func(_ context.Context, msgs []bus.Msg) []bus.Outcome {
			outcomes := make([]bus.Outcome, len(msgs))
			for i, msg := range msgs {
				if string(msg.Data) == "poison" {
					panic("boom")
				}
				outcomes[i] = bus.Ack()
			}
			for _, msg := range msgs {
				good.add(msg)
			}
			return outcomes
		})
	})
	bustest.Eventually(t, "all settled", settled(t, conn))
	letters := letters(t, conn, deadletter.Filter{})
	if len(letters) != 1 || string(letters[0].Data) != "poison" || letters[0].Reason != bus.ReasonPanic {
		t.Errorf("letters = %+v, want the poison", letters)
	}
	if distinct, _ := good.total(); distinct != 2 {
		t.Errorf("%d good messages went through, want 2", distinct)
	}
}

func TestBatchWithTooFewOutcomesLosesNothing(t *testing.T) {
	conn := start(t)
	publish(t, conn, article("a"))
	var seen tally
	c := newConsumer(t, conn, nil)
	consuming(t, func(ctx context.Context) error {
		return c.ConsumeBatch(ctx, 10, time.Millisecond, func(_ context.Context, msgs []bus.Msg) []bus.Outcome {
			if seen.add(msgs[0]) == 1 {
				return nil
			}
			return []bus.Outcome{bus.Ack()}
		})
	})
	bustest.Eventually(t, "acknowledged", settled(t, conn))
	if _, all := seen.total(); all != 2 {
		t.Errorf("delivered %d times, want twice", all)
	}
}

func TestOutcomeOf(t *testing.T) {
	conn := start(t)
	for name, tt := range map[string]struct {
		err    error
		reason string // of the dead letter
	}{
		"invalid with a reason": {fault.Invalid("NO_TEXT", "there is no text"), "no_text"},
		"invalid without":       {fmt.Errorf("decode: %w", fault.ErrInvalid), bus.ReasonInvalid},
		"internal":              {errors.New("nil map"), bus.ReasonExhausted},
		"transient":             {fault.Transient("DOWN", "down", nil), bus.ReasonExhausted},
	} {
		t.Run(name, func(t *testing.T) {
			publish(t, conn, article(name))
			c := newConsumer(t, conn, func(cfg *bus.ConsumerConfig) { cfg.Attempts = 2 })
			stop := consuming(t, func(ctx context.Context) error {
				return c.Consume(ctx, func(context.Context, bus.Msg) bus.Outcome { return bus.OutcomeOf(tt.err) })
			})
			bustest.Eventually(t, "settled", settled(t, conn))
			stop()
			letters := letters(t, conn, deadletter.Filter{Reason: tt.reason})
			if len(letters) == 0 || string(letters[len(letters)-1].Data) != name {
				t.Errorf("letters with reason %s = %+v", tt.reason, letters)
			}
		})
	}
}

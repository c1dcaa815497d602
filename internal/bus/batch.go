package bus

import (
	"context"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/barograph/barograph/internal/logging"
)

// ConsumeBatch gives messages to the handler in batches, one batch at a time:
// as soon as limit messages are there, or wait after the first of them. It ends
// as Consume does.
func (c *Consumer) ConsumeBatch(ctx context.Context, limit int, wait time.Duration, handle BatchHandler) error {
	if limit < 1 || wait <= 0 {
		return fmt.Errorf("consume %s in batches: limit %d and wait %s must be positive", c.cfg.Durable, limit, wait)
	}
	return c.loop(ctx, func(ctx context.Context, s *session) error {
		work, end := c.workContext(ctx)
		defer end()
		s.work = work
		prefetch := c.cfg.Prefetch
		if prefetch <= 0 {
			prefetch = 2 * limit
		}
		inbox, done := make(chan jetstream.Msg), make(chan struct{})
		go func() {
			defer close(done)
			for batch := collect(ctx, inbox, limit, wait); len(batch) > 0; batch = collect(ctx, inbox, limit, wait) {
				s.handleBatch(batch, handle)
			}
		}()
		err := s.serve(ctx, prefetch, func(raw jetstream.Msg) { inbox <- raw })
		close(inbox)
		<-done
		return err
	})
}

// collect returns the next batch, which is empty when inbox has been closed.
// After ctx has ended it waits for no more than what is there.
func collect(ctx context.Context, inbox <-chan jetstream.Msg, limit int, wait time.Duration) []jetstream.Msg {
	first, ok := <-inbox
	if !ok {
		return nil
	}
	batch := append(make([]jetstream.Msg, 0, limit), first)
	timer := time.NewTimer(wait)
	defer timer.Stop()
	for len(batch) < limit {
		select {
		case raw, ok := <-inbox:
			if !ok {
				return batch
			}
			batch = append(batch, raw)
		case <-timer.C:
			return batch
		case <-ctx.Done():
			return batch
		}
	}
	return batch
}

func (s *session) handleBatch(raws []jetstream.Msg, handle BatchHandler) {
	start := time.Now()
	alive := keepAlive(s.ackWait, raws...)
	defer alive.stop()
	var (
		live []jetstream.Msg
		msgs []Msg
	)
	for _, raw := range raws {
		msg, err := received(raw)
		if err != nil {
			s.log.Error("message has no metadata", logging.Subject(raw.Subject()), logging.Error(err))
			continue
		}
		if msg.Delivered > uint64(s.attempts) {
			s.settle(msg.Context(s.work), raw, msg, exhausted(msg, nil), start)
			continue
		}
		live, msgs = append(live, raw), append(msgs, msg)
	}
	if len(msgs) == 0 {
		return
	}
	for i, outcome := range s.callBatch(msgs, handle) {
		s.settle(msgs[i].Context(s.work), live[i], msgs[i], outcome, start)
	}
}

// callBatch returns exactly one outcome for each message.
func (s *session) callBatch(msgs []Msg, handle BatchHandler) []Outcome {
	outcomes, panicked := s.tryBatch(msgs, handle)
	if panicked == nil {
		return outcomes
	}
	if len(msgs) == 1 {
		return []Outcome{*panicked}
	}
	outcomes = make([]Outcome, 0, len(msgs))
	for i := range msgs {
		one, panicked := s.tryBatch(msgs[i:i+1], handle)
		if panicked != nil {
			one = []Outcome{*panicked}
		}
		outcomes = append(outcomes, one...)
	}
	return outcomes
}

func (s *session) tryBatch(msgs []Msg, handle BatchHandler) (outcomes []Outcome, panicked *Outcome) {
	ctx, cancel := context.WithTimeout(s.work, s.timeout)
	defer cancel()
	defer func() {
		if v := recover(); v != nil {
			o := s.panicked(v)
			panicked = &o
		}
	}()
	outcomes = handle(ctx, msgs)
	if len(outcomes) != len(msgs) {
		err := fmt.Errorf("handler returned %d outcomes for %d messages", len(outcomes), len(msgs))
		outcomes = make([]Outcome, len(msgs))
		for i := range outcomes {
			outcomes[i] = Retry(0, err)
		}
	}
	return outcomes, nil
}

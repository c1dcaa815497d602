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
	prefetch := c.cfg.Prefetch
	if prefetch <= 0 {
		prefetch = limit
	}
	return c.loop(ctx, func(ctx context.Context, s *session) error {
		return s.serve(ctx, prefetch, func(queue <-chan jetstream.Msg) {
			for batch := collect(ctx, queue, limit, wait); len(batch) > 0; batch = collect(ctx, queue, limit, wait) {
				s.handleBatch(batch, handle)
				for _, raw := range batch {
					s.release(raw)
				}
			}
		})
	})
}

// collect returns the next batch, which is empty when the queue is closed and
// empty. After ctx has ended it waits for no more than what is there.
func collect(ctx context.Context, queue <-chan jetstream.Msg, limit int, wait time.Duration) []jetstream.Msg {
	first, ok := <-queue
	if !ok {
		return nil
	}
	batch := append(make([]jetstream.Msg, 0, limit), first)
	timer := time.NewTimer(wait)
	defer timer.Stop()
	for len(batch) < limit {
		select {
		case raw, ok := <-queue:
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
	var (
		live []jetstream.Msg
		msgs []Msg
	)
	for _, raw := range raws {
		if s.work.Err() != nil {
			s.giveBack(raw)
			continue
		}
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
	ctx, each, end := s.traces.batch(s.work, msgs)
	defer end()
	for i, outcome := range s.callBatch(ctx, msgs, handle) {
		s.settle(each(i), live[i], msgs[i], outcome, start)
	}
}

// callBatch returns exactly one outcome for each message.
func (s *session) callBatch(ctx context.Context, msgs []Msg, handle BatchHandler) []Outcome {
	outcomes, panicked := s.tryBatch(ctx, msgs, handle)
	if panicked == nil {
		return outcomes
	}
	if len(msgs) == 1 {
		return []Outcome{*panicked}
	}
	outcomes = make([]Outcome, 0, len(msgs))
	for i := range msgs {
		one, panicked := s.tryBatch(ctx, msgs[i:i+1], handle)
		if panicked != nil {
			one = []Outcome{*panicked}
		}
		outcomes = append(outcomes, one...)
	}
	return outcomes
}

func (s *session) tryBatch(ctx context.Context, msgs []Msg, handle BatchHandler) (outcomes []Outcome, panicked *Outcome) {
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
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

package bus

import (
	"context"
	"errors"
	"runtime/debug"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/correlation"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/run"
)

// Consume gives each message to the handler, up to Workers at once, until ctx
// ends; then it takes no more, finishes what it has and returns nil. While the
// consumer is missing it waits for it, and Ready says so. An error is a
// connection that was closed.
func (c *Consumer) Consume(ctx context.Context, handle Handler) error {
	prefetch := c.cfg.Prefetch
	if prefetch <= 0 {
		prefetch = max(16, 2*c.cfg.Workers)
	}
	return c.loop(ctx, func(ctx context.Context, s *session) error {
		return s.serve(ctx, prefetch, func(queue <-chan jetstream.Msg) {
			var pool sync.WaitGroup
			for range c.cfg.Workers {
				pool.Go(func() {
					for raw := range queue {
						s.handle(raw, handle)
						s.release(raw)
					}
				})
			}
			pool.Wait()
		})
	})
}

func (s *session) handle(raw jetstream.Msg, handle Handler) {
	start := time.Now()
	if s.work.Err() != nil {
		s.giveBack(raw)
		return
	}
	msg, err := received(raw)
	if err != nil { // not a message of JetStream: there is nothing to acknowledge
		s.log.Error("message has no metadata", logging.Subject(raw.Subject()), logging.Error(err))
		return
	}
	ctx, span := s.traces.processing(msg.Context(s.work), msg, s.cfg.Apart)
	defer span.End()
	outcome, noted := exhausted(msg, nil), []zap.Field(nil)
	if msg.Delivered <= uint64(s.attempts) {
		outcome, noted = s.callWithRoom(ctx, msg, handle)
	}
	s.settle(ctx, raw, msg, outcome, start, noted...)
}

// callWithRoom calls the handler, again and again while there is no room for what
// follows from the message, or no permission to publish it: that says nothing about
// the message, and shall not use up its attempts. It returns what the handler noted
// the last time, too.
func (s *session) callWithRoom(ctx context.Context, msg Msg, handle Handler) (Outcome, []zap.Field) {
	outcome, noted := s.call(ctx, msg, handle)
	for pause := s.cfg.RetryAfter; outcome.verdict == verdictRetry && stuck(outcome.err); pause = min(2*pause, longestRetry) {
		s.log.Warn("message waits for room", logging.Subject(msg.Subject), logging.StreamSeq(msg.Seq), logging.EventID(msg.MsgID),
			logging.CorrelationID(correlation.ID(ctx)), logging.RetryAfter(pause), logging.Error(outcome.err))
		if !run.Wait(s.work, jitter(pause)) {
			break
		}
		outcome, noted = s.call(ctx, msg, handle)
	}
	return outcome, noted
}

// stuck tells whether an error is of the store and not of the message.
func stuck(err error) bool { return errors.Is(err, fault.ErrExhausted) || errors.Is(err, ErrForbidden) }

// call calls the handler with a deadline and turns a panic into a rejection.
func (s *session) call(ctx context.Context, msg Msg, handle Handler) (outcome Outcome, noted []zap.Field) {
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	ctx, taken := logging.WithNotes(ctx)
	defer func() {
		if v := recover(); v != nil {
			outcome = s.panicked(v)
		}
		noted = taken()
	}()
	return handle(ctx, msg), nil
}

func (s *session) panicked(v any) Outcome {
	s.log.Error("handler panicked", logging.Stack(debug.Stack()))
	return Reject(ReasonPanic, fault.Panicked(v))
}

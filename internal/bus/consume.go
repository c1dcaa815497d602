package bus

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/barograph/barograph/internal/logging"
)

// Consume gives each message to the handler, up to Workers at once, until ctx
// ends; then it takes no more, finishes what it has and returns nil. While the
// consumer is missing it waits for it, and Ready says so. An error is a
// connection that was closed.
func (c *Consumer) Consume(ctx context.Context, handle Handler) error {
	return c.loop(ctx, func(ctx context.Context, s *session) error {
		work, end := c.workContext(ctx)
		defer end()
		s.work = work
		prefetch := c.cfg.Prefetch
		if prefetch <= 0 {
			prefetch = 2 * c.cfg.Workers
		}
		var pool sync.WaitGroup
		defer pool.Wait()
		slots := make(chan struct{}, c.cfg.Workers)
		return s.serve(ctx, prefetch, func(raw jetstream.Msg) {
			slots <- struct{}{}
			pool.Go(func() {
				defer func() { <-slots }()
				s.handle(raw, handle)
			})
		})
	})
}

func (s *session) handle(raw jetstream.Msg, handle Handler) {
	start := time.Now()
	msg, err := received(raw)
	if err != nil { // not a message of JetStream: there is nothing to acknowledge
		s.log.Error("message has no metadata", logging.Subject(raw.Subject()), logging.Error(err))
		return
	}
	alive := keepAlive(s.ackWait, raw)
	defer alive.stop()
	ctx := msg.Context(s.work)
	var outcome Outcome
	if msg.Delivered > uint64(s.attempts) {
		outcome = exhausted(msg, nil)
	} else {
		outcome = s.call(ctx, msg, handle)
	}
	s.settle(ctx, raw, msg, outcome, start)
}

// call calls the handler with a deadline and turns a panic into a rejection.
func (s *session) call(ctx context.Context, msg Msg, handle Handler) (outcome Outcome) {
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	defer func() {
		if v := recover(); v != nil {
			outcome = s.panicked(v)
		}
	}()
	return handle(ctx, msg)
}

func (s *session) panicked(v any) Outcome {
	s.log.Error("handler panicked", logging.Stack(debug.Stack()))
	return Reject(ReasonPanic, fmt.Errorf("handler panicked: %v", v))
}

// alive tells the server at a third of AckWait that messages are being worked
// on, until it is stopped.
type alive struct {
	mu      sync.Mutex
	timer   *time.Timer
	stopped bool
}

func keepAlive(ackWait time.Duration, raw ...jetstream.Msg) *alive {
	a := &alive{}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.timer = time.AfterFunc(ackWait/3, func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		if a.stopped {
			return
		}
		for _, m := range raw {
			// An error means no connection, or a message settled meanwhile: the
			// server delivers it again or has it; there is nothing to do here.
			_ = m.InProgress()
		}
		a.timer.Reset(ackWait / 3)
	})
	return a
}

func (a *alive) stop() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.stopped = true
	a.timer.Stop()
}

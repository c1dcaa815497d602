package bus

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/run"
)

// Defaults of [ConsumerConfig].
const (
	// DefaultAttempts is how often a message is tried before it is rejected.
	DefaultAttempts = 5
	defaultDrain    = 8 * time.Second // below run.DefaultGrace
	defaultRetry    = time.Second
	longestRetry    = time.Minute
)

// ErrUnbound tells that the consumer does not exist (any more) or cannot be
// reached, so that nothing is being delivered.
var ErrUnbound = errors.New("consumer is not bound")

// ConsumerConfig says what is consumed and how. Zero values take the defaults
// that are given here.
type ConsumerConfig struct {
	// Stream and Durable name a consumer that [Provision] has made.
	Stream, Durable string
	// Workers is how many handlers of Consume run at once; default 1.
	Workers int
	// Prefetch is how many messages are asked for at once; default 16 or twice
	// the workers, or a batch. Messages that wait here for a handler are kept
	// from being delivered elsewhere.
	Prefetch int
	// Attempts is how often a message is tried; default [DefaultAttempts]. It
	// is never more than the server delivers.
	Attempts int
	// Timeout is the deadline of a handler; default half of AckWait. It may be
	// longer than AckWait.
	Timeout time.Duration
	// RetryAfter is the delay of the first retry; default 1 s. It doubles with
	// each attempt, to a minute at most.
	RetryAfter time.Duration
	// DrainTimeout is how long handlers may go on after ctx has ended; default
	// 8 s, so that a stage of run has time left to stop. What is not finished
	// then is delivered again.
	DrainTimeout time.Duration
	// Apart says that handling a message begins a trace of its own, linked to that
	// of the message: for what is handled again long after.
	Apart bool
}

// Consumer delivers the messages of a durable consumer to a handler.
type Consumer struct {
	conn      *Conn
	cfg       ConsumerConfig
	publisher *Publisher
	log       *zap.Logger
	traces    spans

	mu    sync.Mutex
	state error // nil while bound
}

// NewConsumer makes a consumer; nothing is delivered until Consume or
// ConsumeBatch runs.
func NewConsumer(conn *Conn, cfg ConsumerConfig) (*Consumer, error) {
	if cfg.Stream == "" || cfg.Durable == "" {
		return nil, fmt.Errorf("make consumer %q of %q: stream and durable are required", cfg.Durable, cfg.Stream)
	}
	conn.metrics.lag.add(cfg.Stream, cfg.Durable)
	cfg.Workers = max(cfg.Workers, 1)
	if cfg.Attempts <= 0 {
		cfg.Attempts = DefaultAttempts
	}
	if cfg.RetryAfter <= 0 {
		cfg.RetryAfter = defaultRetry
	}
	if cfg.DrainTimeout <= 0 {
		cfg.DrainTimeout = defaultDrain
	}
	return &Consumer{
		conn: conn, cfg: cfg, publisher: NewPublisher(conn), traces: spans{conn.traces},
		log:   conn.log.With(logging.Stream(cfg.Stream), logging.Consumer(cfg.Durable)),
		state: ErrUnbound,
	}, nil
}

// Ready is nil while messages can be delivered, else an [ErrUnbound] with the
// reason. It is a check of readiness.
func (c *Consumer) Ready(context.Context) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.state
}

func (c *Consumer) setState(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.state = err
}

// loop binds and runs sessions until ctx ends or the connection is closed.
func (c *Consumer) loop(ctx context.Context, serve func(ctx context.Context, s *session) error) error {
	defer c.setState(ErrUnbound)
	for pause := firstPause; ctx.Err() == nil; pause = min(2*pause, longestPause) {
		s, err := c.bind(ctx)
		if err == nil {
			c.setState(nil)
			c.log.Info("consumer bound")
			err = serve(ctx, s)
			pause = firstPause
		}
		if ctx.Err() != nil {
			break
		}
		c.setState(fmt.Errorf("%w: %w", ErrUnbound, err))
		c.log.Warn("consumer not bound, trying again", logging.Error(err))
		if c.conn.nc.IsClosed() {
			return fmt.Errorf("consume %s: %w", c.cfg.Durable, nats.ErrConnectionClosed)
		}
		run.Wait(ctx, jitter(pause))
	}
	return nil
}

func (c *Consumer) bind(ctx context.Context) (*session, error) {
	if err := c.conn.connected(); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	remote, err := c.conn.js.Consumer(ctx, c.cfg.Stream, c.cfg.Durable)
	if err != nil {
		return nil, fmt.Errorf("look up consumer: %w", err)
	}
	server := remote.CachedInfo().Config
	s := &session{
		Consumer: c, remote: remote, ackWait: server.AckWait, attempts: c.cfg.Attempts, timeout: c.cfg.Timeout,
		held: map[jetstream.Msg]struct{}{},
	}
	if server.MaxDeliver > 0 {
		s.attempts = min(s.attempts, server.MaxDeliver)
	}
	if s.timeout <= 0 {
		s.timeout = s.ackWait / 2
	}
	return s, nil
}

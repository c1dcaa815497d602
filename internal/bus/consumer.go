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
)

// Defaults of [ConsumerConfig].
const (
	// DefaultAttempts is how often a message is tried before it is rejected.
	DefaultAttempts = 5
	defaultDrain    = 10 * time.Second
	defaultRetry    = time.Second
	longestRetry    = time.Minute
	pullExpiry      = 10 * time.Second // heartbeats every half of it
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
	// Prefetch is how many messages wait in this process for a handler, while
	// their AckWait runs; default twice the workers, or twice a batch.
	Prefetch int
	// Attempts is how often a message is tried; default [DefaultAttempts]. It
	// is never more than the server delivers.
	Attempts int
	// Timeout is the deadline of a handler; default a third of AckWait, so that
	// a message that waited behind two slow ones is still ours.
	Timeout time.Duration
	// RetryAfter is the delay of the first retry; default 1 s. It doubles with
	// each attempt, to a minute at most.
	RetryAfter time.Duration
	// DrainTimeout is how long handlers may go on after ctx has ended; default
	// 10 s. What is not finished then is delivered again.
	DrainTimeout time.Duration
}

// Consumer delivers the messages of a durable consumer to a handler.
type Consumer struct {
	conn      *Conn
	cfg       ConsumerConfig
	publisher *Publisher
	log       *zap.Logger

	mu    sync.Mutex
	state error // nil while bound
}

// NewConsumer makes a consumer; nothing is delivered until Consume or
// ConsumeBatch runs.
func NewConsumer(conn *Conn, cfg ConsumerConfig) (*Consumer, error) {
	if cfg.Stream == "" || cfg.Durable == "" {
		return nil, fmt.Errorf("make consumer %q of %q: stream and durable are required", cfg.Durable, cfg.Stream)
	}
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
		conn: conn, cfg: cfg, publisher: NewPublisher(conn),
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

// session is one binding to the consumer on the server.
type session struct {
	*Consumer
	remote   jetstream.Consumer
	ackWait  time.Duration
	attempts int
	timeout  time.Duration
	work     context.Context // of the handlers: ends DrainTimeout after the session is to stop
	lost     chan error      // gets why the binding was lost
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
		sleep(ctx, jitter(pause))
	}
	return nil
}

func (c *Consumer) bind(ctx context.Context) (*session, error) {
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	remote, err := c.conn.js.Consumer(ctx, c.cfg.Stream, c.cfg.Durable)
	if err != nil {
		return nil, fmt.Errorf("look up consumer: %w", err)
	}
	server := remote.CachedInfo().Config
	s := &session{Consumer: c, remote: remote, ackWait: server.AckWait, attempts: c.cfg.Attempts,
		timeout: c.cfg.Timeout, lost: make(chan error, 1)}
	if server.MaxDeliver > 0 {
		s.attempts = min(s.attempts, server.MaxDeliver)
	}
	if s.timeout <= 0 {
		s.timeout = s.ackWait / 3
	}
	return s, nil
}

// serve delivers to callback, one message after the other, until ctx ends or
// the binding is lost. It returns after the last callback.
func (s *session) serve(ctx context.Context, prefetch int, callback func(jetstream.Msg)) error {
	intake, err := s.remote.Consume(callback, jetstream.PullMaxMessages(prefetch),
		jetstream.PullExpiry(pullExpiry), jetstream.ConsumeErrHandler(s.onError))
	if err != nil {
		return fmt.Errorf("start consuming: %w", err)
	}
	closed := intake.Closed()
	select {
	case <-ctx.Done():
		intake.Drain() // deliver what is here, ask for no more
		<-closed
		return nil
	case err := <-s.lost:
		intake.Stop()
		<-closed
		return err
	}
}

// onError hears what goes wrong behind Consume, which otherwise goes on in
// silence.
func (s *session) onError(_ jetstream.ConsumeContext, err error) {
	switch {
	case errors.Is(err, jetstream.ErrConsumerDeleted), errors.Is(err, jetstream.ErrConsumerNotFound),
		errors.Is(err, jetstream.ErrBadRequest), errors.Is(err, jetstream.ErrConnectionClosed):
		s.lose(err)
	case (errors.Is(err, jetstream.ErrNoHeartbeat) || errors.Is(err, nats.ErrNoResponders)) && s.conn.nc.IsConnected():
		ctx, cancel := context.WithTimeout(s.work, requestTimeout)
		defer cancel()
		if _, infoErr := s.remote.Info(ctx); infoErr != nil {
			s.lose(errors.Join(err, infoErr))
		}
	default:
		s.log.Warn("consumer reported an error", logging.Error(err))
	}
}

func (s *session) lose(err error) {
	select {
	case s.lost <- err:
	default:
	}
}

// workContext is the context of handlers: it goes on for DrainTimeout after
// ctx has ended. The function returned ends it at once.
func (c *Consumer) workContext(ctx context.Context) (context.Context, context.CancelFunc) {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		if sleep(work, c.cfg.DrainTimeout) {
			cancel()
		}
	})
	return work, func() {
		stop()
		cancel()
	}
}

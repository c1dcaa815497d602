package bus

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/run"
)

// fetchWait is how long one request for messages stays open, and so how long an
// idle consumer takes to stop and to notice that it was deleted.
const fetchWait = 500 * time.Millisecond

// mostFetched is about how many bytes are asked for at once, so that many large
// messages do not fill the memory. The server is not told: with a limit in bytes it
// says that a batch is complete before it has sent the batch of a replicated
// consumer, and the client goes away from what then comes (2.15.2, three nodes).
const mostFetched = 8 * mib

// session is one binding to the consumer on the server.
type session struct {
	*Consumer
	remote   jetstream.Consumer
	ackWait  time.Duration
	attempts int
	timeout  time.Duration
	work     context.Context // of the handlers: ends DrainTimeout after the session is to stop

	mu   sync.Mutex
	held map[jetstream.Msg]struct{} // fetched and not settled
}

// serve fetches messages and gives them to process through a queue until ctx
// ends or the binding is lost. It returns when process has returned, which it
// does when the queue is closed and empty.
//
// Each request for messages is awaited to its end. The client's own Consume
// leaves a request open all the time, and messages that the server sends
// between its last look and the end of the subscription are lost until AckWait
// has passed, on Drain too (seen with nats.go 1.55 and a backlog).
func (s *session) serve(ctx context.Context, prefetch int, process func(<-chan jetstream.Msg)) error {
	work, end := s.workContext(ctx)
	defer end()
	s.work = work
	var wait sync.WaitGroup
	defer wait.Wait()
	alive, rest := context.WithCancel(context.WithoutCancel(ctx))
	defer rest()
	wait.Go(func() { s.keepAlive(alive) })

	queue := make(chan jetstream.Msg, prefetch)
	done := make(chan struct{})
	wait.Go(func() {
		defer close(done)
		process(queue)
	})
	err := s.fetch(ctx, prefetch, queue)
	close(queue)
	<-done
	return err
}

func (s *session) fetch(ctx context.Context, prefetch int, queue chan<- jetstream.Msg) error {
	for ask := min(prefetch, mostFetched/mib); ctx.Err() == nil; {
		if err := s.conn.connected(); err != nil {
			return err
		}
		batch, err := s.remote.Fetch(ask, jetstream.FetchMaxWait(fetchWait))
		if err != nil {
			return fmt.Errorf("fetch messages: %w", err)
		}
		if n, bytes := s.enqueue(batch.Messages(), queue); n > 0 {
			ask = max(1, min(prefetch, 2*ask, mostFetched*n/max(bytes, 1)))
		}
		if err := batch.Error(); err != nil {
			return fmt.Errorf("fetch messages: %w", err)
		}
	}
	return nil
}

// enqueue passes messages on. It takes them as they come, also while the queue
// has no room, since only what it holds is kept from being delivered again. It
// returns how many there were, and of how many bytes.
func (s *session) enqueue(messages <-chan jetstream.Msg, queue chan<- jetstream.Msg) (n, bytes int) {
	var waiting []jetstream.Msg
	for messages != nil || len(waiting) > 0 {
		var (
			next jetstream.Msg
			room chan<- jetstream.Msg
		)
		if len(waiting) > 0 {
			next, room = waiting[0], queue
		}
		select {
		case raw, ok := <-messages:
			if !ok {
				messages = nil
				continue
			}
			s.hold(raw)
			waiting = append(waiting, raw)
			n, bytes = n+1, bytes+len(raw.Data())
		case room <- next:
			waiting = waiting[1:]
		}
	}
	return n, bytes
}

func (s *session) hold(raw jetstream.Msg) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held[raw] = struct{}{}
}

func (s *session) release(raw jetstream.Msg) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.held, raw)
}

// keepAlive tells the server at every third of AckWait that the messages that
// are held are being worked on.
func (s *session) keepAlive(ctx context.Context) {
	ticker := time.NewTicker(s.ackWait / 3)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		s.mu.Lock()
		for raw := range s.held {
			if err := raw.InProgress(); err != nil {
				// No connection: the server will deliver the message again.
				s.log.Debug("message may be delivered twice", logging.Error(err))
			}
		}
		s.mu.Unlock()
	}
}

// workContext is the context of handlers: it goes on for DrainTimeout after
// ctx has ended. The function returned ends it at once.
func (c *Consumer) workContext(ctx context.Context) (context.Context, context.CancelFunc) {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		if run.Wait(work, c.cfg.DrainTimeout) {
			cancel()
		}
	})
	return work, func() {
		stop()
		cancel()
	}
}

// giveBack returns a message that there is no time left to work on.
func (s *session) giveBack(raw jetstream.Msg) {
	if err := raw.Nak(); err != nil {
		s.log.Warn("message could not be given back", logging.Subject(raw.Subject()), logging.Error(err))
	}
}

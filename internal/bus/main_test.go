package bus_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/goleak"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/deadletter"
	"github.com/barograph/barograph/proto/subject"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// article is the event of an article with this id and its id as the payload.
func article(id string) bus.Message {
	return bus.Message{
		Subject: subject.ArticleAccepted.For("example.org"),
		MsgID:   subject.ArticleMsgID(subject.ArticleAccepted, id, 1),
		Data:    []byte(id),
	}
}

func publish(t *testing.T, conn *bus.Conn, messages ...bus.Message) {
	t.Helper()
	publisher := bus.NewPublisher(conn)
	for _, m := range messages {
		if _, err := publisher.Publish(t.Context(), m); err != nil {
			t.Fatalf("publish: %v", err)
		}
	}
}

// tagger is the durable consumer with other limits than in production.
func tagger(t *testing.T, conn *bus.Conn, change func(*jetstream.ConsumerConfig)) {
	t.Helper()
	cfg := jetstream.ConsumerConfig{
		Durable: subject.DurableTagger, AckPolicy: jetstream.AckExplicitPolicy,
		AckWait: time.Second, MaxDeliver: 20, MaxAckPending: 256,
	}
	change(&cfg)
	if _, err := conn.JetStream().CreateOrUpdateConsumer(t.Context(), subject.StreamArticles, cfg); err != nil {
		t.Fatalf("change consumer: %v", err)
	}
}

// consuming runs f until the returned function is called, which waits for it.
func consuming(t *testing.T, f func(context.Context) error) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- f(ctx) }()
	var once sync.Once
	stop = func() {
		once.Do(func() {
			cancel()
			select {
			case err := <-done:
				if err != nil {
					t.Errorf("consume: %v", err)
				}
			case <-time.After(time.Minute):
				t.Error("consume did not return after its context ended")
			}
		})
	}
	t.Cleanup(stop)
	return stop
}

// consumerInfo is what the server knows about the tagger.
func consumerInfo(t *testing.T, conn *bus.Conn) *jetstream.ConsumerInfo {
	t.Helper()
	c, err := conn.JetStream().Consumer(t.Context(), subject.StreamArticles, subject.DurableTagger)
	if err != nil {
		t.Fatalf("look up consumer: %v", err)
	}
	return c.CachedInfo()
}

// settled tells whether every message of the stream has been acknowledged or
// terminated. The consumer's count of pending messages would not do: it lags
// behind what was just published.
func settled(t *testing.T, conn *bus.Conn) func() bool {
	return func() bool {
		last, err := conn.LastSeq(t.Context(), subject.StreamArticles)
		if err != nil {
			t.Fatalf("look up the last sequence: %v", err)
		}
		return consumerInfo(t, conn).AckFloor.Stream == last
	}
}

// tally counts what a handler has seen, by payload.
type tally struct {
	mu   sync.Mutex
	seen map[string]int
}

func (y *tally) add(msg bus.Msg) int {
	y.mu.Lock()
	defer y.mu.Unlock()
	if y.seen == nil {
		y.seen = map[string]int{}
	}
	y.seen[string(msg.Data)]++
	return y.seen[string(msg.Data)]
}

func (y *tally) total() (distinct, all int) {
	y.mu.Lock()
	defer y.mu.Unlock()
	for _, n := range y.seen {
		all += n
	}
	return len(y.seen), all
}

func newConsumer(t *testing.T, conn *bus.Conn, change func(*bus.ConsumerConfig)) *bus.Consumer {
	t.Helper()
	cfg := bus.ConsumerConfig{Stream: subject.StreamArticles, Durable: subject.DurableTagger, RetryAfter: 10 * time.Millisecond}
	if change != nil {
		change(&cfg)
	}
	c, err := bus.NewConsumer(conn, cfg)
	if err != nil {
		t.Fatalf("make consumer: %v", err)
	}
	return c
}

func start(t *testing.T) *bus.Conn {
	t.Helper()
	return bustest.Start(t, bustest.Options{}).Connect("nlp")
}

// letters are the dead letters that a filter lets through, with their payloads.
func letters(t *testing.T, conn *bus.Conn, filter deadletter.Filter) []deadletter.Letter {
	t.Helper()
	box := deadletter.New(conn)
	letters, next, err := box.List(t.Context(), filter, deadletter.Span{}, 10)
	if err != nil || next != 0 {
		t.Fatalf("List = %+v, %d, %v", letters, next, err)
	}
	for i, l := range letters {
		if letters[i], err = box.Get(t.Context(), l.Seq); err != nil {
			t.Fatal(err)
		}
	}
	return letters
}

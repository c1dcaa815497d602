package bus_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/proto/subject"
)

// full is a server without room, in each way that there is, and how to make room.
func full(t *testing.T, way string) (server *bustest.Server, conn *bus.Conn, makeRoom func()) {
	t.Helper()
	o := bustest.Options{}
	if way == "server" {
		o.MaxStore = 1 << 20
	}
	server = bustest.Start(t, o)
	conn = server.Connect("ingest")
	switch way {
	case "stream":
		server.LimitStream(subject.StreamArticles, 1)
		return server, conn, func() { server.LimitStream(subject.StreamArticles, -1) }
	case "account":
		publish(t, conn, article("first"))
		server.LimitAccount(1)
		return server, conn, func() { server.LimitAccount(-1) }
	}
	fill(t, conn)
	return server, conn, func() {
		stream, err := conn.JetStream().Stream(t.Context(), subject.StreamArticles)
		if err == nil {
			err = stream.Purge(t.Context())
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// fill publishes until there is no room.
func fill(t *testing.T, conn *bus.Conn) {
	t.Helper()
	for i := range 100 {
		m := article(fmt.Sprint("fill", i))
		m.Data = make([]byte, 100<<10)
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		_, err := bus.NewPublisher(conn).Publish(ctx, m)
		cancel()
		if errors.Is(err, fault.ErrExhausted) {
			return
		}
	}
	t.Fatal("the server does not fill")
}

func TestNoRoomIsNoRefusal(t *testing.T) {
	for _, way := range []string{"stream", "account", "server"} {
		t.Run(way, func(t *testing.T) {
			t.Parallel() // much of it waits
			_, conn, makeRoom := full(t, way)
			publisher := bus.NewPublisher(conn)
			ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
			defer cancel()
			_, err := publisher.Publish(ctx, article("a"))
			if !errors.Is(err, fault.ErrExhausted) || errors.Is(err, fault.ErrInvalid) {
				t.Fatalf("Publish = %v, want fault.ErrExhausted", err)
			}
			batch := publisher.Batch()
			if err := batch.Add(t.Context(), article("b")); err != nil {
				t.Fatal(err)
			}
			ctx, cancel = context.WithTimeout(t.Context(), 3*time.Second)
			defer cancel()
			if _, err := batch.Flush(ctx); !errors.Is(err, fault.ErrExhausted) {
				t.Errorf("Flush = %v, want fault.ErrExhausted", err)
			}
			done := make(chan error, 1)
			go func() {
				_, err := publisher.Publish(t.Context(), article("c"))
				done <- err
			}()
			makeRoom()
			if err := <-done; err != nil {
				t.Errorf("Publish until there was room = %v", err)
			}
		})
	}
}

func TestBucketWithoutRoom(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	bucket, err := server.Connect("ingest").Bucket(t.Context(), subject.BucketArticleIndex)
	if err != nil {
		t.Fatal(err)
	}
	revision, err := bucket.Put(t.Context(), "a", []byte("1"), 0)
	if err != nil {
		t.Fatal(err)
	}
	server.LimitAccount(1)
	if _, err := bucket.Put(t.Context(), "a", []byte("2"), revision); !errors.Is(err, fault.ErrExhausted) {
		t.Errorf("Put = %v, want fault.ErrExhausted", err)
	}
	if err := bucket.Set(t.Context(), "b", []byte("2")); !errors.Is(err, fault.ErrExhausted) {
		t.Errorf("Set = %v, want fault.ErrExhausted", err)
	}
	server.LimitAccount(-1)
	if _, err := bucket.Put(t.Context(), "a", []byte("2"), revision); err != nil {
		t.Errorf("Put with room: %v", err)
	}
}

func TestPublishOverASlowLine(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	line := server.Line()
	conn := server.Connect("ingest")
	line.Hold()
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if _, err := bus.NewPublisher(conn).Publish(ctx, article("a")); !errors.Is(err, fault.ErrTransient) || errors.Is(err, fault.ErrExhausted) {
		t.Errorf("Publish = %v, want fault.ErrTransient", err)
	}
	line.Free()
	ack, err := bus.NewPublisher(conn).Publish(t.Context(), article("a"))
	if err != nil || ack.Seq != 1 {
		t.Errorf("Publish again = %+v, %v; want the one that was held up", ack, err)
	}
}

func TestPublishOnAClosedConnectionIsTransient(t *testing.T) {
	conn := start(t)
	if err := conn.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := bus.NewPublisher(conn).Publish(t.Context(), article("a")); !errors.Is(err, fault.ErrTransient) {
		t.Errorf("Publish = %v, want fault.ErrTransient", err)
	}
}

// That there is no room for what follows uses up none of the attempts of a
// message, whatever its number.
func TestMessageWaitsForRoom(t *testing.T) {
	conn := start(t)
	publish(t, conn, article("a"))
	deliveries := make(chan uint64, 10)
	c := newConsumer(t, conn, func(cfg *bus.ConsumerConfig) { cfg.Attempts, cfg.RetryAfter = 1, time.Millisecond })
	calls := 0
	stop := consuming(t, func(ctx context.Context) error {
		return c.Consume(ctx, func(_ context.Context, msg bus.Msg) bus.Outcome {
			deliveries <- msg.Delivered
			if calls++; calls < 4 {
				return bus.OutcomeOf(fault.Exhausted("STORE_FULL", "full", nil))
			}
			return bus.Ack()
		})
	})
	bustest.Eventually(t, "it is acknowledged", settled(t, conn))
	stop()
	close(deliveries)
	for n := range deliveries {
		if n != 1 {
			t.Errorf("delivery %d", n)
		}
	}
	if calls != 4 {
		t.Errorf("%d calls, want 4", calls)
	}
	if _, dead, err := conn.Size(t.Context(), subject.StreamDeadLetter); err != nil || dead != 0 {
		t.Errorf("%d dead letters, %v", dead, err)
	}
}

// An answer that is lost is not waited for until the caller's own deadline, which
// may be hours away.
func TestLostAnswersAreNotWaitedFor(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	line := server.Line()
	conn := server.Connect("ingest")
	publish(t, conn, article("a"))
	bucket, err := conn.Bucket(t.Context(), subject.BucketArticleIndex)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
	defer cancel()
	line.Hold()
	calls := map[string]func() error{
		"get":     func() error { _, _, err := bucket.Get(ctx, "a"); return err },
		"put":     func() error { _, err := bucket.Put(ctx, "a", nil, 0); return err },
		"set":     func() error { return bucket.Set(ctx, "b", nil) },
		"message": func() error { _, err := conn.GetMsg(ctx, subject.StreamArticles, 1); return err },
		"size":    func() error { _, _, err := conn.Size(ctx, subject.StreamArticles); return err },
	}
	type result struct {
		name string
		err  error
	}
	results := make(chan result, len(calls))
	for name, call := range calls {
		go func() { results <- result{name, call()} }()
	}
	timer := time.NewTimer(20 * time.Second)
	defer timer.Stop()
	for range calls {
		select {
		case r := <-results:
			if !errors.Is(r.err, fault.ErrTransient) {
				t.Errorf("%s: %v", r.name, r.err)
			}
		case <-timer.C:
			t.Fatal("a call still waits")
		}
	}
	line.Free()
}

package bus_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/proto/subject"
)

var lease = bus.Lease{Bucket: subject.BucketFeeds, Key: subject.FeedLeaseKey(), Time: 2 * time.Second}

// holder wants the lease until it is stopped, and tells when it has it.
func holder(t *testing.T, conn *bus.Conn, held *atomic.Int32, has chan<- string, name string) (stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		done <- conn.Hold(ctx, lease, func(ctx context.Context) error {
			if n := held.Add(1); n != 1 {
				t.Errorf("%d hold the lease", n)
			}
			has <- name
			<-ctx.Done()
			held.Add(-1)
			return nil
		}, zap.NewNop())
	}()
	return func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLeaseHasOneHolder(t *testing.T) {
	t.Parallel()
	server := bustest.Start(t, bustest.Options{})
	var held atomic.Int32
	has := make(chan string, 10)
	stops := map[string]func(){}
	for _, name := range []string{"a", "b", "c"} {
		stops[name] = holder(t, server.Connect("ingest"), &held, has, name)
	}
	for range 3 { // each in turn, when the one before gives it back
		name := <-has
		select {
		case other := <-has:
			t.Fatalf("%s has the lease beside %s", other, name)
		case <-time.After(2 * lease.Time):
		}
		stops[name]()
	}
	if len(has) > 0 || held.Load() != 0 {
		t.Errorf("%d hold the lease in the end", held.Load())
	}
}

// A process that cannot renew its lease stops working before another begins.
func TestLeaseIsLostWithTheServer(t *testing.T) {
	t.Parallel()
	server := bustest.Start(t, bustest.Options{})
	var held atomic.Int32
	has := make(chan string, 10)
	stop := holder(t, server.Connect("ingest"), &held, has, "a")
	defer stop()
	<-has
	server.Stop()
	bustest.Eventually(t, "nobody works without a lease", func() bool { return held.Load() == 0 })
	server.Restart()
	<-has
}

func TestLeaseEndsWithItsWork(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{}).Connect("ingest")
	broken := errors.New("broken")
	if err := conn.Hold(t.Context(), lease, func(context.Context) error { return broken }, zap.NewNop()); !errors.Is(err, broken) {
		t.Errorf("Hold = %v", err)
	}
	done := errors.New("done")
	if err := conn.Hold(t.Context(), lease, func(context.Context) error { return done }, zap.NewNop()); !errors.Is(err, done) {
		t.Errorf("a lease that was given back is not had again: %v", err)
	}
}

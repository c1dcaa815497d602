package bus_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/proto/subject"
)

func TestWatchOutlivesTheServer(t *testing.T) {
	server := bustest.Start(t, bustest.Options{Log: zap.NewNop()})
	conn := server.Connect("ingest")
	bucket, err := conn.Bucket(t.Context(), subject.BucketSources)
	if err != nil {
		t.Fatal(err)
	}
	set := func(key, value string) {
		t.Helper()
		bustest.Eventually(t, "the value is written", func() bool { return bucket.Set(t.Context(), key, []byte(value)) == nil })
	}
	set("a", "1")
	set("bad", "x")
	var mu sync.Mutex
	seen, complete := map[string]string{}, 0
	has := func(key, value string) func() bool {
		return func() bool { mu.Lock(); defer mu.Unlock(); return seen[key] == value && complete > 0 }
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		conn.Watch(ctx, bus.Watch{
			Bucket: subject.BucketSources, Keys: ">",
			Each: func(e bus.Entry) error {
				mu.Lock()
				defer mu.Unlock()
				if e.Key == "bad" {
					return errors.New("cannot be read")
				}
				seen[e.Key] = string(e.Value)
				return nil
			},
			Complete: func() { mu.Lock(); defer mu.Unlock(); complete++ },
		}, zap.NewNop())
	}()
	bustest.Eventually(t, "the snapshot came", has("a", "1"))
	set("a", "2")
	bustest.Eventually(t, "the change came", has("a", "2"))
	server.Restart()
	set("b", "3")
	bustest.Eventually(t, "the change after the restart came", has("b", "3"))
	cancel()
	<-done
}

//go:build unix

package process_test

import (
	"context"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/process"
)

// TestHangUpEndsNoService sends SIGHUP to a service, which says what is read
// again, and goes on.
func TestHangUpEndsNoService(t *testing.T) {
	// Until the service listens the signal would end the test: listen here, too.
	guard := make(chan os.Signal, 1)
	signal.Notify(guard, syscall.SIGHUP)
	defer signal.Stop(guard)
	out := &output{}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ended := make(chan error, 1)
	go func() {
		ended <- process.Run(ctx, spec(out, func(process.Parts) (process.Runner, error) {
			return runner(func(ctx context.Context) error { <-ctx.Done(); return nil }), nil
		}, "--nats-url", "nats://127.0.0.1:1"))
	}()
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	bustest.Eventually(t, "it answers SIGHUP", func() bool {
		if err := self.Signal(syscall.SIGHUP); err != nil {
			t.Fatal(err)
		}
		return strings.Contains(out.String(), "files that may change are looked at every few seconds")
	})
	select {
	case err := <-ended:
		t.Fatalf("the service has ended: %v", err)
	case <-time.After(10 * time.Millisecond):
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

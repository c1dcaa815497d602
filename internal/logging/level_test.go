//go:build unix

package logging_test

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"testing"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"github.com/barograph/barograph/internal/logging"
)

func TestSignalTogglesTheLevel(t *testing.T) {
	_, level, _ := logger(t, logging.Default())
	core, logs := observer.New(zap.InfoLevel)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- level.Watch(ctx, zap.New(core)) }()
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	// Until Watch listens the signal would end the process: listen here too.
	guard := guardSignal(t)
	defer guard()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(time.Minute)
	for logs.Len() == 0 {
		if err := self.Signal(syscall.SIGUSR1); err != nil {
			t.Fatal(err)
		}
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatal("the signal changed nothing")
		}
	}
	first := logs.All()[0]
	if first.ContextMap()[logging.KeyNewLevel] != "debug" {
		t.Errorf("logged %v, want the new level debug", first.ContextMap())
	}
	cancel()
	if err := <-done; err != nil {
		t.Errorf("Watch = %v", err)
	}
}

func guardSignal(t *testing.T) (stop func()) {
	t.Helper()
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	return func() { signal.Stop(c) }
}

//go:build unix

package logging_test

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
	"testing"
	"testing/synctest"
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

func TestLevelFallsBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, level, err := logging.New(logging.Default(), io.Discard, "nlp", "v1")
		if err != nil {
			t.Fatal(err)
		}
		fallen := 0
		for range 2 { // the second takes the place of the first
			if _, err := level.SetFor("debug", time.Minute, func() { fallen++ }); err != nil {
				t.Fatal(err)
			}
			<-time.After(40 * time.Second) // the clock of the bubble
		}
		if configured, until := level.Configured(); level.String() != "debug" || configured != "info" || time.Until(until) != 20*time.Second {
			t.Errorf("level %s, configured %s, until %s", level, configured, until)
		}
		<-time.After(time.Minute) // the clock of the bubble
		synctest.Wait()           // until it was told
		if _, until := level.Configured(); level.String() != "info" || fallen != 1 || !until.IsZero() {
			t.Errorf("level %s after its time, told %d times, until %s", level, fallen, until)
		}
		if _, err := level.SetFor("warn", time.Minute, func() { fallen++ }); err != nil {
			t.Fatal(err)
		}
		level.Toggle()          // what somebody does by a signal stays
		<-time.After(time.Hour) // the clock of the bubble
		synctest.Wait()
		if level.String() != "debug" || fallen != 1 {
			t.Errorf("level %s, told %d times", level, fallen)
		}
		if _, err := level.SetFor("loud", time.Minute, nil); err == nil {
			t.Error("there is a level loud")
		}
	})
}

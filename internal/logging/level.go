package logging

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"sync"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

// Level is the lowest level that a logger writes. It may be changed at any
// time, from any goroutine: by [Level.Set], or by a signal, see [Level.Watch].
type Level struct {
	atomic zap.AtomicLevel

	mu         sync.Mutex
	configured zapcore.Level
}

// Set changes the level to debug, info, warn or error.
func (l *Level) Set(name string) error {
	level, err := parseLevel(name)
	if err != nil {
		return fmt.Errorf("set log level: %w", err)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.configured = level
	l.atomic.SetLevel(level)
	return nil
}

// String is the level in force.
func (l *Level) String() string { return l.atomic.String() }

// Toggle switches between debug and the level last set.
func (l *Level) Toggle() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.atomic.Level() == zapcore.DebugLevel {
		l.atomic.SetLevel(l.configured)
		return
	}
	l.atomic.SetLevel(zapcore.DebugLevel)
}

// Watch toggles the level at every SIGUSR1 until ctx is done (kill -USR1 turns
// debug on, once more turns it off). Where the system has no such signal it
// only waits. It fits a run.Task.
func (l *Level) Watch(ctx context.Context, log *zap.Logger) error {
	signals := make(chan os.Signal, 1)
	if toggleSignal != nil {
		signal.Notify(signals, toggleSignal)
		defer signal.Stop(signals)
	}
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-signals:
			l.Toggle()
			log.Warn("log level changed", zap.String(KeyNewLevel, l.String()))
		}
	}
}

func parseLevel(name string) (zapcore.Level, error) {
	switch strings.ToLower(name) {
	case "debug":
		return zapcore.DebugLevel, nil
	case "info":
		return zapcore.InfoLevel, nil
	case "warn":
		return zapcore.WarnLevel, nil
	case "error":
		return zapcore.ErrorLevel, nil
	}
	return 0, fmt.Errorf("%q is none of debug, info, warn, error", name)
}

package logging

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"sync"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

// Level is the lowest level that a logger writes. It may be changed at any
// time, from any goroutine: by [Level.Set], or by a signal, see [Level.Watch].
type Level struct {
	atomic zap.AtomicLevel

	mu         sync.Mutex
	configured zapcore.Level
	fallBack   *time.Timer // of SetFor; nil while it does not fall back
	until      time.Time
}

// Set changes the level to debug, info, warn or error.
func (l *Level) Set(name string) error {
	level, err := parseLevel(name)
	if err != nil {
		return fmt.Errorf("set log level: %w", err)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stay()
	l.configured = level
	l.atomic.SetLevel(level)
	return nil
}

// SetFor changes the level for a time, after which it falls back to the level last
// set by [Level.Set], and calls fallen. A later change takes its place.
func (l *Level) SetFor(name string, d time.Duration, fallen func()) (until time.Time, err error) {
	level, err := parseLevel(name)
	if err != nil {
		return time.Time{}, fmt.Errorf("set log level: %w", err)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stay()
	l.atomic.SetLevel(level)
	l.until = time.Now().Add(d)
	var timer *time.Timer
	timer = time.AfterFunc(d, func() {
		l.mu.Lock()
		ours := l.fallBack == timer
		if ours {
			l.stay()
			l.atomic.SetLevel(l.configured)
		}
		l.mu.Unlock()
		if ours {
			fallen()
		}
	})
	l.fallBack = timer
	return l.until, nil
}

// stay forgets that the level was to fall back.
func (l *Level) stay() {
	if l.fallBack != nil {
		l.fallBack.Stop()
	}
	l.fallBack, l.until = nil, time.Time{}
}

// Configured is the level to which it falls back, and when it does; the zero time
// where it does not.
func (l *Level) Configured() (name string, until time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.configured.String(), l.until
}

// String is the level in force.
func (l *Level) String() string { return l.atomic.String() }

// Toggle switches between debug and the level last set.
func (l *Level) Toggle() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stay()
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

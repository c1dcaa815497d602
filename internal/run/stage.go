package run

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"
)

// active is a stage that has been started, at least in part.
type active struct {
	grace  time.Duration
	tasks  []Task
	ctx    context.Context // of the Run functions: ends when the stage stops
	cancel context.CancelFunc
	done   chan struct{} // closed when every Run has returned

	mu      sync.Mutex
	ready   int          // tasks whose Start has returned nil
	running map[int]bool // indexes of the tasks that are running
	errs    []error
}

func newActive(ctx context.Context, stage Stage) *active {
	a := &active{grace: stage.Grace, tasks: stage.Tasks, done: make(chan struct{}), running: map[int]bool{}}
	if a.grace <= 0 {
		a.grace = DefaultGrace
	}
	// A stage ends when it is told to, not when ctx ends: the stages that
	// depend on it have to stop first.
	a.ctx, a.cancel = context.WithCancel(context.WithoutCancel(ctx))
	return a
}

// start starts the tasks one after the other, then runs all of them.
func (a *active) start(ctx context.Context, failed chan<- struct{}) error {
	var wait sync.WaitGroup
	defer func() {
		go func() {
			wait.Wait()
			close(a.done)
		}()
	}()
	for _, task := range a.tasks {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err := protect(ctx, task.Start); err != nil {
			return fmt.Errorf("start %s: %w", task.Name, err)
		}
		a.ready++
	}
	for i, task := range a.tasks {
		if task.Run == nil {
			continue
		}
		a.mu.Lock()
		a.running[i] = true
		a.mu.Unlock()
		wait.Go(func() { a.finish(i, protect(a.ctx, task.Run), failed) })
	}
	return nil
}

func (a *active) finish(i int, err error, failed chan<- struct{}) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.running, i)
	if err == nil || isCancelled(a.ctx, err) {
		return
	}
	a.errs = append(a.errs, fmt.Errorf("run %s: %w", a.tasks[i].Name, err))
	select {
	case failed <- struct{}{}:
	default: // somebody else failed first
	}
}

// stop cancels the stage, waits for it within its grace, and releases what the
// tasks took.
func (a *active) stop(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), a.grace)
	defer cancel()
	a.cancel()
	var errs []error
	select {
	case <-a.done:
	case <-ctx.Done():
		errs = append(errs, a.late())
	}
	for i := a.ready - 1; i >= 0; i-- {
		if err := protect(ctx, a.tasks[i].Stop); err != nil {
			errs = append(errs, fmt.Errorf("stop %s: %w", a.tasks[i].Name, err))
		}
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	return errors.Join(append(a.errs, errs...)...)
}

func (a *active) late() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	var errs []error
	for i, task := range a.tasks {
		if a.running[i] {
			errs = append(errs, fmt.Errorf("stop %s: %w of %s", task.Name, ErrGrace, a.grace))
		}
	}
	return errors.Join(errs...)
}

// protect calls f, which may be nil, and turns a panic into an error.
func protect(ctx context.Context, f func(context.Context) error) (err error) {
	if f == nil {
		return nil
	}
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	return f(ctx)
}

// Package run starts and stops things in order. It is the only package that
// starts long-lived goroutines, and [Main] is the only place that ends the
// process.
//
// A [Stage] is a list of siblings that start and stop together. A list of
// stages starts from the first to the last and stops from the last to the
// first, so that what a stage depends on (a connection, a store) outlives it.
package run

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// DefaultGrace is how long the tasks of a stage may take to stop, unless the
// stage says otherwise.
const DefaultGrace = 10 * time.Second

// Task is one thing that runs. Every function may be nil.
type Task struct {
	// Name is used in errors.
	Name string
	// Start prepares the task. The next task starts after it returned; its
	// context ends when the whole group is asked to stop.
	Start func(ctx context.Context) error
	// Run blocks until ctx is done and then returns nil. A return before that
	// is fine: with nil the siblings go on, with an error everything stops.
	Run func(ctx context.Context) error
	// Stop releases what Start took, after Run has returned. Its context has
	// what is left of the stage's grace.
	Stop func(ctx context.Context) error
}

// Stage is a list of tasks that start and stop together.
type Stage struct {
	// Grace bounds how long the stage may take to stop; 0 is [DefaultGrace].
	Grace time.Duration
	// Tasks start in this order and are stopped in the reverse order.
	Tasks []Task
}

// Group runs tasks as siblings until ctx is done, one of them fails, or all
// have returned.
func Group(ctx context.Context, tasks ...Task) error {
	return Stages(ctx, Stage{Tasks: tasks})
}

// Stages runs stages until ctx is done, a task fails, or every task of the
// last stage has returned. It then stops them in the reverse order and returns
// all errors joined, nil if there were none: being cancelled is no error. A
// panic of a task is a [*PanicError]. A task that outlasts the grace of its
// stage is given up and reported with [ErrGrace].
func Stages(ctx context.Context, stages ...Stage) error {
	failed := make(chan struct{}, 1)
	startCtx, abort := context.WithCancel(ctx)
	defer abort()
	var (
		started []*active
		errs    []error
	)
	for _, stage := range stages {
		a := newActive(ctx, stage)
		started = append(started, a)
		if err := a.start(startCtx, failed); err != nil {
			if !isCancelled(ctx, err) {
				errs = append(errs, err)
			}
			break
		}
	}
	if last := started; len(errs) == 0 && len(last) == len(stages) && len(last) > 0 {
		select {
		case <-ctx.Done():
		case <-failed:
		case <-last[len(last)-1].done:
		}
	}
	abort()
	for i := len(started) - 1; i >= 0; i-- {
		errs = append(errs, started[i].stop(ctx))
	}
	return errors.Join(errs...)
}

func isCancelled(ctx context.Context, err error) bool {
	return ctx.Err() != nil && errors.Is(err, context.Canceled)
}

// ErrGrace tells that a task was still running when its grace had passed.
var ErrGrace = errors.New("still running after its grace period")

// PanicError is a panic turned into an error.
type PanicError struct {
	Value any    // what was passed to panic
	Stack []byte // of the goroutine that panicked
}

// Error names the value; the stack is in the field.
func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v", e.Value) }

package run

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/barograph/barograph/internal/hostile"
)

// Exit codes of a process.
const (
	// ExitOK is success.
	ExitOK = 0
	// ExitFailure is any error that does not say otherwise.
	ExitFailure = 1
	// ExitUsage is a wrong flag, environment variable or argument.
	ExitUsage = 2
	// exitSignal plus the number of a signal is an interrupted command.
	exitSignal = 128
)

// coder is implemented by errors that choose the exit code; with code 0 the
// error is not printed (help was asked for and has been shown).
type coder interface{ ExitCode() int }

// Main runs f and ends the process. The context given to f ends at SIGINT or
// SIGTERM; a second signal ends the process at once. An error is printed to
// standard error as "name: error"; the exit code is [ExitFailure], or what the
// error's ExitCode method says. Returning the context's own error after a
// signal gives 128 plus the signal's number, as shells do.
func Main(name string, f func(ctx context.Context) error) {
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	os.Exit(execute(name, f, signals, os.Stderr, os.Exit))
}

// execute is Main with its surroundings: signals, where errors are printed, and
// how a second signal ends the process.
func execute(name string, f func(context.Context) error, signals <-chan os.Signal, out io.Writer, exit func(int)) int {
	ctx, cancel := context.WithCancelCause(context.Background())
	done := make(chan struct{})
	go func() {
		select {
		case s := <-signals:
			cancel(signalError{s})
		case <-done:
			return
		}
		select {
		case s := <-signals:
			fmt.Fprintf(out, "%s: second signal, stopping at once\n", name)
			exit(signalError{s}.ExitCode())
		case <-done:
		}
	}()
	err := protect(ctx, f)
	close(done)
	code := exitCode(ctx, err)
	if err != nil && code != ExitOK {
		fmt.Fprintf(out, "%s: %s\n", name, hostile.Escape(err.Error(), '\n', '\t')) // it may quote a file or an answer
		if p := new(PanicError); errors.As(err, &p) {
			fmt.Fprintf(out, "%s\n", p.Stack)
		}
	}
	cancel(nil)
	return code
}

func exitCode(ctx context.Context, err error) int {
	var c coder
	switch {
	case err == nil:
		return ExitOK
	case errors.As(err, &c):
		return c.ExitCode()
	case ctx.Err() != nil && errors.Is(err, context.Canceled) && errors.As(context.Cause(ctx), &c):
		return c.ExitCode()
	}
	return ExitFailure
}

type signalError struct{ os.Signal }

func (e signalError) Error() string { return "signal: " + e.String() }

func (e signalError) ExitCode() int {
	if s, ok := e.Signal.(syscall.Signal); ok {
		return exitSignal + int(s)
	}
	return ExitFailure
}

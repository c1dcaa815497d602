//go:build unix

// Package cputest tells what a test costs. It is for tests only: no program may
// import it.
package cputest

import (
	"syscall"
	"testing"
	"time"
)

// Spent is the time that this process has spent on cores, with everything that
// runs in it. Unlike the time of the clock its growth says what something costs
// on a machine that does other work.
func Spent(tb testing.TB) time.Duration {
	tb.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

//go:build unix

package assesstest

import (
	"syscall"
	"testing"
	"time"
)

// CPU is the time that this process has spent on cores, in the server and the
// clients of a test as well. Unlike the time of the clock it says what something
// costs on a machine that does other work.
func CPU(tb testing.TB) time.Duration {
	tb.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

//go:build unix

package logging

import (
	"os"
	"syscall"
)

var toggleSignal os.Signal = syscall.SIGUSR1

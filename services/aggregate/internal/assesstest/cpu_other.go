//go:build !unix

package assesstest

import (
	"testing"
	"time"
)

// CPU is not known here.
func CPU(testing.TB) time.Duration { return 0 }

package run

import (
	"context"
	"time"
)

// Wait passes time; it returns false if ctx ends before that, or with it.
func Wait(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return ctx.Err() == nil
	case <-ctx.Done():
		return false
	}
}

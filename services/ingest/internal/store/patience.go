package store

import (
	"context"
	"time"
)

// patience is how long one call may try to reach the streams, so that whoever
// submits hears in time that they are slow or away: a request whose answer was
// lost is waited for until then.
const patience = 10 * time.Second

// patient bounds a call. Of a shorter deadline a part is kept for the answer.
func patient(ctx context.Context) (context.Context, context.CancelFunc) {
	limit := patience
	if deadline, ok := ctx.Deadline(); ok {
		limit = min(limit, time.Until(deadline)*9/10)
	}
	return context.WithTimeout(ctx, limit)
}

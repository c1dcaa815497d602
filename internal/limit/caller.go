package limit

import (
	"context"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"
)

// busyDelay is how long a caller who has too many calls at once is asked to
// wait: nobody knows when one of them ends.
const busyDelay = time.Second

// leastDelay keeps a caller from asking again in the same moment.
const leastDelay = 10 * time.Millisecond

// Caller is what one caller has taken. It is safe for concurrent use.
type Caller struct {
	key                       string
	requests, messages, bytes *rate.Limiter
	calls                     int64 // most at once; 0: any number
	inFlight                  atomic.Int64
	told                      atomic.Int64 // when the log last told of a refusal, Unix nanoseconds
}

func newCaller(key string, cfg Config, largest int) *Caller {
	return &Caller{
		key: key, calls: int64(cfg.Calls),
		requests: bucket(cfg.Requests, 1), messages: bucket(cfg.Messages, 1), bytes: bucket(cfg.MiB<<20, largest),
	}
}

// bucket holds what comes in two seconds, and at least the largest that is ever
// taken at once.
func bucket(perSecond, largest int) *rate.Limiter {
	if perSecond == 0 {
		return rate.NewLimiter(rate.Inf, 0)
	}
	return rate.NewLimiter(rate.Limit(perSecond), max(2*perSecond, largest))
}

// Request takes one call; the error is a [*ExcessError].
func (c *Caller) Request() error { return take(c.requests, Requests, 1, time.Now()) }

// Enter counts a call in flight until leave is called, which must be once; the
// error is a [*ExcessError].
func (c *Caller) Enter() (leave func(), err error) {
	if n := c.inFlight.Add(1); c.calls > 0 && n > c.calls {
		c.inFlight.Add(-1)
		return nil, &ExcessError{Kind: Calls, After: busyDelay}
	}
	return func() { c.inFlight.Add(-1) }, nil
}

// Bytes takes so many bytes; the error is a [*ExcessError].
func (c *Caller) Bytes(n int) error { return take(c.bytes, Bytes, n, time.Now()) }

// Charge takes bytes that were sent already: what they are too many delays what
// comes next.
func (c *Caller) Charge(n int) {
	if c.bytes.Limit() == rate.Inf {
		return
	}
	for n > 0 {
		part := min(n, c.bytes.Burst())
		c.bytes.ReserveN(time.Now(), part)
		n -= part
	}
}

// Message waits until there is room for a message of a stream with so many
// bytes. The only error is that ctx ends before.
func (c *Caller) Message(ctx context.Context, n int) error {
	if err := c.messages.Wait(ctx); err != nil {
		return contextError(ctx, err)
	}
	if err := c.bytes.WaitN(ctx, n); err != nil {
		return contextError(ctx, err)
	}
	return nil
}

// contextError is that of ctx; a wait that would outlast its deadline ends at
// once.
func contextError(ctx context.Context, err error) error {
	if _, limited := ctx.Deadline(); limited && ctx.Err() == nil {
		return context.DeadlineExceeded
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// Tell reports whether a refusal should be logged: the first, and one every so
// often after it.
func (c *Caller) Tell(every time.Duration) bool {
	now, last := time.Now().UnixNano(), c.told.Load()
	return (last == 0 || now-last >= int64(every)) && c.told.CompareAndSwap(last, now)
}

// rested reports whether forgetting the caller gives it nothing: all buckets
// are full and nothing is in flight.
func (c *Caller) rested(now time.Time) bool {
	for _, b := range []*rate.Limiter{c.requests, c.messages, c.bytes} {
		if b.Limit() != rate.Inf && b.TokensAt(now) < float64(b.Burst()) {
			return false
		}
	}
	return c.inFlight.Load() == 0
}

func take(from *rate.Limiter, kind Kind, n int, now time.Time) error {
	reserved := from.ReserveN(now, n)
	if !reserved.OK() { // more than ever fits; bounded by the largest message
		return &ExcessError{Kind: kind, After: busyDelay}
	}
	after := reserved.DelayFrom(now)
	if after == 0 {
		return nil
	}
	reserved.CancelAt(now)
	return &ExcessError{Kind: kind, After: max(after, leastDelay)}
}

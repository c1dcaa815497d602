package rpcapi

import (
	"cmp"
	"context"

	"golang.org/x/sync/semaphore"

	"github.com/barograph/barograph/internal/fault"
)

// Limits bound the submissions that are being worked on, so that callers are
// sent away, or slowed down, before memory runs out. Each of them takes a few
// times its text while it is stored.
type Limits struct {
	// Streams is how many streams of submissions are open at once.
	Streams int64
	// StreamBytes is how much text of streams is in hand at once. A stream beyond
	// is not read on, which slows its client down.
	StreamBytes int64
	// CallBytes is how much text of single submissions is in hand at once. One
	// beyond is refused.
	CallBytes int64
}

// DefaultLimits are the limits where none are given: text of 48 MiB in all.
func DefaultLimits() Limits {
	return Limits{Streams: 128, StreamBytes: 32 << 20, CallBytes: 16 << 20}
}

// overhead is what a submission counts beside its text, in bytes.
const overhead = 4 << 10

// load is what is in hand.
type load struct {
	limits         Limits
	streams, calls *semaphore.Weighted
	texts          *semaphore.Weighted // of streams
}

func newLoad(limits Limits) *load {
	standard := DefaultLimits()
	limits.Streams = cmp.Or(limits.Streams, standard.Streams)
	limits.StreamBytes = cmp.Or(limits.StreamBytes, standard.StreamBytes)
	limits.CallBytes = cmp.Or(limits.CallBytes, standard.CallBytes)
	return &load{
		limits: limits, streams: semaphore.NewWeighted(limits.Streams), calls: semaphore.NewWeighted(limits.CallBytes),
		texts: semaphore.NewWeighted(limits.StreamBytes),
	}
}

// call admits a single submission with a text of so many bytes, or refuses it
// with a fault.ErrExhausted.
func (l *load) call(bytes int) (done func(), err error) {
	weight := min(int64(bytes)+overhead, l.limits.CallBytes)
	if !l.calls.TryAcquire(weight) {
		return nil, fault.Exhausted("TOO_MANY_SUBMISSIONS", "too many submissions are being stored, try again later", nil)
	}
	return func() { l.calls.Release(weight) }, nil
}

// stream admits a stream of submissions, or refuses it with a
// fault.ErrExhausted.
func (l *load) stream() (done func(), err error) {
	if !l.streams.TryAcquire(1) {
		return nil, fault.Exhausted("TOO_MANY_STREAMS", "too many streams of submissions are open, try again later", nil)
	}
	return func() { l.streams.Release(1) }, nil
}

// item waits until there is room for a submission of a stream with a text of so
// many bytes; the only error is that ctx ended.
func (l *load) item(ctx context.Context, bytes int) (done func(), err error) {
	weight := min(int64(bytes)+overhead, l.limits.StreamBytes)
	if err := l.texts.Acquire(ctx, weight); err != nil {
		return nil, err
	}
	return func() { l.texts.Release(weight) }, nil
}

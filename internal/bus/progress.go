package bus

import (
	"context"
	"errors"
	"fmt"

	"github.com/barograph/barograph/internal/fault"
)

// Progress is how far a durable consumer is in its stream.
type Progress struct {
	// Settled is a sequence of the stream: every message up to it is
	// acknowledged or given up, or there is none.
	Settled uint64
	// Waiting is how many messages are not settled: those to be delivered and
	// those that are in work. The server counts what has just been stored a
	// moment later, so 0 does not mean that Settled is the last sequence.
	Waiting uint64
}

// Progress tells how far a durable consumer of a stream is. A stream or consumer
// that does not exist (yet), like a server that does not answer, is a
// fault.ErrTransient.
func (c *Conn) Progress(ctx context.Context, stream, durable string) (Progress, error) {
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	if err := c.connected(); err != nil {
		return Progress{}, unavailable(fmt.Errorf("look up consumer %s: %w", durable, err))
	}
	s, err := c.js.Stream(ctx, stream)
	if err != nil {
		return Progress{}, unavailable(fmt.Errorf("look up stream %s: %w", stream, err))
	}
	consumer, err := s.Consumer(ctx, durable)
	if err != nil {
		return Progress{}, unavailable(fmt.Errorf("look up consumer %s: %w", durable, err))
	}
	info := consumer.CachedInfo()
	p := Progress{Settled: info.AckFloor.Stream, Waiting: info.NumPending + uint64(info.NumAckPending)}
	if first := s.CachedInfo().State.FirstSeq; first > 0 && info.NumAckPending == 0 {
		p.Settled = max(p.Settled, first-1) // the floor does not pass what expired before its delivery
	}
	return p, nil
}

// Size is the last sequence of a stream, 0 if it never had a message, and how
// many messages it holds. Its errors are those of [Conn.Progress].
func (c *Conn) Size(ctx context.Context, stream string) (last, messages uint64, err error) {
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	if err := c.connected(); err != nil {
		return 0, 0, unavailable(fmt.Errorf("look up stream %s: %w", stream, err))
	}
	s, err := c.js.Stream(ctx, stream)
	if err != nil {
		return 0, 0, unavailable(fmt.Errorf("look up stream %s: %w", stream, err))
	}
	state := s.CachedInfo().State
	return state.LastSeq, state.Msgs, nil
}

func unavailable(err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	return fmt.Errorf("%w: %w", fault.ErrTransient, err)
}

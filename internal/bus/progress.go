package bus

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"

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

// Backlog tells how many messages a durable consumer has not settled, and when
// the oldest of them was stored; the zero time while there is none. Its errors are
// those of [Conn.Progress].
func (c *Conn) Backlog(ctx context.Context, stream, durable string) (waiting uint64, oldest time.Time, err error) {
	progress, err := c.Progress(ctx, stream, durable)
	if err != nil || progress.Waiting == 0 {
		return 0, time.Time{}, err
	}
	msg, err := c.get(ctx, stream, func(ctx context.Context, s jetstream.Stream) (*jetstream.RawStreamMsg, error) {
		return s.GetMsg(ctx, progress.Settled+1, jetstream.WithGetMsgSubject(">")) // that sequence, or the next that is still kept
	}, fmt.Sprintf("sequence %d or later", progress.Settled+1))
	if errors.Is(err, fault.ErrNotFound) { // settled meanwhile
		return 0, time.Time{}, nil
	}
	return progress.Waiting, msg.Stored, err
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

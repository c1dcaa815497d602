package bus

import (
	"context"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/barograph/barograph/internal/fault"
)

// Follow says where in a stream to begin following it.
type Follow struct {
	// Stream is its name.
	Stream string
	// Filters are the subjects to follow, which may have wildcards; all without.
	Filters []string
	// After is the sequence behind which to begin; nil begins with the last
	// message of every subject.
	After *uint64
	// Each gets every message in the order of the stream, once.
	Each func(Msg) error
	// Complete is called once, behind the messages that were there at the
	// beginning, with the sequence up to which Each has had them.
	Complete func(sequence uint64) error
}

// Follow follows a stream until ctx ends, whose error it then returns, or that
// of a function of f. Nothing is left out and nothing comes twice, also over
// losses of the connection; what is not taken yet waits in the stream. It
// returns a fault.ErrNotFound (SEQUENCE_GONE) where messages behind After are no
// longer kept, or the stream never had that sequence.
func (c *Conn) Follow(ctx context.Context, f Follow) error {
	cfg := jetstream.OrderedConsumerConfig{FilterSubjects: f.Filters, DeliverPolicy: jetstream.DeliverLastPerSubjectPolicy}
	last, err := c.kept(ctx, f.Stream, f.After)
	if err != nil {
		return err
	}
	reached := uint64(0)
	if f.After != nil {
		reached = *f.After
		cfg.DeliverPolicy, cfg.OptStartSeq = jetstream.DeliverByStartSequencePolicy, reached+1
	}
	remote, err := c.js.OrderedConsumer(ctx, f.Stream, cfg)
	if err != nil {
		return readError(fmt.Errorf("follow %s: %w", f.Stream, err))
	}
	waiting := remote.CachedInfo().NumPending
	messages, err := remote.Messages(jetstream.PullMaxBytes(readAhead))
	if err != nil {
		return readError(fmt.Errorf("follow %s: %w", f.Stream, err))
	}
	defer messages.Stop()
	begin := beginning{conn: c, follow: f, goal: last}
	for {
		if waiting == 0 {
			if err := begin.reach(ctx, reached); err != nil {
				return err
			}
		}
		msg, err := begin.next(ctx, messages, waiting == 0)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			return readError(fmt.Errorf("follow %s: %w", f.Stream, err))
		}
		if msg.Seq <= reached {
			continue
		}
		if err := f.Each(msg); err != nil {
			return err
		}
		reached = msg.Seq
		if waiting > 0 {
			waiting--
		}
	}
}

// beginning is the part of a following up to what was there when it began.
type beginning struct {
	conn     *Conn
	follow   Follow
	goal     uint64 // sequence that completes it
	exact    bool   // goal is of a message that is followed
	complete bool
}

// reach says that the beginning is complete, when it is.
func (b *beginning) reach(ctx context.Context, reached uint64) error {
	if b.complete {
		return nil
	}
	if reached < b.goal && !b.exact {
		newest, err := b.conn.newest(ctx, b.follow.Stream, b.follow.Filters)
		if err != nil {
			return err
		}
		b.goal, b.exact = newest, true
	}
	if reached < b.goal {
		return nil
	}
	b.complete = true
	return b.follow.Complete(reached)
}

// next is the next message. A copy that has no more of the beginning has to come to
// its end in time.
func (b *beginning) next(ctx context.Context, messages jetstream.MessagesContext, ended bool) (Msg, error) {
	own := ctx
	if ended && !b.complete {
		var cancel context.CancelFunc
		own, cancel = context.WithTimeoutCause(ctx, behindLimit, errBehind)
		defer cancel()
	}
	raw, err := messages.Next(jetstream.NextContext(own))
	if err != nil {
		if own.Err() != nil {
			err = context.Cause(own)
		}
		return Msg{}, err
	}
	return received(raw)
}

// kept checks that a stream has everything behind a sequence, if there is one. It
// returns the newest sequence.
func (c *Conn) kept(ctx context.Context, stream string, after *uint64) (uint64, error) {
	s, err := c.js.Stream(ctx, stream)
	if err != nil {
		return 0, readError(fmt.Errorf("look up stream %s: %w", stream, err))
	}
	state := s.CachedInfo().State
	if after != nil && (*after > state.LastSeq || state.LastSeq > 0 && *after+1 < state.FirstSeq) {
		return 0, fault.NotFound("SEQUENCE_GONE", "stream %s has not everything behind sequence %d: it keeps %d to %d", stream, *after, state.FirstSeq, state.LastSeq)
	}
	return state.LastSeq, nil
}

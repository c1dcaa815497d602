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
	reached := uint64(0)
	if f.After != nil {
		reached = *f.After
		if err := c.kept(ctx, f.Stream, reached); err != nil {
			return err
		}
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
	for complete := false; ; {
		if waiting == 0 && !complete {
			complete = true
			if err := f.Complete(reached); err != nil {
				return err
			}
		}
		raw, err := messages.Next(jetstream.NextContext(ctx))
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			return readError(fmt.Errorf("follow %s: %w", f.Stream, err))
		}
		msg, err := received(raw)
		if err != nil {
			return fmt.Errorf("follow %s: %w", f.Stream, err)
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

// kept checks that a stream has everything behind a sequence.
func (c *Conn) kept(ctx context.Context, stream string, after uint64) error {
	s, err := c.js.Stream(ctx, stream)
	if err != nil {
		return readError(fmt.Errorf("look up stream %s: %w", stream, err))
	}
	if state := s.CachedInfo().State; after > state.LastSeq || state.LastSeq > 0 && after+1 < state.FirstSeq {
		return fault.NotFound("SEQUENCE_GONE", "stream %s has not everything behind sequence %d: it keeps %d to %d", stream, after, state.FirstSeq, state.LastSeq)
	}
	return nil
}

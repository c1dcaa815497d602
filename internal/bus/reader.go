package bus

import (
	"context"
	"errors"
	"strconv"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/barograph/barograph/internal/logging"
)

// reader reads a stream from one sequence to another.
//
// Its consumer is beside any copy of the stream, see leader.go. Where that ends too
// soon, or leaves something out, the leader is asked.
type reader struct {
	conn       *Conn
	stream     string
	cfg        jetstream.OrderedConsumerConfig
	next, last uint64 // sequences: of the first that is to be read, of the newest at the beginning
	fn         func(Msg) error
}

// read reads until everything was given to fn, or its error.
func (r *reader) read(ctx context.Context) error {
	for r.next <= r.last {
		if err := r.copy(ctx); err != nil {
			return err
		}
		if r.next > r.last {
			return nil
		}
		missing, err := r.leader(ctx)
		if err != nil || missing.Seq == 0 {
			return err
		}
		r.conn.log.Info("a copy of a stream is behind its leader, reading on", logging.Stream(r.stream), logging.StreamSeq(missing.Seq))
		if err := r.give(missing); err != nil {
			return err
		}
	}
	return nil
}

// copy reads what one copy of the stream has.
func (r *reader) copy(ctx context.Context) error {
	remote, err := r.consumer(ctx)
	if err != nil {
		return err
	}
	defer r.conn.forget(ctx, r.stream, remote)
	if info := remote.CachedInfo(); info == nil || info.NumPending == 0 {
		return nil
	}
	messages, err := remote.Messages(jetstream.PullMaxBytes(readAhead))
	if err != nil {
		return err
	}
	defer messages.Stop()
	for r.next <= r.last {
		raw, err := messages.Next(jetstream.NextContext(ctx))
		if err != nil {
			return err
		}
		msg, err := received(raw)
		if err == nil {
			err = r.fill(ctx, msg.Seq)
		}
		if err != nil {
			return err
		}
		pending := msg.Pending
		msg.Consumer, msg.Delivered, msg.Pending = "", 0, 0
		if err := r.give(msg); err != nil {
			return err
		}
		if pending == 0 {
			return nil
		}
	}
	return nil
}

// consumerAttempts is how often a consumer is asked for: one that the server places
// on a server that is just starting is not answered, and the next is placed anew.
const consumerAttempts = 3

func (r *reader) consumer(ctx context.Context) (jetstream.Consumer, error) {
	cfg := r.cfg
	cfg.DeliverPolicy, cfg.OptStartSeq = jetstream.DeliverByStartSequencePolicy, r.next
	for attempt := 1; ; attempt++ {
		own, cancel := context.WithTimeout(ctx, requestTimeout)
		remote, err := r.conn.js.OrderedConsumer(own, r.stream, cfg)
		cancel()
		if err == nil || attempt == consumerAttempts || ctx.Err() != nil || !errors.Is(err, context.DeadlineExceeded) {
			return remote, err
		}
	}
}

// fill gives what the copy leaves out before a sequence, and the leader has. With
// filters nobody can tell that something was left out.
func (r *reader) fill(ctx context.Context, before uint64) error {
	for len(r.cfg.FilterSubjects) == 0 && r.next < min(before, r.last+1) {
		missing, err := r.leader(ctx)
		if err != nil {
			return err
		}
		if missing.Seq == 0 || missing.Seq >= before { // nobody has it any more
			return nil
		}
		r.conn.log.Warn("a copy of a stream lacks a message that its leader has", logging.Stream(r.stream), logging.StreamSeq(missing.Seq))
		if err := r.give(missing); err != nil {
			return err
		}
	}
	return nil
}

// give gives a message to fn, unless it came already or after the newest.
func (r *reader) give(msg Msg) error {
	if msg.Seq < r.next {
		return nil
	}
	r.next = msg.Seq + 1
	if msg.Seq > r.last {
		return nil
	}
	if err := r.fn(msg); err != nil {
		return given{err}
	}
	return nil
}

// given is an error of fn, which is not one of reading.
type given struct{ error }

// leader is the next message that the leader has; the zero value where it has
// none up to the last.
func (r *reader) leader(ctx context.Context) (Msg, error) {
	msg, err := r.conn.nextMsg(ctx, r.stream, r.next, r.cfg.FilterSubjects)
	if err != nil || msg.Seq > r.last {
		return Msg{}, err
	}
	if r.cfg.HeadersOnly && msg.Seq > 0 {
		if msg.Header == nil {
			msg.Header = nats.Header{}
		}
		msg.Header.Set(HeaderSize, strconv.Itoa(len(msg.Data)))
		msg.Data = nil
	}
	return msg, nil
}

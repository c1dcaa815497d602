package bus

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/proto/subject"
)

// ErrStop is returned by the function given to [Conn.ReadAll] to end the
// reading without an error.
var ErrStop = errors.New("stop reading")

// readAhead is how many bytes of messages are asked for at once.
const readAhead = 4 * mib

// LastSeq is the sequence of the newest message of a stream, 0 if it never had
// one.
func (c *Conn) LastSeq(ctx context.Context, stream string) (uint64, error) {
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	s, err := c.js.Stream(ctx, stream)
	if err != nil {
		return 0, readError(fmt.Errorf("look up stream %s: %w", stream, err))
	}
	return s.CachedInfo().State.LastSeq, nil
}

// ReadAll gives the messages of a stream to fn in their order, from a sequence
// (0 and 1: from the first) up to the newest at the time of the call. With
// filters it reads only what matches one of these subjects. It returns the
// newest sequence at the time of the call: what comes later starts after it.
// An error of fn ends the reading and is returned, [ErrStop] ends it without.
func (c *Conn) ReadAll(ctx context.Context, stream string, from uint64, fn func(Msg) error, filters ...string) (uint64, error) {
	return c.read(ctx, stream, from, fn, jetstream.OrderedConsumerConfig{FilterSubjects: filters})
}

// ReadHeaders is ReadAll without the payloads: Msg.Data is empty, and the header
// [HeaderSize] says how many bytes there are.
func (c *Conn) ReadHeaders(ctx context.Context, stream string, from uint64, fn func(Msg) error, filters ...string) (uint64, error) {
	return c.read(ctx, stream, from, fn, jetstream.OrderedConsumerConfig{FilterSubjects: filters, HeadersOnly: true})
}

// HeaderSize is the header in which the server tells the size of a payload that
// it leaves out.
const HeaderSize = "Nats-Msg-Size"

func (c *Conn) read(ctx context.Context, stream string, from uint64, fn func(Msg) error, cfg jetstream.OrderedConsumerConfig) (uint64, error) {
	last, err := c.LastSeq(ctx, stream)
	if err != nil || last < from || last == 0 {
		return last, err
	}
	r := &reader{conn: c, stream: stream, cfg: cfg, next: max(from, 1), last: last, fn: fn}
	err = r.read(ctx)
	if own := (given{}); errors.As(err, &own) {
		if err = own.error; errors.Is(err, ErrStop) {
			err = nil
		}
		return last, err
	}
	if err != nil {
		err = readError(fmt.Errorf("read %s: %w", stream, err))
	}
	return last, err
}

// Holdings is how many messages a stream holds of each subject, and when the
// oldest was stored; the zero time where there is none.
func (c *Conn) Holdings(ctx context.Context, stream string) (bySubject map[string]uint64, oldest time.Time, err error) {
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	s, err := c.js.Stream(ctx, stream)
	if err != nil {
		return nil, time.Time{}, readError(fmt.Errorf("look up stream %s: %w", stream, err))
	}
	info, err := s.Info(ctx, jetstream.WithSubjectFilter(">"))
	if err != nil {
		return nil, time.Time{}, readError(fmt.Errorf("count messages of %s: %w", stream, err))
	}
	return info.State.Subjects, info.State.FirstTime, nil
}

// forgetTime bounds the removal of what a reader leaves behind.
const forgetTime = 2 * time.Second

// forget removes the consumer of a reader that is done. The server would do it
// after minutes; who reads page after page would leave hundreds until then.
func (c *Conn) forget(ctx context.Context, stream string, reader jetstream.Consumer) {
	info := reader.CachedInfo()
	if info == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), forgetTime)
	defer cancel()
	_ = c.js.DeleteConsumer(ctx, stream, info.Name) // else the server does it, later
}

// GetMsg reads one message by its sequence; a fault.ErrNotFound if the stream
// does not have it (any more).
func (c *Conn) GetMsg(ctx context.Context, stream string, seq uint64) (Msg, error) {
	return c.get(ctx, stream, func(ctx context.Context, s jetstream.Stream) (*jetstream.RawStreamMsg, error) {
		return s.GetMsg(ctx, seq)
	},
		fmt.Sprintf("sequence %d", seq))
}

// LastMsg reads the newest message of a subject, which may have wildcards; a
// fault.ErrNotFound if there is none.
func (c *Conn) LastMsg(ctx context.Context, stream, subj string) (Msg, error) {
	return c.get(ctx, stream, func(ctx context.Context, s jetstream.Stream) (*jetstream.RawStreamMsg, error) {
		return s.GetLastMsgForSubject(ctx, subj)
	}, "subject "+subj)
}

// reading asks a stream for a message.
type reading func(ctx context.Context, s jetstream.Stream) (*jetstream.RawStreamMsg, error)

// get waits for an answer for seconds at most, however long ctx lasts: one that
// is lost does not come.
func (c *Conn) get(ctx context.Context, stream string, read reading, what string) (Msg, error) {
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	s, err := c.js.Stream(ctx, stream)
	if err != nil {
		return Msg{}, readError(fmt.Errorf("look up stream %s: %w", stream, err))
	}
	raw, err := read(ctx, s)
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return Msg{}, fault.NotFound("MESSAGE_NOT_FOUND", "stream %s has no message at %s", stream, what)
	}
	if err != nil {
		return Msg{}, readError(fmt.Errorf("read %s of %s: %w", what, stream, err))
	}
	return Msg{
		Subject: raw.Subject, Data: raw.Data, Header: raw.Header, MsgID: raw.Header.Get(subject.HeaderMsgID),
		Stream: stream, Seq: raw.Sequence, Stored: raw.Time.In(time.UTC),
	}, nil
}

// readError marks err as one that may pass, unless it is a message of the
// server about something that does not exist or the end of the caller's ctx.
func readError(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, jetstream.ErrStreamNotFound) || errors.Is(err, jetstream.ErrBucketNotFound) {
		return err
	}
	return fmt.Errorf("%w: %w", fault.ErrTransient, err)
}

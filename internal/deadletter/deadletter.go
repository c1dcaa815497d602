// Package deadletter lists the messages that no service could process and
// sends them on their way again. Package bus writes them.
package deadletter

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/proto/subject"
)

// MaxPageSize is the most letters that List returns at once.
const MaxPageSize = 1000

// Letter is one message that was given up.
type Letter struct {
	Seq        uint64    // of the letter, in DEADLETTER
	Time       time.Time // when it was given up
	Service    string    // that gave up
	Reason     string    // one word
	Error      string    // text of the error
	Stream     string    // where the message came from
	StreamSeq  uint64    // its sequence there
	Subject    string    // its subject
	MsgID      string    // its id
	Consumer   string    // durable that delivered it
	Deliveries uint64    // how often
	Truncated  bool      // the payload was too large and is only in Stream
	Data       []byte    // payload, empty if truncated

	header nats.Header
}

// Filter selects letters; empty fields match everything.
type Filter struct {
	Service, Reason, Stream string
}

// Box is the stream of dead letters.
type Box struct {
	conn      *bus.Conn
	publisher *bus.Publisher
}

// New opens the box on a connection.
func New(conn *bus.Conn) *Box {
	return &Box{conn: conn, publisher: bus.NewPublisher(conn)}
}

// List returns up to size letters (1 to [MaxPageSize]) that match, oldest
// first, from the sequence given (0: from the oldest), and the sequence where
// the next page starts, 0 after the last page.
func (b *Box) List(ctx context.Context, filter Filter, from uint64, size int) (letters []Letter, next uint64, err error) {
	size = min(max(size, 1), MaxPageSize)
	_, err = b.conn.ReadAll(ctx, subject.StreamDeadLetter, from, func(msg bus.Msg) error {
		letter := letterOf(msg)
		if filter.Stream != "" && filter.Stream != letter.Stream {
			return nil
		}
		if len(letters) == size {
			next = letter.Seq
			return bus.ErrStop
		}
		letters = append(letters, letter)
		return nil
	}, subject.DeadLetterFilter(filter.Service, filter.Reason))
	if err != nil {
		return nil, 0, fmt.Errorf("list dead letters: %w", err)
	}
	return letters, next, nil
}

// Redrive publishes the message of one letter again, on its own subject with
// its own headers and a new message id, and deletes the letter once a stream
// has stored it. If the deletion fails the letter stays, and redriving it again
// publishes nothing new while the stream remembers the id.
func (b *Box) Redrive(ctx context.Context, seq uint64) (bus.PubAck, error) {
	msg, err := b.conn.GetMsg(ctx, subject.StreamDeadLetter, seq)
	if err != nil {
		return bus.PubAck{}, fmt.Errorf("redrive dead letter %d: %w", seq, err)
	}
	ack, err := b.redrive(ctx, letterOf(msg))
	if err != nil {
		return bus.PubAck{}, fmt.Errorf("redrive dead letter %d: %w", seq, err)
	}
	return ack, nil
}

// RedriveAll redrives every letter that matches and was there at the time of
// the call; it returns how many, going on after an error.
func (b *Box) RedriveAll(ctx context.Context, filter Filter) (int, error) {
	last, err := b.conn.LastSeq(ctx, subject.StreamDeadLetter)
	if err != nil {
		return 0, fmt.Errorf("redrive dead letters: %w", err)
	}
	var (
		count int
		errs  []error
		from  uint64
	)
	for {
		letters, next, err := b.List(ctx, filter, from, MaxPageSize)
		if err != nil {
			return count, errors.Join(append(errs, err)...)
		}
		for _, letter := range letters {
			if letter.Seq > last {
				return count, errors.Join(errs...)
			}
			if _, err := b.redrive(ctx, letter); err != nil {
				errs = append(errs, fmt.Errorf("redrive dead letter %d: %w", letter.Seq, err))
				continue
			}
			count++
		}
		if from = next; from == 0 || ctx.Err() != nil {
			return count, errors.Join(append(errs, ctx.Err())...)
		}
	}
}

func (b *Box) redrive(ctx context.Context, l Letter) (bus.PubAck, error) {
	data := l.Data
	if l.Truncated {
		original, err := b.conn.GetMsg(ctx, l.Stream, l.StreamSeq)
		if err != nil {
			return bus.PubAck{}, fmt.Errorf("read the payload that was too large to be copied: %w", err)
		}
		data = original.Data
	}
	if l.Subject == "" {
		return bus.PubAck{}, fault.Invalid("NOT_A_DEAD_LETTER", "the message does not say on which subject it was")
	}
	ack, err := b.publisher.Publish(ctx, bus.Message{
		Subject: l.Subject, MsgID: subject.RedriveMsgID(l.MsgID, l.Seq), Data: data, Header: l.header,
	})
	if err != nil {
		return bus.PubAck{}, err
	}
	stream, err := b.conn.JetStream().Stream(ctx, subject.StreamDeadLetter)
	if err == nil {
		err = stream.DeleteMsg(ctx, l.Seq)
	}
	if err != nil && !errors.Is(err, jetstream.ErrMsgNotFound) {
		return ack, fmt.Errorf("delete the letter after publishing it again: %w", err)
	}
	return ack, nil
}

// letterOf reads a dead letter; what is missing stays empty, since a letter
// that somebody else published must not keep the rest from being listed.
func letterOf(msg bus.Msg) Letter {
	h := msg.Header
	l := Letter{
		Seq: msg.Seq, Time: msg.Stored, Data: msg.Data,
		Service: h.Get(subject.HeaderDeadLetterService), Reason: h.Get(subject.HeaderDeadLetterReason),
		Error: h.Get(subject.HeaderDeadLetterError), Stream: h.Get(subject.HeaderDeadLetterStream),
		Subject: h.Get(subject.HeaderDeadLetterSubject), MsgID: h.Get(subject.HeaderDeadLetterMsgID),
		Consumer:   h.Get(subject.HeaderDeadLetterConsumer),
		StreamSeq:  number(h.Get(subject.HeaderDeadLetterSeq)),
		Deliveries: number(h.Get(subject.HeaderDeadLetterDeliveries)),
		Truncated:  h.Get(subject.HeaderDeadLetterTruncated) == "true",
		header:     nats.Header{},
	}
	if t, err := time.Parse(time.RFC3339, h.Get(subject.HeaderDeadLetterTime)); err == nil {
		l.Time = t
	}
	for key, values := range h {
		ours := strings.HasPrefix(key, "barograph-deadletter-")
		// The server's own headers, the message id among them, belong to the
		// letter and not to the message in it.
		if !ours && !strings.HasPrefix(key, "Nats-") {
			l.header[key] = values
		}
	}
	return l
}

func number(s string) uint64 {
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

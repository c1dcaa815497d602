package bus

import (
	"context"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/barograph/barograph/internal/correlation"
	"github.com/barograph/barograph/proto/subject"
)

// Message is an event to be published.
type Message struct {
	// Subject is built with package subject.
	Subject string
	// MsgID is the deterministic id of the event, built with package subject.
	// It is required: repetitions are recognised by it.
	MsgID string
	// Data is the payload.
	Data []byte
	// Time is when the event happened; the zero time leaves ce-time out.
	Time time.Time
	// Follows, when set, is the sequence of the last message of the subject that
	// the publisher knows, 0 for none: where the stream has another one, the
	// message is refused as a fault.ErrConflict, so that a publisher who was
	// held up publishes nothing behind what others have published since.
	Follows *uint64
	// Header has further headers; those of CloudEvents, of the correlation and
	// of the message id are set by the publisher unless present.
	Header nats.Header
}

// PubAck says where a stream stored a message.
type PubAck struct {
	Stream    string
	Seq       uint64
	Duplicate bool // the stream had a message with this id already; Seq is its sequence
}

// Msg is a message that was received or read from a stream.
type Msg struct {
	Subject string
	Data    []byte
	Header  nats.Header
	// MsgID is the event's deterministic id, "" if it was published without.
	MsgID string
	// Stream, Seq and Stored are where and when the message was stored.
	Stream string
	Seq    uint64
	Stored time.Time
	// Consumer and Delivered are which durable delivered it and how often, from
	// 1; zero for a message that was read directly.
	Consumer  string
	Delivered uint64
	// Pending is how many messages the consumer has after this one.
	Pending uint64
}

// Event is the CloudEvents context of the message.
func (m Msg) Event() Event { return eventOf(m.Header) }

// Context adds the message's correlation id and trace to ctx, a new
// correlation id where it has none.
func (m Msg) Context(ctx context.Context) context.Context {
	ctx = correlation.With(ctx, m.Header.Get(subject.HeaderCorrelationID))
	ctx = correlation.WithTraceParent(ctx, m.Header.Get(subject.HeaderTraceParent), m.Header.Get(subject.HeaderTraceState))
	return correlation.Ensure(ctx)
}

func received(raw jetstream.Msg) (Msg, error) {
	meta, err := raw.Metadata()
	if err != nil {
		return Msg{}, err
	}
	header := raw.Headers()
	return Msg{
		Subject: raw.Subject(), Data: raw.Data(), Header: header, MsgID: header.Get(subject.HeaderMsgID),
		Stream: meta.Stream, Seq: meta.Sequence.Stream, Stored: meta.Timestamp,
		Consumer: meta.Consumer, Delivered: meta.NumDelivered, Pending: meta.NumPending,
	}, nil
}

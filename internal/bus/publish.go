package bus

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/run"
)

const (
	publishTimeout = 20 * time.Second // of a publish whose context has no deadline
	attemptTimeout = 5 * time.Second  // of one attempt
	firstPause     = 50 * time.Millisecond
	longestPause   = 2 * time.Second
)

// Publisher publishes events and waits until a stream has stored them.
type Publisher struct {
	js        jetstream.JetStream
	service   string
	metrics   *metrics
	forbidden *forbidden
	traces    spans
}

// NewPublisher makes a publisher on a connection; its service is the source of
// the events.
func NewPublisher(c *Conn) *Publisher {
	return &Publisher{js: c.js, service: c.service, metrics: c.metrics, forbidden: &c.forbidden, traces: spans{c.traces}}
}

// Publish stores one message and waits for the acknowledgement. It tries again
// until ctx ends (20 s if ctx has no deadline), under the same message id, so
// that an attempt that was stored without our knowing is not stored twice. It
// returns a fault.ErrInvalid for a message that no stream will ever take, a
// fault.ErrConflict for one that follows another than the last, and when time
// ran out a fault.ErrExhausted if there was no room to the last, else a
// fault.ErrTransient. One that this user may not publish is an [ErrForbidden],
// at once.
func (p *Publisher) Publish(ctx context.Context, m Message) (PubAck, error) {
	start := time.Now()
	ctx, span := p.traces.publishing(ctx, m)
	ack, err := p.publish(ctx, m)
	p.traces.published(span, ack, err)
	p.metrics.publish(ack, err)
	p.metrics.storing.Observe(time.Since(start).Seconds())
	return ack, err
}

func (p *Publisher) publish(ctx context.Context, m Message) (PubAck, error) {
	msg, err := p.message(ctx, m)
	if err != nil {
		return PubAck{}, err
	}
	if _, ok := ctx.Deadline(); !ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, publishTimeout)
		defer cancel()
	}
	for pause := firstPause; ; pause = min(2*pause, longestPause) {
		ack, err := p.attempt(ctx, msg)
		if err == nil {
			return PubAck{Stream: ack.Stream, Seq: ack.Sequence, Duplicate: ack.Duplicate}, nil
		}
		switch {
		case isConflict(err):
			return PubAck{}, &fault.Error{Kind: fault.ErrConflict, Reason: "NOT_THE_LAST",
				Message: "the subject has another last message by now", Cause: fmt.Errorf("publish %s: %w", m.Subject, err)}
		case errors.Is(err, ErrForbidden):
			return PubAck{}, notPermitted(m, err)
		case isPermanent(err):
			return PubAck{}, refused(m, err)
		}
		if errors.Is(err, nats.ErrConnectionClosed) || !run.Wait(ctx, jitter(pause)) {
			return PubAck{}, unstored(m, err)
		}
	}
}

func refused(m Message, err error) error {
	return &fault.Error{Kind: fault.ErrInvalid, Reason: "PUBLISH_REFUSED",
		Message: "the message was refused by the stream", Cause: fmt.Errorf("publish %s: %w", m.Subject, err)}
}

func (p *Publisher) attempt(ctx context.Context, msg *nats.Msg) (*jetstream.PubAck, error) {
	ctx, cancel := context.WithTimeout(ctx, attemptTimeout)
	defer cancel()
	ctx, stop := p.forbidden.watch(ctx, msg.Subject)
	defer stop()
	ack, err := p.js.PublishMsg(ctx, msg)
	if cause := context.Cause(ctx); err != nil && errors.Is(cause, ErrForbidden) {
		return nil, cause
	}
	return ack, err
}

func (p *Publisher) message(ctx context.Context, m Message) (*nats.Msg, error) {
	if m.Subject == "" || m.MsgID == "" {
		return nil, fault.Invalid("PUBLISH_INCOMPLETE", fmt.Sprintf("message %q on %q lacks a subject or an id", m.MsgID, m.Subject))
	}
	msg := &nats.Msg{Subject: m.Subject, Data: m.Data, Header: headers(ctx, m, p.service)}
	if m.Follows != nil {
		msg.Header.Set(jetstream.ExpectedLastSubjSeqHeader, strconv.FormatUint(*m.Follows, 10))
	}
	return msg, nil
}

// Batch collects publishes that are sent without waiting for each other, for
// throughput. It is not for concurrent use.
type Batch struct {
	publisher *Publisher
	entries   []batchEntry
}

type batchEntry struct {
	message Message
	ctx     context.Context // of Add: carries the correlation of the message
	future  jetstream.PubAckFuture
}

// Batch starts an empty batch.
func (p *Publisher) Batch() *Batch { return &Batch{publisher: p} }

// Add sends a message without waiting. The order in which the stream stores the
// messages of a batch is not defined when one has to be sent again.
func (b *Batch) Add(ctx context.Context, m Message) error {
	msg, err := b.publisher.message(ctx, m)
	if err != nil {
		return err
	}
	future, err := b.publisher.js.PublishMsgAsync(msg)
	if err != nil {
		if isPermanent(err) {
			return refused(m, err)
		}
		future = nil // no connection, or too many in flight: Flush sends it
	}
	b.entries = append(b.entries, batchEntry{message: m, ctx: context.WithoutCancel(ctx), future: future})
	return nil
}

// Flush waits until every message of the batch is stored, sending again those
// that failed, and empties the batch. The acknowledgements are in the order of
// Add; those of failed messages are zero, and their errors are joined.
func (b *Batch) Flush(ctx context.Context) ([]PubAck, error) {
	entries := b.entries
	b.entries = nil
	acks := make([]PubAck, len(entries))
	var errs []error
	for i, entry := range entries {
		ack, err := entry.wait(ctx)
		if err == nil {
			acks[i] = PubAck{Stream: ack.Stream, Seq: ack.Sequence, Duplicate: ack.Duplicate}
			b.publisher.metrics.publish(acks[i], nil)
			continue
		}
		if isPermanent(err) {
			err = refused(entry.message, err)
			b.publisher.metrics.publish(PubAck{}, err)
			errs = append(errs, err)
			continue
		}
		if acks[i], err = b.publisher.again(ctx, entry); err != nil {
			errs = append(errs, err)
		}
	}
	return acks, errors.Join(errs...)
}

var errNotSent = errors.New("not sent yet")

func (e batchEntry) wait(ctx context.Context) (*jetstream.PubAck, error) {
	if e.future == nil {
		return nil, errNotSent
	}
	timeout := time.NewTimer(attemptTimeout)
	defer timeout.Stop()
	select {
	case ack := <-e.future.Ok():
		return ack, nil
	case err := <-e.future.Err():
		return nil, err
	case <-timeout.C:
		return nil, context.DeadlineExceeded
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// again publishes with the values of the entry's context and the end of ctx.
func (p *Publisher) again(ctx context.Context, e batchEntry) (PubAck, error) {
	own, cancel := context.WithCancel(e.ctx)
	defer cancel()
	defer context.AfterFunc(ctx, cancel)()
	return p.Publish(own, e.message)
}

// jitter spreads d evenly over 75% to 125% of it.
func jitter(d time.Duration) time.Duration {
	return time.Duration(float64(d) * (0.75 + rand.Float64()/2))
}

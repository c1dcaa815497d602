package deadletter

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/proto/subject"
)

// Redrive publishes the message of one letter again, on its own subject with
// its own headers and a new message id, and deletes the letter once a stream
// has stored it. If the deletion fails the letter stays, and redriving it again
// publishes nothing new while the stream remembers the id. The message counts
// how often that was done with it. A letter of LEDGER is a
// fault.ErrPrecondition: nothing is appended that its readers read again anyway.
func (b *Box) Redrive(ctx context.Context, seq uint64) (bus.PubAck, error) {
	letter, err := b.Get(ctx, seq)
	if err == nil {
		var ack bus.PubAck
		if ack, err = b.redrive(ctx, letter); err == nil {
			return ack, nil
		}
	}
	return bus.PubAck{}, fmt.Errorf("redrive dead letter %d: %w", seq, err)
}

func (b *Box) redrive(ctx context.Context, l Letter) (bus.PubAck, error) {
	if l.Subject == "" {
		return bus.PubAck{}, fault.Invalid("NOT_A_DEAD_LETTER", "the message does not say on which subject it was")
	}
	if l.Stream == subject.StreamLedger {
		return bus.PubAck{}, fault.Precondition("READ_AT_START", "the message is still in %s, which aggregate reads from its beginning at "+
			"each start: once the cause is gone, restart aggregate and discard the letter", l.Stream)
	}
	if l.Truncated && len(l.Data) == 0 {
		return bus.PubAck{}, fault.NotFound("PAYLOAD_GONE", "the payload was too large to be copied, and %s no longer has it", l.Stream)
	}
	again := bus.Message{Subject: l.Subject, MsgID: subject.RedriveMsgID(l.MsgID, l.Seq), Data: l.Data, Header: l.Header}
	again.Header[subject.HeaderRedrives] = []string{strconv.FormatUint(uint64(l.Redrives)+1, 10)}
	ack, err := b.publisher.Publish(ctx, again)
	if errors.Is(err, fault.ErrInvalid) && l.Truncated { // no room for even one header more: it is not counted
		delete(again.Header, subject.HeaderRedrives)
		ack, err = b.publisher.Publish(ctx, again)
	}
	if err != nil {
		return bus.PubAck{}, err
	}
	if err := b.remove(ctx, l.Seq); err != nil && !errors.Is(err, fault.ErrNotFound) {
		return ack, fmt.Errorf("delete the letter after publishing it again: %w", err)
	}
	return ack, nil
}

// Discard removes one letter for good; a fault.ErrNotFound if there is none.
func (b *Box) Discard(ctx context.Context, seq uint64) error {
	if err := b.remove(ctx, seq); err != nil {
		return missing(err, seq)
	}
	return nil
}

func (b *Box) remove(ctx context.Context, seq uint64) error {
	stream, err := b.conn.JetStream().Stream(ctx, subject.StreamDeadLetter)
	if err == nil {
		err = stream.DeleteMsg(ctx, seq)
	}
	if err != nil { // why not is told as a text only
		if _, reading := b.conn.GetMsg(ctx, subject.StreamDeadLetter, seq); errors.Is(reading, fault.ErrNotFound) {
			return reading
		}
	}
	return err
}

// Bulk is what became of several letters.
type Bulk struct {
	Done  int
	Next  Span    // what is left of the span; the zero value when nothing is
	Fails []error // one for each letter that stays
}

// Each does something with up to size letters of a span that match (0: with all
// of them), and goes on after a failure. A span without an end ends with the
// newest letter at the time of the call: what comes back is not taken again. Its
// own error is one of reading the box.
func (b *Box) Each(ctx context.Context, filter Filter, span Span, size int, do func(context.Context, Letter) error) (Bulk, error) {
	if span.Through == 0 {
		last, err := b.conn.LastSeq(ctx, subject.StreamDeadLetter)
		if err != nil || last == 0 {
			return Bulk{}, err
		}
		span.Through = last
	}
	var all Bulk
	for {
		letters, next, err := b.List(ctx, filter, span, cmp.Or(size, MaxPageSize))
		if err != nil {
			return all, err
		}
		for _, letter := range letters {
			if err := do(ctx, letter); err != nil {
				all.Fails = append(all.Fails, err)
				continue
			}
			all.Done++
		}
		if span.From = next; next == 0 {
			return all, nil
		}
		if size > 0 {
			all.Next = span
			return all, nil
		}
		if ctx.Err() != nil {
			return all, ctx.Err()
		}
	}
}

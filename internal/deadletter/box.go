package deadletter

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/proto/subject"
)

// Box is the stream of dead letters.
type Box struct {
	conn      *bus.Conn
	publisher *bus.Publisher
}

// New opens the box on a connection.
func New(conn *bus.Conn) *Box {
	return &Box{conn: conn, publisher: bus.NewPublisher(conn)}
}

// List returns up to size letters (1 to [MaxPageSize]) of a span that match,
// oldest first and without their payloads, and the sequence where the next page
// starts, 0 after the last page.
func (b *Box) List(ctx context.Context, filter Filter, span Span, size int) (letters []Letter, next uint64, err error) {
	size = min(max(size, 1), MaxPageSize)
	err = b.scan(ctx, filter, span, func(letter Letter) error {
		if len(letters) == size {
			next = letter.Seq
			return bus.ErrStop
		}
		letters = append(letters, letter)
		return nil
	})
	if err != nil {
		return nil, 0, fmt.Errorf("list dead letters: %w", err)
	}
	return letters, next, nil
}

// scan reads the letters of a span that match, without their payloads. The server
// sends none of other services and reasons.
func (b *Box) scan(ctx context.Context, filter Filter, span Span, note func(Letter) error) error {
	_, err := b.conn.ReadHeaders(ctx, subject.StreamDeadLetter, span.From, func(msg bus.Msg) error {
		if span.Through > 0 && msg.Seq > span.Through {
			return bus.ErrStop
		}
		if letter := letterOf(msg); filter.match(letter) {
			return note(letter)
		}
		return nil
	}, subject.DeadLetterFilter(filter.Service, filter.Reason))
	return err
}

// Get returns one letter with its payload, which is read from the stream that
// it came from where the letter does not hold it; empty where that has it no
// more. A fault.ErrNotFound if there is no such letter.
func (b *Box) Get(ctx context.Context, seq uint64) (Letter, error) {
	msg, err := b.conn.GetMsg(ctx, subject.StreamDeadLetter, seq)
	if err != nil {
		return Letter{}, missing(err, seq)
	}
	letter := letterOf(msg)
	if letter.Truncated {
		original, err := b.conn.GetMsg(ctx, letter.Stream, letter.StreamSeq)
		if err != nil && !errors.Is(err, fault.ErrNotFound) {
			return Letter{}, fmt.Errorf("read the payload that was too large to be copied: %w", err)
		}
		letter.Data = original.Data
	}
	return letter, nil
}

// missing says by its own name that a letter is not there.
func missing(err error, seq uint64) error {
	if errors.Is(err, fault.ErrNotFound) {
		return fault.NotFound("DEAD_LETTER_NOT_FOUND", "there is no dead letter %d", seq)
	}
	return fmt.Errorf("read dead letter %d: %w", seq, err)
}

// Group counts the letters of one service, reason and stream.
type Group struct {
	Service, Reason, Stream string
	Count                   uint64
	Oldest, Newest          time.Time
}

// Summarize counts the letters that match, the largest group first.
func (b *Box) Summarize(ctx context.Context, filter Filter) ([]Group, error) {
	groups := map[[3]string]Group{}
	err := b.scan(ctx, filter, Span{}, func(l Letter) error {
		key := [3]string{l.Service, l.Reason, l.Stream}
		g, known := groups[key]
		if !known {
			g = Group{Service: l.Service, Reason: l.Reason, Stream: l.Stream, Oldest: l.Time, Newest: l.Time}
		}
		g.Count++
		if l.Time.Before(g.Oldest) {
			g.Oldest = l.Time
		}
		if l.Time.After(g.Newest) {
			g.Newest = l.Time
		}
		groups[key] = g
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("count dead letters: %w", err)
	}
	all := make([]Group, 0, len(groups))
	for _, g := range groups {
		all = append(all, g)
	}
	slices.SortFunc(all, func(a, b Group) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Service, b.Service), cmp.Compare(a.Reason, b.Reason), cmp.Compare(a.Stream, b.Stream))
	})
	return all, nil
}

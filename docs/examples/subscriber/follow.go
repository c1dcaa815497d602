package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"google.golang.org/protobuf/proto"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	"github.com/barograph/barograph/proto/subject"
)

// Errors that do not pass.
var (
	// errGone tells that events behind the journal are no longer kept, or that
	// this is another stream than the journal is of. Begin with a new journal.
	errGone = errors.New("the stream has not everything behind the journal")
	// errJournal tells that an event could not be read or written down.
	errJournal = errors.New("event not handled")
)

// pause is how long to wait for word of a new event before looking for one:
// word may come a moment before the event can be read.
const pause = time.Second

// follow appends events until ctx ends. With an empty journal it begins with
// the last event of each kind of every initiative, which is the present state;
// else behind the journal. It reads one event after the other by its sequence:
// that leaves nothing on the server, is in order, and needs the right to read and
// no other. A plain subscription only tells when there is something to be read.
func follow(ctx context.Context, conn *nats.Conn, domain string, journal *Journal) error {
	js, err := jetstream.New(conn)
	if domain != "" {
		js, err = jetstream.NewWithDomain(conn, domain)
	}
	if err != nil {
		return err
	}
	word := make(chan struct{}, 1)
	subscription, err := conn.Subscribe(subject.Assessments, func(*nats.Msg) {
		select {
		case word <- struct{}{}:
		default: // there is word already
		}
	})
	if err != nil {
		return err
	}
	defer func() { _ = subscription.Unsubscribe() }() // fails only when the connection is closed
	stream, err := lookUp(ctx, js, journal.Last())
	if err != nil {
		return err
	}
	next := journal.Last() + 1
	if journal.Last() == 0 {
		if next, err = snapshot(ctx, stream, journal); err != nil {
			return err
		}
	}
	for {
		message, err := get(ctx, stream, next)
		switch {
		case errors.Is(err, jetstream.ErrMsgNotFound): // it has everything
			select {
			case <-word:
			case <-time.After(pause):
			case <-ctx.Done():
				return ctx.Err()
			}
			continue
		case err != nil:
			return fmt.Errorf("read %s: %w", subject.StreamAssessments, err)
		}
		if err := note(message, journal); err != nil {
			return err
		}
		next = message.Sequence + 1
	}
}

// get reads the first event at a sequence or behind it.
func get(ctx context.Context, stream jetstream.Stream, from uint64) (*jetstream.RawStreamMsg, error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	return stream.GetMsg(ctx, from, jetstream.WithGetMsgSubject(subject.Assessments))
}

// lookUp finds the stream and compares the journal's end with what it has.
func lookUp(ctx context.Context, js jetstream.JetStream, last uint64) (jetstream.Stream, error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	stream, err := js.Stream(ctx, subject.StreamAssessments)
	if err != nil {
		return nil, fmt.Errorf("look up %s: %w", subject.StreamAssessments, err)
	}
	if state := stream.CachedInfo().State; last > 0 && (last > state.LastSeq || last+1 < state.FirstSeq) {
		return nil, fmt.Errorf("%w: it ends at %d, the stream keeps %d to %d", errGone, last, state.FirstSeq, state.LastSeq)
	}
	return stream, nil
}

// snapshot appends the last event of every subject, in their order, and returns
// the sequence behind them.
func snapshot(ctx context.Context, stream jetstream.Stream, journal *Journal) (uint64, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	info, err := stream.Info(ctx, jetstream.WithSubjectFilter(subject.Assessments))
	if err != nil {
		return 0, fmt.Errorf("list subjects of %s: %w", subject.StreamAssessments, err)
	}
	var last []*jetstream.RawStreamMsg
	for name := range info.State.Subjects {
		message, err := stream.GetLastMsgForSubject(ctx, name)
		if err != nil {
			return 0, fmt.Errorf("read %s: %w", name, err)
		}
		if message.Sequence <= info.State.LastSeq { // else it comes in its turn
			last = append(last, message)
		}
	}
	slices.SortFunc(last, func(a, b *jetstream.RawStreamMsg) int { return cmp.Compare(a.Sequence, b.Sequence) })
	for _, message := range last {
		if err := note(message, journal); err != nil {
			return 0, err
		}
	}
	return info.State.LastSeq + 1, nil
}

// note writes an event down.
func note(message *jetstream.RawStreamMsg, journal *Journal) error {
	entry, err := read(message)
	if err == nil {
		err = journal.Append(entry)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", errJournal, err)
	}
	return nil
}

// read turns a message into an entry.
func read(message *jetstream.RawStreamMsg) (Entry, error) {
	var err error
	entry := Entry{Sequence: message.Sequence, ID: message.Header.Get(subject.HeaderCEID)}
	switch message.Header.Get(subject.HeaderCEType) {
	case subject.AssessmentUpdated.Type():
		event := &eventv1.AssessmentUpdated{}
		err = proto.Unmarshal(message.Data, event)
		entry.fill("updated", event.GetRecord())
	case subject.AssessmentShifted.Type():
		event := &eventv1.AssessmentShifted{}
		err = proto.Unmarshal(message.Data, event)
		entry.fill("shifted", event.GetRecord())
		entry.From, entry.Reasons = event.GetBaselineProbability(), event.GetReasons()
	case subject.AssessmentWithdrawn.Type():
		event := &eventv1.AssessmentWithdrawn{}
		err = proto.Unmarshal(message.Data, event)
		entry.Event, entry.Initiative, entry.Revision = "withdrawn", event.GetInitiativeId(), event.GetRevision()
	}
	if err != nil {
		return Entry{}, fmt.Errorf("decode event %d: %w", entry.Sequence, err)
	}
	return entry, nil
}

func (e *Entry) fill(event string, r *assessmentv1.Record) {
	a := r.GetAssessment()
	e.Event, e.Initiative, e.Revision = event, a.GetInitiativeId(), r.GetRevision()
	e.Probability, e.Low, e.High = a.GetProbability(), a.GetProbabilityLow(), a.GetProbabilityHigh()
}

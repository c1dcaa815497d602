package main

import (
	"context"
	"errors"
	"fmt"
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

// follow appends events until ctx ends. With an empty journal it begins with
// the last event of each kind of every initiative, which is the present state;
// else behind the journal. The ordered consumer keeps no state on the server
// that could expire, delivers in order, and finds its place again by itself.
func follow(ctx context.Context, conn *nats.Conn, journal *Journal) error {
	js, err := jetstream.New(conn)
	if err != nil {
		return err
	}
	cfg := jetstream.OrderedConsumerConfig{
		FilterSubjects: []string{subject.AssessmentUpdated.Filter(), subject.AssessmentShifted.Filter(), subject.AssessmentWithdrawn.Filter()},
		DeliverPolicy:  jetstream.DeliverLastPerSubjectPolicy,
	}
	if last := journal.Last(); last > 0 {
		if err := check(ctx, js, last); err != nil {
			return err
		}
		cfg.DeliverPolicy, cfg.OptStartSeq = jetstream.DeliverByStartSequencePolicy, last+1
	}
	consumer, err := js.OrderedConsumer(ctx, subject.StreamAssessments, cfg)
	if err != nil {
		return fmt.Errorf("follow %s: %w", subject.StreamAssessments, err)
	}
	messages, err := consumer.Messages()
	if err != nil {
		return fmt.Errorf("follow %s: %w", subject.StreamAssessments, err)
	}
	defer messages.Stop()
	for {
		message, err := messages.Next(jetstream.NextContext(ctx))
		if err != nil {
			return err
		}
		entry, err := read(message)
		if err == nil {
			err = journal.Append(entry)
		}
		if err != nil {
			return fmt.Errorf("%w: %w", errJournal, err)
		}
	}
}

// check compares the journal's end with what the stream has.
func check(ctx context.Context, js jetstream.JetStream, last uint64) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	stream, err := js.Stream(ctx, subject.StreamAssessments)
	if err != nil {
		return fmt.Errorf("look up %s: %w", subject.StreamAssessments, err)
	}
	if state := stream.CachedInfo().State; last > state.LastSeq || last+1 < state.FirstSeq {
		return fmt.Errorf("%w: it ends at %d, the stream keeps %d to %d", errGone, last, state.FirstSeq, state.LastSeq)
	}
	return nil
}

// read turns a message into an entry.
func read(message jetstream.Msg) (Entry, error) {
	meta, err := message.Metadata()
	if err != nil {
		return Entry{}, err
	}
	entry := Entry{Sequence: meta.Sequence.Stream, ID: message.Headers().Get(subject.HeaderCEID)}
	switch message.Headers().Get(subject.HeaderCEType) {
	case subject.AssessmentUpdated.Type():
		event := &eventv1.AssessmentUpdated{}
		err = proto.Unmarshal(message.Data(), event)
		entry.fill("updated", event.GetRecord())
	case subject.AssessmentShifted.Type():
		event := &eventv1.AssessmentShifted{}
		err = proto.Unmarshal(message.Data(), event)
		entry.fill("shifted", event.GetRecord())
		entry.From, entry.Reasons = event.GetBaselineProbability(), event.GetReasons()
	case subject.AssessmentWithdrawn.Type():
		event := &eventv1.AssessmentWithdrawn{}
		err = proto.Unmarshal(message.Data(), event)
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

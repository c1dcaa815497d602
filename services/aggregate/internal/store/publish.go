package store

import (
	"context"
	"fmt"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/bus"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/record"
	"github.com/barograph/barograph/services/aggregate/internal/shift"
)

// event is one of an initiative's events as it is published.
type event struct {
	kind       subject.Kind
	initiative string
	revision   uint64
	known      *timestamppb.Timestamp
	follows    uint64 // the last event of the kind
	payload    proto.Message
}

// publishUpdated publishes the head's record.
func (s *Assessments) publishUpdated(ctx context.Context, head record.Head) (record.Head, error) {
	r := head.Record
	seq, err := s.publish(ctx, event{
		kind: subject.AssessmentUpdated, initiative: r.GetAssessment().GetInitiativeId(), revision: r.GetRevision(), known: r.GetKnownTime(),
		follows: head.Events.Updated, payload: &eventv1.AssessmentUpdated{Record: r},
	})
	if err != nil {
		return head, err
	}
	head.Events.Updated = seq
	return head, nil
}

// publishShift publishes the shift that the head's record is against its
// baseline, if it is one, and moves the baseline.
func (s *Assessments) publishShift(ctx context.Context, head record.Head, alert *initiativev1.Alert) (record.Head, error) {
	r := head.Record
	shifted := head.Baseline.Shift(r, alert)
	if shifted == nil {
		return head, nil
	}
	against := head.Baseline.Probability()
	seq, err := s.publish(ctx, event{
		kind: subject.AssessmentShifted, initiative: r.GetAssessment().GetInitiativeId(), revision: r.GetRevision(), known: r.GetKnownTime(),
		follows: head.Events.Shifted, payload: &eventv1.AssessmentShifted{
			Record: r, BaselineProbability: against, Reasons: shift.Words(shifted), Shift: shifted,
		},
	})
	if err != nil {
		return head, err
	}
	head.Events.Shifted, head.Baseline = seq, shift.After(r, against)
	return head, nil
}

// publishWithdrawn publishes that there is no assessment behind the head's.
func (s *Assessments) publishWithdrawn(ctx context.Context, initiative string, head record.Head) error {
	revision, known := head.Record.GetRevision()+1, head.Record.GetKnownTime()
	_, err := s.publish(ctx, event{
		kind: subject.AssessmentWithdrawn, initiative: initiative, revision: revision, known: known, follows: head.Events.Withdrawn,
		payload: &eventv1.AssessmentWithdrawn{InitiativeId: initiative, Revision: revision, KnownTime: known},
	})
	return err
}

// publish stores an event and returns its sequence in the stream.
func (s *Assessments) publish(ctx context.Context, e event) (uint64, error) {
	data, err := proto.MarshalOptions{Deterministic: true}.Marshal(e.payload)
	if err != nil {
		return 0, fmt.Errorf("encode %s of %s: %w", e.kind, e.initiative, err)
	}
	ack, err := s.publisher.Publish(ctx, bus.Message{
		Subject: e.kind.For(e.initiative), MsgID: subject.AssessmentMsgID(e.kind, e.initiative, e.revision),
		Data: data, Time: e.known.AsTime(), Follows: &e.follows,
		Header: map[string][]string{subject.HeaderCESequence: {subject.CESequence(e.revision)}},
	})
	if err != nil {
		return 0, fmt.Errorf("publish %s of %s: %w", e.kind, e.initiative, err)
	}
	return ack.Seq, nil
}

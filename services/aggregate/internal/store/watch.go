package store

import (
	"context"
	"fmt"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/record"
)

// Follow gives the events of initiatives, from the stream, until ctx ends or a
// function of f returns an error. See [bus.Conn.Follow] for what is promised.
func (s *Assessments) Follow(ctx context.Context, f record.Follow) error {
	gone, err := s.withdrawn(ctx, f)
	if err != nil {
		return err
	}
	complete := f.After != nil
	return s.conn.Follow(ctx, bus.Follow{
		Stream: subject.StreamAssessments, After: f.After,
		Filters: filters(f.Initiatives, subject.AssessmentUpdated, subject.AssessmentShifted, subject.AssessmentWithdrawn),
		Each: func(msg bus.Msg) error {
			event, err := decodeEvent(msg)
			if err != nil {
				return err
			}
			if !complete {
				id := event.Record.GetAssessment().GetInitiativeId()
				past := event.Shift != nil || event.Withdrawn != "" && gone[event.Withdrawn] == msg.Seq
				if past || event.Record != nil && msg.Seq < gone[id] {
					return nil // no part of a snapshot: told before, or about one that is gone
				}
			}
			return f.Each(event)
		},
		Complete: func(sequence uint64) error {
			complete = true
			return f.Complete(sequence)
		},
	})
}

// withdrawn finds the sequence of the last withdrawal of each initiative, which
// a snapshot needs before it comes to the records that were withdrawn.
func (s *Assessments) withdrawn(ctx context.Context, f record.Follow) (map[string]uint64, error) {
	gone := map[string]uint64{}
	if f.After != nil {
		return gone, nil
	}
	_, err := s.conn.ReadAll(ctx, subject.StreamAssessments, 1, func(msg bus.Msg) error {
		event, err := decodeEvent(msg)
		gone[event.Withdrawn] = msg.Seq
		return err
	}, filters(f.Initiatives, subject.AssessmentWithdrawn)...)
	return gone, err
}

func filters(initiatives []string, kinds ...subject.Kind) []string {
	var filters []string
	for _, kind := range kinds {
		if len(initiatives) == 0 {
			filters = append(filters, kind.Filter())
		}
		for _, id := range initiatives {
			filters = append(filters, kind.For(id))
		}
	}
	return filters
}

func decodeEvent(msg bus.Msg) (record.Event, error) {
	event := record.Event{Sequence: msg.Seq}
	parsed, err := subject.Parse(msg.Subject)
	if err != nil {
		return event, fmt.Errorf("decode event %d: %w", msg.Seq, err)
	}
	switch parsed.Kind {
	case subject.AssessmentShifted:
		payload := &eventv1.AssessmentShifted{}
		err = proto.Unmarshal(msg.Data, payload)
		if event.Shift = payload.GetShift(); event.Shift == nil { // as written before 0.2
			event.Shift = &assessmentv1.Shift{InitiativeId: parsed.Key, Revision: payload.GetRecord().GetRevision()}
		}
	case subject.AssessmentWithdrawn:
		event.Withdrawn = parsed.Key
	case subject.AssessmentUpdated:
		event.Record, err = decodeUpdated(parsed.Key, msg.Data)
	default:
		err = fmt.Errorf("unexpected kind %s", parsed.Kind)
	}
	if err != nil {
		return event, fmt.Errorf("decode event %d: %w", msg.Seq, err)
	}
	return event, nil
}

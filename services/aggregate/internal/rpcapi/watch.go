package rpcapi

import (
	"slices"

	"google.golang.org/grpc"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/record"
)

// WatchAssessments sends the published assessments, then every event, or every
// event behind the one that the watcher has had. It reads the stream of events
// at the watcher's pace.
func (s *Assessments) WatchAssessments(req *assessmentv1.WatchAssessmentsRequest, stream grpc.ServerStreamingServer[assessmentv1.WatchAssessmentsResponse]) error {
	if err := s.ready(); err != nil {
		return err
	}
	ids := slices.Clone(req.GetInitiativeIds())
	slices.Sort(ids)
	snapshot := req.AfterSequence == nil
	return s.history.Follow(stream.Context(), record.Follow{
		Initiatives: slices.Compact(ids), After: req.AfterSequence,
		Each: func(event record.Event) error {
			step := s.step(event)
			if snapshot {
				step.Sequence = 0
			}
			return stream.Send(step)
		},
		Complete: func(sequence uint64) error {
			snapshot = false
			return stream.Send(&assessmentv1.WatchAssessmentsResponse{
				Sequence: sequence, Change: &assessmentv1.WatchAssessmentsResponse_SnapshotComplete{SnapshotComplete: true},
			})
		},
	})
}

func (s *Assessments) step(event record.Event) *assessmentv1.WatchAssessmentsResponse {
	step := &assessmentv1.WatchAssessmentsResponse{Sequence: event.Sequence}
	switch {
	case event.Record != nil:
		step.Change = &assessmentv1.WatchAssessmentsResponse_Record{Record: s.beside(event.Record, s.now())}
	case event.Shift != nil:
		step.Change = &assessmentv1.WatchAssessmentsResponse_Shift{Shift: event.Shift}
	default:
		step.Change = &assessmentv1.WatchAssessmentsResponse_DeletedId{DeletedId: event.Withdrawn}
	}
	return step
}

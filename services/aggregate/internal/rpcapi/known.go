package rpcapi

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/fault"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/explain"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
)

// Past finds what the ledger said before; see worker.Past.
type Past interface {
	Snapshot(ctx context.Context, initiative string, through uint64) (ledger.Snapshot, error)
	Snapshots(ctx context.Context, through map[string]uint64) (map[string]ledger.Snapshot, error)
	Reading(ctx context.Context, sequence uint64) (*taggingv1.TaggedArticle, error)
}

// explainKnown explains what was published, or what changed it since something
// was published.
func (s *Assessments) explainKnown(ctx context.Context, req *assessmentv1.ExplainAssessmentRequest) (*assessmentv1.ExplainAssessmentResponse, error) {
	id := req.GetInitiativeId()
	after, err := s.shown(ctx, id, req.GetAsKnownTime())
	if err != nil {
		return nil, err
	}
	if req.GetSinceRevision() != 0 {
		record, err := s.history.Revision(ctx, id, req.GetSinceRevision())
		if err != nil {
			return nil, err
		}
		before, err := s.then(ctx, record)
		if err != nil {
			return nil, err
		}
		return before.To(after), nil
	}
	if req.GetSinceKnownTime() == nil {
		return after.FromPrior(), nil
	}
	if req.GetAsKnownTime() != nil && !req.GetSinceKnownTime().AsTime().Before(req.GetAsKnownTime().AsTime()) {
		return nil, fault.Invalid("SINCE_TIME", "the change is explained from an earlier time to a later one",
			fault.Field{Path: "since_known_time", Problem: "must be before as_known_time"})
	}
	before, _, err := s.known(ctx, id, "since_known_time", req.GetSinceKnownTime())
	if err != nil {
		return nil, err
	}
	return before.To(after), nil
}

// shown is what was published last at or before a time; unset, what is now.
func (s *Assessments) shown(ctx context.Context, id string, at *timestamppb.Timestamp) (explain.Known, error) {
	if at != nil {
		known, _, err := s.known(ctx, id, "as_known_time", at)
		return known, err
	}
	snapshot, err := s.snapshot(id)
	if err != nil {
		return explain.Known{}, err
	}
	result, err := s.assess(snapshot, "", nil)
	return explain.Known{Published: result.Assessment, Result: result}, err
}

// known is what was published last at or before the time in a field of a
// request, with the evidence that the ledger had then.
func (s *Assessments) known(ctx context.Context, id, field string, at *timestamppb.Timestamp) (explain.Known, *assessmentv1.Record, error) {
	if _, err := s.snapshot(id); err != nil {
		return explain.Known{}, nil, err
	}
	t, err := moment(field, at)
	if err != nil {
		return explain.Known{}, nil, err
	}
	record, err := s.history.KnownAt(ctx, id, t)
	if err != nil {
		return explain.Known{}, nil, err
	}
	known, err := s.then(ctx, record)
	return known, record, err
}

// then is a published record with the evidence that the ledger had then.
func (s *Assessments) then(ctx context.Context, record *assessmentv1.Record) (explain.Known, error) {
	a := record.GetAssessment()
	snapshot, err := s.past.Snapshot(ctx, a.GetInitiativeId(), record.GetLedgerSequence())
	if err != nil {
		return explain.Known{}, err
	}
	return explain.Known{Published: a, Result: assess.Assess(s.input(snapshot, a.GetAsOfTime().AsTime()))}, nil
}

package rpcapi

import (
	"context"

	"github.com/barograph/barograph/internal/fault"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/explain"
)

// mostReasons is how many pieces of evidence have a row of their own, so that an
// answer keeps within what a message may take.
const mostReasons = 500

// ExplainAssessment says what made the number, or what changed it since a time.
func (s *Assessments) ExplainAssessment(ctx context.Context, req *assessmentv1.ExplainAssessmentRequest) (*assessmentv1.ExplainAssessmentResponse, error) {
	response, err := s.explain(ctx, req)
	if err != nil {
		return nil, err
	}
	explain.Bound(response, mostReasons)
	return response, nil
}

func (s *Assessments) explain(ctx context.Context, req *assessmentv1.ExplainAssessmentRequest) (*assessmentv1.ExplainAssessmentResponse, error) {
	if req.GetAsKnownTime() != nil || req.GetSinceKnownTime() != nil || req.GetSinceRevision() != 0 {
		return s.explainKnown(ctx, req)
	}
	snapshot, err := s.snapshot(req.GetInitiativeId())
	if err != nil {
		return nil, err
	}
	after, err := s.assess(snapshot, "as_of_time", req.GetAsOfTime())
	if err != nil {
		return nil, err
	}
	if req.GetSinceTime() == nil {
		return explain.FromPrior(after), nil
	}
	since, err := moment("since_time", req.GetSinceTime())
	if err != nil {
		return nil, err
	}
	if !since.Before(after.Input.AsOf) {
		return nil, fault.Invalid("SINCE_TIME", "the change is explained from an earlier time to a later one",
			fault.Field{Path: "since_time", Problem: "must be before as_of_time (unset: the end of the ledger's day)"})
	}
	return explain.Change(after.As(since), after), nil
}

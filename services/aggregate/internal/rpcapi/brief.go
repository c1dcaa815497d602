package rpcapi

import (
	"context"

	"github.com/barograph/barograph/internal/fault"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/brief"
)

// typeMarkdown is the media type of a brief (RFC 7763).
const typeMarkdown = "text/markdown; charset=utf-8; variant=CommonMark"

// GetBrief returns the assessment as a text to read; Markdown is the only format.
func (s *Assessments) GetBrief(ctx context.Context, req *assessmentv1.GetBriefRequest) (*assessmentv1.GetBriefResponse, error) {
	result, err := s.subjectOf(ctx, req)
	if err != nil {
		return nil, err
	}
	return &assessmentv1.GetBriefResponse{Content: brief.Markdown(result), ContentType: typeMarkdown}, nil
}

// subjectOf is the assessment that a brief is about. A brief on what was
// published is written from the ledger of then, if that still gives the same.
func (s *Assessments) subjectOf(ctx context.Context, req *assessmentv1.GetBriefRequest) (assess.Result, error) {
	snapshot, err := s.snapshot(req.GetInitiativeId())
	if err != nil {
		return assess.Result{}, err
	}
	if req.GetAsKnownTime() == nil {
		return s.assess(snapshot, "as_of_time", req.GetAsOfTime())
	}
	known, record, err := s.known(ctx, req.GetInitiativeId(), "as_known_time", req.GetAsKnownTime())
	if err != nil {
		return assess.Result{}, err
	}
	if assess.Hash(known.Result.Assessment) != record.GetHash() {
		return assess.Result{}, fault.NotFound("BRIEF_NOT_KEPT",
			"what was published then was computed by another version, which is needed to write its brief; GetAssessment has its numbers")
	}
	return known.Result, nil
}

package rpcapi

import (
	"context"
	"errors"
	"fmt"

	"github.com/barograph/barograph/internal/fault"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// ListAssessments returns a page of the assessments of all initiatives.
func (s *Assessments) ListAssessments(ctx context.Context, req *assessmentv1.ListAssessmentsRequest) (*assessmentv1.ListAssessmentsResponse, error) {
	if err := s.ready(); err != nil {
		return nil, err
	}
	scope := fmt.Sprint("assessments", req.GetAsOfTime().GetSeconds(), req.GetAsOfTime().GetNanos(),
		req.GetAsKnownTime().GetSeconds(), req.GetAsKnownTime().GetNanos())
	after, err := pageKey(scope, req.GetPageToken())
	if err != nil {
		return nil, err
	}
	if req.GetAsOfTime() != nil || req.GetAsKnownTime() != nil {
		ids, next := cut(s.board.Initiatives(), func(id string) string { return id }, scope, after, req.GetPageSize())
		records, err := s.earlierOf(ctx, ids, req)
		return &assessmentv1.ListAssessmentsResponse{Records: records, NextPageToken: next}, err
	}
	items, next := cut(s.board.Records(), func(r *assessmentv1.Record) string { return r.GetAssessment().GetInitiativeId() },
		scope, after, req.GetPageSize())
	now := s.now()
	for i, r := range items {
		items[i] = s.beside(r, now)
	}
	return &assessmentv1.ListAssessmentsResponse{Records: items, NextPageToken: next}, nil
}

// earlierOf are the records of several initiatives by the clock that a request
// names, without those of which nothing had been published.
func (s *Assessments) earlierOf(ctx context.Context, ids []string, req timed) ([]*assessmentv1.Record, error) {
	var records []*assessmentv1.Record
	for _, id := range ids {
		snapshot, defined := s.board.Snapshot(id)
		if !defined { // deleted since
			continue
		}
		record, err := s.earlier(ctx, snapshot, req)
		switch {
		case errors.Is(err, fault.ErrNotFound):
			continue
		case err != nil:
			return nil, err
		}
		records = append(records, record)
	}
	return records, nil
}

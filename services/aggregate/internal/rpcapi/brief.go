package rpcapi

import (
	"context"

	"github.com/barograph/barograph/internal/fault"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/brief"
	"github.com/barograph/barograph/services/aggregate/internal/judgement"
)

// Media types of a brief (RFC 7763 for Markdown).
const (
	typeMarkdown = "text/markdown; charset=utf-8; variant=CommonMark"
	typeHTML     = "text/html; charset=utf-8"
	typeText     = "text/plain; charset=utf-8"
)

// GetBrief returns the assessment as a text to read.
func (s *Assessments) GetBrief(ctx context.Context, req *assessmentv1.GetBriefRequest) (*assessmentv1.GetBriefResponse, error) {
	result, err := s.subjectOf(ctx, req)
	if err != nil {
		return nil, err
	}
	switch req.GetFormat() {
	case assessmentv1.BriefFormat_BRIEF_FORMAT_HTML:
		history, err := s.curve(ctx, result)
		if err != nil {
			return nil, err
		}
		page, err := brief.Write(result, brief.Beside{History: history, Judgements: s.judged(req)}).HTML()
		if err != nil {
			return nil, err
		}
		return &assessmentv1.GetBriefResponse{Content: page, ContentType: typeHTML}, nil
	case assessmentv1.BriefFormat_BRIEF_FORMAT_MESSAGE:
		return &assessmentv1.GetBriefResponse{Content: brief.Summarise(result).Message(), ContentType: typeText}, nil
	default:
		text := brief.Write(result, brief.Beside{Judgements: s.judged(req)}).Markdown()
		return &assessmentv1.GetBriefResponse{Content: text, ContentType: typeMarkdown}, nil
	}
}

// judged are the judgements of people in force at the time of a brief.
func (s *Assessments) judged(req *assessmentv1.GetBriefRequest) []*assessmentv1.Judgement {
	at := s.now()
	if req.GetAsKnownTime() != nil {
		at = req.GetAsKnownTime().AsTime()
	}
	return judgement.InForce(s.people.Judgements(req.GetInitiativeId()), at)
}

// curve is what was published from day to day in the time of a timeline. When
// that is no two days, as after a back-fill, it is recomputed for each day.
func (s *Assessments) curve(ctx context.Context, r assess.Result) (brief.History, error) {
	end := r.Input.AsOf
	start := end.AddDate(0, 0, -timelineDays)
	points, err := s.publishedDays(ctx, r.Input.Initiative.GetId(), start.Truncate(utcDay), end, nil)
	if err != nil {
		return brief.History{}, err
	}
	if len(points) > 1 {
		return brief.History{Points: points, Published: true}, nil
	}
	return brief.History{Points: r.Series(thinned(r.Input, ends(start, end)))}, nil
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

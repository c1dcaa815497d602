package rpcapi

import (
	"context"
	"time"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/judgement"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
	"github.com/barograph/barograph/services/aggregate/internal/scorecard"
)

// GetScorecard scores the daily probabilities of answered questions.
func (s *Assessments) GetScorecard(ctx context.Context, req *assessmentv1.GetScorecardRequest) (*assessmentv1.GetScorecardResponse, error) {
	if err := s.ready(); err != nil {
		return nil, err
	}
	ids := req.GetInitiativeIds()
	if len(ids) == 0 {
		ids = s.board.Initiatives()
	}
	var (
		questions              []scorecard.Question
		open, void, unforecast uint32
	)
	for _, id := range ids {
		snapshot, err := s.snapshot(id)
		if err != nil {
			return nil, err
		}
		record, _ := s.board.Record(id)
		switch record.GetAssessment().GetQuestion().GetResolution() {
		case assessmentv1.Resolution_RESOLUTION_YES, assessmentv1.Resolution_RESOLUTION_NO:
			question, err := s.scored(ctx, snapshot, record.GetAssessment(), req.GetBasis())
			if err != nil {
				return nil, err
			}
			if len(question.Forecasts) == 0 {
				unforecast++
				continue
			}
			questions = append(questions, question)
		case assessmentv1.Resolution_RESOLUTION_VOID:
			void++
		default:
			open++
		}
	}
	card := scorecard.Of(questions)
	card.Open, card.Void, card.Unforecast = open, void, unforecast
	return card, nil
}

// scored is an answered question with its daily forecasts.
func (s *Assessments) scored(ctx context.Context, from ledger.Snapshot, a *assessmentv1.Assessment, basis assessmentv1.SnapshotBasis) (scorecard.Question, error) {
	asked := a.GetQuestion()
	q := scorecard.Question{
		ID: a.GetInitiativeId(), Name: a.GetInitiativeName(), Resolved: asked.GetResolveTime().AsTime(),
		Yes: asked.GetResolution() == assessmentv1.Resolution_RESOLUTION_YES,
	}
	end := q.Resolved.Truncate(utcDay) // the day of the answer has no forecast
	var points []*assessmentv1.TimelinePoint
	if basis == assessmentv1.SnapshotBasis_SNAPSHOT_BASIS_RECOMPUTED {
		points = series(s.input(from, end), ends(firstDay(from, asked), end))
	} else {
		var err error
		if points, err = s.publishedDays(ctx, q.ID, time.Time{}, end, asked); err != nil {
			return q, err
		}
	}
	said := s.people.Judgements(q.ID)
	for _, point := range points {
		if point.GetResolution() != assessmentv1.Resolution_RESOLUTION_OPEN {
			continue
		}
		forecast := scorecard.Forecast{
			AsOf: point.GetAsOfTime().AsTime(), Assessed: point.GetProbability(), Prior: point.GetPriorProbability(),
		}
		for _, j := range judgement.InForce(said, forecast.AsOf.Add(-time.Nanosecond)) {
			if j.Probability != nil {
				forecast.Judged = append(forecast.Judged, j.GetProbability())
			}
		}
		q.Forecasts = append(q.Forecasts, forecast)
	}
	return q, nil
}

// firstDay is the day of the first article, but not before the question's start.
func firstDay(from ledger.Snapshot, asked *assessmentv1.QuestionState) time.Time {
	first := from.AsOf
	for _, article := range from.Articles {
		published := article.GetPublishedTime()
		if published == nil {
			published = article.GetKnownTime()
		}
		if t := published.AsTime(); t.Before(first) {
			first = t
		}
	}
	if start := asked.GetStartTime(); start != nil && start.AsTime().After(first) {
		first = start.AsTime()
	}
	return first.Truncate(utcDay)
}

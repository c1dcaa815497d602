package rpcapi

import (
	"context"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/fault"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
)

const (
	utcDay       = 24 * time.Hour
	timelineDays = 90   // of a timeline that does not say
	mostDays     = 3660 // of a timeline

	mostDevelopments = 1000 // of a timeline

	// mostClaimDays is how many claims times days are computed for one answer:
	// about five seconds of one core.
	mostClaimDays = 500_000
)

// GetTimeline returns the probability day by day, and what happened.
func (s *Assessments) GetTimeline(ctx context.Context, req *assessmentv1.GetTimelineRequest) (*assessmentv1.GetTimelineResponse, error) {
	snapshot, err := s.snapshot(req.GetInitiativeId())
	if err != nil {
		return nil, err
	}
	start, end, err := span(snapshot, req)
	if err != nil {
		return nil, err
	}
	response := &assessmentv1.GetTimelineResponse{InitiativeId: req.GetInitiativeId()}
	in, days := s.input(snapshot, end), []time.Time(nil)
	published := req.GetBasis() == assessmentv1.SnapshotBasis_SNAPSHOT_BASIS_PUBLISHED
	if !published {
		days = thinned(in, ends(start, end))
	}
	points, developments := s.timeline(snapshot, in, days)
	if published {
		if points, err = s.publishedDays(ctx, req.GetInitiativeId(), start, end, nil); err != nil {
			return nil, err
		}
	}
	response.Points = points
	for _, d := range developments {
		switch date := d.GetEventTime().GetDate(); {
		case date < start.Format(time.DateOnly) || date >= end.Format(time.DateOnly):
		case len(response.GetDevelopments()) == mostDevelopments:
			response.DevelopmentsOmitted++
		default:
			response.Developments = append(response.Developments, d)
		}
	}
	return response, nil
}

// timeline is computed from what is at hand, else from the ledger.
func (s *Assessments) timeline(from ledger.Snapshot, in assess.Input, days []time.Time) ([]*assessmentv1.TimelinePoint, []*assessmentv1.Development) {
	if present, ok := s.atHand(from); ok {
		return present.Timeline(in.AsOf, days)
	}
	return assess.Timeline(in, days)
}

// span is the time of a timeline in whole days.
func span(from ledger.Snapshot, req *assessmentv1.GetTimelineRequest) (start, end time.Time, err error) {
	end = from.AsOf
	if req.GetEndTime() != nil {
		if end, err = moment("end_time", req.GetEndTime()); err != nil {
			return start, end, err
		}
	}
	if day := end.Truncate(utcDay); !day.Equal(end) {
		end = day.Add(utcDay)
	}
	start = end.AddDate(0, 0, -timelineDays)
	if req.GetStartTime() != nil {
		if start, err = moment("start_time", req.GetStartTime()); err != nil {
			return start, end, err
		}
	}
	start = start.Truncate(utcDay)
	if days := end.Sub(start) / utcDay; days < 1 || days > mostDays {
		return start, end, fault.Invalid("TIMELINE_SPAN", "a timeline has from 1 to 3660 days",
			fault.Field{Path: "start_time", Problem: "must be before end_time, by 3660 days at most"})
	}
	return start, end, nil
}

// series has the numbers as of some days, with many claims not of all.
func series(in assess.Input, days []time.Time) []*assessmentv1.TimelinePoint {
	return assess.Series(in, thinned(in, days))
}

// thinned are the days, or with many claims every n-th, the last one included.
func thinned(in assess.Input, days []time.Time) []time.Time {
	claims := 0
	for _, article := range in.Articles {
		claims += len(article.GetClaims())
	}
	step := max(1, (claims*len(days)+mostClaimDays-1)/mostClaimDays)
	var some []time.Time
	for i, day := range days {
		if (len(days)-1-i)%step == 0 {
			some = append(some, day)
		}
	}
	return some
}

// ends are the ends of the days within a time.
func ends(start, end time.Time) []time.Time {
	var all []time.Time
	for day := start.Add(utcDay); !day.After(end); day = day.Add(utcDay) {
		all = append(all, day)
	}
	return all
}

// publishedDays has a point for each day within a time: what was published last
// by its end. Days before the first publication have none, nor those on which
// the question was another one than asked, where that is given.
func (s *Assessments) publishedDays(ctx context.Context, id string, start, end time.Time, asked *assessmentv1.QuestionState) ([]*assessmentv1.TimelinePoint, error) {
	var (
		points []*assessmentv1.TimelinePoint
		days   []time.Time
		last   *assessmentv1.Record
	)
	until := func(t time.Time) { // the days that end by t
		for ; len(days) > 0 && !days[0].After(t); days = days[1:] {
			if asked == nil || sameQuestion(asked, last.GetAssessment().GetQuestion()) {
				points = append(points, pointOf(last, days[0]))
			}
		}
	}
	err := s.history.Daily(ctx, id, func(r *assessmentv1.Record) {
		known := r.GetKnownTime().AsTime()
		if last == nil {
			if day := known.Truncate(utcDay); day.After(start) {
				start = day
			}
			days = ends(start, end)
		}
		until(known)
		last = r
	})
	until(end)
	return points, err
}

func pointOf(r *assessmentv1.Record, end time.Time) *assessmentv1.TimelinePoint {
	a := r.GetAssessment()
	return &assessmentv1.TimelinePoint{
		AsOfTime: timestamppb.New(end), Probability: a.GetProbability(), ProbabilityLow: a.GetProbabilityLow(),
		ProbabilityHigh: a.GetProbabilityHigh(), PriorProbability: a.GetPriorProbability(),
		Resolution: a.GetQuestion().GetResolution(), Revision: r.GetRevision(),
		ModelVersion: a.GetModelVersion(),
	}
}

// sameQuestion reports whether two states are of one question: the milestone and
// the deadline, which in a rolling question moves.
func sameQuestion(a, b *assessmentv1.QuestionState) bool {
	return a.GetMilestone() == b.GetMilestone() && a.GetRolling() == b.GetRolling() &&
		(a.GetRolling() || proto.Equal(a.GetDeadline(), b.GetDeadline()))
}

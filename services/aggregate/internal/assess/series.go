package assess

import (
	"math"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// Series is the number as of each of the times, in their order: what [Assess]
// would say, without the rest of it. AsOf and Cut of the input do not count.
func Series(in Input, times []time.Time) []*assessmentv1.TimelinePoint {
	return (&study{in: in}).series(times)
}

// Series is that of the evidence of a result. Safe for concurrent use.
func (r Result) Series(times []time.Time) []*assessmentv1.TimelinePoint {
	r.study.mu.Lock()
	defer r.study.mu.Unlock()
	return r.study.series(times)
}

// Timeline is the series as of some times, and all dated happenings as of the
// input's time, newest first; an assessment carries the newest of those only.
func Timeline(in Input, times []time.Time) ([]*assessmentv1.TimelinePoint, []*assessmentv1.Development) {
	return (&study{in: in}).timeline(in.AsOf, times)
}

// Timeline is that of the evidence of a result, with what happened as of a time.
// Safe for concurrent use.
func (r Result) Timeline(asOf time.Time, times []time.Time) ([]*assessmentv1.TimelinePoint, []*assessmentv1.Development) {
	r.study.mu.Lock()
	defer r.study.mu.Unlock()
	return r.study.timeline(asOf, times)
}

func (s *study) timeline(asOf time.Time, times []time.Time) ([]*assessmentv1.TimelinePoint, []*assessmentv1.Development) {
	points := s.series(times)
	return points, s.turn(asOf, asOf).developments(math.MaxInt)
}

func (s *study) series(times []time.Time) []*assessmentv1.TimelinePoint {
	points := make([]*assessmentv1.TimelinePoint, len(times))
	for i, t := range times {
		e := s.turn(t, t)
		probability, _ := e.probability()
		low, high := e.interval(probability, e.grounds(len(e.conflicts())).GetHalfWidthLogOdds())
		points[i] = &assessmentv1.TimelinePoint{
			AsOfTime: timestamppb.New(t), Probability: round13(probability), ProbabilityLow: round13(low), ProbabilityHigh: round13(high),
			PriorProbability: round13(e.priorProbability()), Resolution: e.question.resolution,
			ModelVersion: s.in.Model.Version,
		}
	}
	return points
}

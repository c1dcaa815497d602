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
	b := openBook(in)
	points := make([]*assessmentv1.TimelinePoint, len(times))
	var e *evaluation
	for i, t := range times {
		if e == nil {
			e = b.evaluate(t, t, true)
		} else {
			e.turn(t, t)
		}
		probability, _ := e.probability()
		low, high := e.interval(probability, e.grounds(len(e.conflicts())).GetHalfWidthLogOdds())
		points[i] = &assessmentv1.TimelinePoint{
			AsOfTime: timestamppb.New(t), Probability: round13(probability), ProbabilityLow: round13(low), ProbabilityHigh: round13(high),
			PriorProbability: round13(e.priorProbability()), Resolution: e.question.resolution,
			ModelVersion: in.Model.Version,
		}
	}
	return points
}

// Developments are all dated happenings as of the input's time, newest first;
// an assessment carries the newest of them only.
func Developments(in Input) []*assessmentv1.Development {
	b := openBook(in)
	return b.evaluate(in.AsOf, in.cut(), true).developments(math.MaxInt)
}

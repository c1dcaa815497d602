// Package scorecard says how good probabilities were, once their questions are
// answered: Brier and log score, how often each term came true, and the same
// for baselines that know nothing of the evidence. It is pure.
package scorecard

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
)

// even is the baseline of who knows nothing.
const even = 0.5

// Question is an answered question with what was forecast of it.
type Question struct {
	ID, Name string
	// Yes is how it was answered, and Resolved when, by event time.
	Yes      bool
	Resolved time.Time
	// Forecasts are the daily ones before the answer, oldest first; at least one.
	Forecasts []Forecast
}

// Forecast is what was said of one day.
type Forecast struct {
	// AsOf is the end of the day.
	AsOf time.Time
	// Assessed and Prior are in [0.01, 0.99].
	Assessed, Prior float64
	// Judged are the probabilities of the people whose judgement was in force.
	Judged []float64
}

// Of scores questions, in any order. Every forecast counts the same.
func Of(questions []Question) *assessmentv1.GetScorecardResponse {
	questions = slices.SortedFunc(slices.Values(questions), func(a, b Question) int { return strings.Compare(a.ID, b.ID) })
	card := &assessmentv1.GetScorecardResponse{}
	all, reliability := &sums{}, bins()
	for _, q := range questions {
		of := &sums{}
		touched := make(map[assessmentv1.LikelihoodTerm]bool)
		for _, f := range q.Forecasts {
			of.add(f, q.Yes)
			all.add(f, q.Yes)
			term := assess.Likelihood(f.Assessed)
			reliability[term].add(f.Assessed, q.Yes, !touched[term])
			touched[term] = true
		}
		row := of.row()
		row.InitiativeId, row.InitiativeName, row.Resolution = q.ID, q.Name, assessmentv1.Resolution_RESOLUTION_NO
		if q.Yes {
			row.Resolution = assessmentv1.Resolution_RESOLUTION_YES
		}
		row.ResolveTime = timestamppb.New(q.Resolved)
		row.FirstTime = timestamppb.New(q.Forecasts[0].AsOf.AddDate(0, 0, -1))
		card.Rows = append(card.Rows, row)
	}
	card.Total = all.row()
	for _, b := range reliability {
		card.Reliability = append(card.Reliability, b.mean())
	}
	slices.SortFunc(card.Reliability, func(a, b *assessmentv1.ReliabilityBin) int {
		return cmp.Compare(a.GetLikelihood(), b.GetLikelihood())
	})
	return card
}

// sums collects the scores of some forecasts.
type sums struct{ assessed, prior, even, judged, assessedWhenJudged sum }

func (s *sums) add(f Forecast, yes bool) {
	s.assessed.add(f.Assessed, yes)
	s.prior.add(f.Prior, yes)
	s.even.add(even, yes)
	for _, p := range f.Judged {
		s.judged.add(p, yes)
		s.assessedWhenJudged.add(f.Assessed, yes)
	}
}

func (s *sums) row() *assessmentv1.ScorecardRow {
	row := &assessmentv1.ScorecardRow{Assessed: s.assessed.mean(), Prior: s.prior.mean(), Even: s.even.mean()}
	if s.judged.n > 0 {
		row.Judged, row.AssessedWhenJudged = s.judged.mean(), s.assessedWhenJudged.mean()
	}
	return row
}

// sum of the scores of forecasts.
type sum struct {
	n          uint32
	brier, log float64
}

func (s *sum) add(p float64, yes bool) {
	if !yes {
		p = 1 - p // what happened is the other thing
	}
	s.n++
	s.brier += (1 - p) * (1 - p)
	s.log += math.Log(p)
}

func (s *sum) mean() *assessmentv1.Score {
	if s.n == 0 {
		return &assessmentv1.Score{}
	}
	return &assessmentv1.Score{Forecasts: s.n, Brier: s.brier / float64(s.n), LogScore: s.log / float64(s.n)}
}

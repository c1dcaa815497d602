package scorecard_test

import (
	"math"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/scorecard"
)

func day(n int) time.Time { return time.Date(2026, 5, n, 0, 0, 0, 0, time.UTC) }

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-12 {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

func TestScoresByHand(t *testing.T) {
	card := scorecard.Of([]scorecard.Question{
		{ID: "b", Name: "B", Resolved: day(9), Forecasts: []scorecard.Forecast{{AsOf: day(8), Assessed: 0.2, Prior: 0.4}}},
		{ID: "a", Name: "A", Yes: true, Resolved: day(4), Forecasts: []scorecard.Forecast{
			{AsOf: day(3), Assessed: 0.6, Prior: 0.4, Judged: []float64{0.9, 0.5}}, {AsOf: day(4), Assessed: 0.8, Prior: 0.4},
		}},
	})
	a, b := card.GetRows()[0], card.GetRows()[1]
	if a.GetInitiativeId() != "a" || a.GetResolution() != assessmentv1.Resolution_RESOLUTION_YES || !a.GetFirstTime().AsTime().Equal(day(2)) ||
		b.GetResolution() != assessmentv1.Resolution_RESOLUTION_NO || !b.GetResolveTime().AsTime().Equal(day(9)) {
		t.Errorf("rows %v", card.GetRows())
	}
	near(t, "Brier of a", a.GetAssessed().GetBrier(), (0.16+0.04)/2)
	near(t, "log of a", a.GetAssessed().GetLogScore(), (math.Log(0.6)+math.Log(0.8))/2)
	near(t, "prior of a", a.GetPrior().GetBrier(), 0.36)
	near(t, "even of a", a.GetEven().GetBrier(), 0.25)
	near(t, "judged of a", a.GetJudged().GetBrier(), (0.01+0.25)/2)
	near(t, "assessed when judged", a.GetAssessedWhenJudged().GetBrier(), 0.16)
	near(t, "Brier of b", b.GetAssessed().GetBrier(), 0.04)
	near(t, "log of b", b.GetAssessed().GetLogScore(), math.Log(0.8))
	if b.Judged != nil || a.GetJudged().GetForecasts() != 2 {
		t.Errorf("judged %v and %v", a.GetJudged(), b.GetJudged())
	}
	near(t, "Brier in all", card.GetTotal().GetAssessed().GetBrier(), (0.16+0.04+0.04)/3)
	near(t, "log of even", card.GetTotal().GetEven().GetLogScore(), math.Log(0.5))
	likely := card.GetReliability()[assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_LIKELY-1]
	if want := (&assessmentv1.ReliabilityBin{
		Likelihood: assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_LIKELY, Lower: 0.55, Upper: 0.80, Forecasts: 1, Questions: 1, MeanProbability: 0.6, ObservedShare: 1,
	}); !proto.Equal(likely, want) {
		t.Errorf("likely: %v, want %v", likely, want)
	}
}

func TestNothingIsScoredAsNothing(t *testing.T) {
	card := scorecard.Of(nil)
	if len(card.GetRows()) != 0 || card.GetTotal().GetAssessed().GetForecasts() != 0 || len(card.GetReliability()) != 7 {
		t.Errorf("card of nothing: %v", card)
	}
}

// The bands of the table are those that the terms have, and meet without a gap;
// the order of the questions changes nothing; every forecast is in one bin.
func TestTableIsWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		probability := rapid.Float64Range(0.01, 0.99)
		questions := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) scorecard.Question {
			q := scorecard.Question{ID: rapid.StringN(1, 5, 5).Draw(t, "id"), Yes: rapid.Bool().Draw(t, "yes"), Resolved: day(20)}
			for i := range rapid.IntRange(1, 5).Draw(t, "days") {
				q.Forecasts = append(q.Forecasts, scorecard.Forecast{
					AsOf: day(i + 1), Assessed: probability.Draw(t, "assessed"), Prior: probability.Draw(t, "prior"),
					Judged: rapid.SliceOfN(probability, 0, 2).Draw(t, "judged"),
				})
			}
			return q
		}), 0, 6).Draw(t, "questions")
		card := scorecard.Of(questions)
		forecasts, edge := uint32(0), 0.01
		for i, b := range card.GetReliability() {
			if int(b.GetLikelihood()) != i+1 || b.GetLower() != edge || assess.Likelihood(b.GetLower()) != b.GetLikelihood() {
				t.Fatalf("bin %d: %v", i, b)
			}
			if b.GetForecasts() > 0 && (b.GetMeanProbability() < b.GetLower()-1e-9 || b.GetMeanProbability() > b.GetUpper()+1e-9) {
				t.Fatalf("mean out of the band: %v", b)
			}
			edge = b.GetUpper()
			forecasts += b.GetForecasts()
		}
		if edge != 0.99 || forecasts != card.GetTotal().GetAssessed().GetForecasts() {
			t.Fatalf("the table ends at %v and has %d forecasts of %d", edge, forecasts, card.GetTotal().GetAssessed().GetForecasts())
		}
	})
}

package assess_test

import (
	"testing"

	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

func halfWidth(in assess.Input) float64 {
	return assess.Assess(in).Assessment.GetGrounds().GetHalfWidthLogOdds()
}

// Property 6: one more independent origin of the best grade never widens the
// interval, whatever is there; one that nobody knows narrows it no more.
func TestAnotherOriginNarrows(t *testing.T) {
	model := defaultModel(t)
	rapid.Check(t, func(t *rapid.T) {
		in := draw(t, model, 10)
		in.AsOf = assesstest.Start.AddDate(0, 0, assesstest.Days+2)
		before := halfWidth(in)
		known := plain(t, rapid.Bool().Draw(t, "supporting"))
		known.PublishedTime, known.Claims[0].EventTime = timestamppb.New(in.AsOf.AddDate(0, 0, -1)), nil
		known.Source = &articlev1.Source{Id: "own.example", Name: "Own", Family: "own", Reliability: articlev1.Reliability_RELIABILITY_A}
		graded := with(in, known).Assessment.GetGrounds().GetHalfWidthLogOdds()
		if graded > before+1e-9 {
			t.Errorf("a graded origin widens the interval from %g to %g", before, graded)
		}
		known.Source = &articlev1.Source{Id: "own.example", Name: "Own"}
		if unknown := with(in, known).Assessment.GetGrounds().GetHalfWidthLogOdds(); unknown < graded-1e-9 {
			t.Errorf("an unknown origin narrows the interval to %g, a graded one to %g", unknown, graded)
		}
	})
}

// Property 6: silence never narrows the interval.
func TestSilenceNeverNarrows(t *testing.T) {
	model := defaultModel(t)
	rapid.Check(t, func(t *rapid.T) {
		in := draw(t, model, 10)
		in.AsOf = assesstest.Start.AddDate(1, 0, 1) // behind the last day of any year that a claim names
		before := halfWidth(in)
		in.AsOf = in.AsOf.AddDate(0, 0, rapid.IntRange(1, 400).Draw(t, "days"))
		if after := halfWidth(in); after < before-1e-9 {
			t.Errorf("silence narrows the interval from %g to %g", before, after)
		}
	})
}

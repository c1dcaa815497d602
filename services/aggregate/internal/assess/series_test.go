package assess_test

import (
	"fmt"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

func TestSeriesSaysWhatAssessSays(t *testing.T) {
	m := defaultModel(t)
	rapid.Check(t, func(t *rapid.T) {
		in := assess.Input{Initiative: assesstest.Initiative(t), Articles: assesstest.Articles(t, 8), Model: m}
		times := []time.Time{assesstest.AsOf(t), assesstest.AsOf(t), assesstest.AsOf(t)}
		for i, point := range assess.Series(in, times) {
			in.AsOf = times[i]
			a := assess.Assess(in).Assessment
			if point.GetProbability() != a.GetProbability() || point.GetProbabilityLow() != a.GetProbabilityLow() ||
				point.GetProbabilityHigh() != a.GetProbabilityHigh() || point.GetPriorProbability() != a.GetPriorProbability() ||
				point.GetResolution() != a.GetQuestion().GetResolution() || !proto.Equal(point.GetAsOfTime(), a.GetAsOfTime()) {
				t.Fatalf("the series says %v, the assessment %v", point, a)
			}
			_, all := assess.Timeline(in, times)
			for n, d := range a.GetDevelopments() {
				if !proto.Equal(d, all[n]) {
					t.Fatalf("development %d is %v, in the assessment %v", n, all[n], d)
				}
			}
		}
	})
}

// A season of days, as a timeline asks for.
func BenchmarkSeries(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(fmt.Sprintf("claims=%d", n), func(b *testing.B) {
			in := largeInput(b, n)
			var times []time.Time
			for day := range 90 {
				times = append(times, in.AsOf.AddDate(0, 0, -day))
			}
			for b.Loop() {
				assess.Series(in, times)
			}
		})
	}
}

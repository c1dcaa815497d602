package assess_test

import (
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

// A result that is looked at as of other times, in whatever order, says what
// the same evidence gives from scratch, piece by piece.
func TestResultAsOfOtherTimes(t *testing.T) {
	model := defaultModel(t)
	rapid.Check(t, func(t *rapid.T) {
		in := draw(t, model, 12)
		for n := range rapid.IntRange(0, 2).Draw(t, "rulings") {
			in.Rulings = append(in.Rulings, ruling(t, in, uint64(n+1)))
		}
		result := assess.Assess(in)
		if rapid.Bool().Draw(t, "rolling") {
			result = assess.Open(in).Result()
			compare(t, result, assess.Assess(in))
		}
		for range 4 {
			in.AsOf, in.Cut = assesstest.AsOf(t), time.Time{}
			if rapid.Bool().Draw(t, "cut") {
				in.Cut = in.AsOf.AddDate(0, 0, -rapid.IntRange(0, 40).Draw(t, "days"))
				want := assess.Assess(in)
				want.Assessment.Trend = nil
				compare(t, result.Aged(in.AsOf, in.Cut), want)
			} else {
				compare(t, result.As(in.AsOf), assess.Assess(in))
			}
		}
	})
}

func compare(t *rapid.T, got, want assess.Result) {
	t.Helper()
	whole := func(r assess.Result) *assessmentv1.ListEvidenceResponse {
		return &assessmentv1.ListEvidenceResponse{Contributions: r.Contributions}
	}
	if !proto.Equal(got.Assessment, want.Assessment) || !proto.Equal(whole(got), whole(want)) || !got.Input.AsOf.Equal(want.Input.AsOf) {
		t.Fatalf("as of %v, cut %v: another result\ngot  %v\nwant %v", want.Input.AsOf, want.Input.Cut, got.Assessment, want.Assessment)
	}
}

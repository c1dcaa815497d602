package assess_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// Property 8: whatever a ledger says, and whatever weight a model declares, ever
// more evidence of one direction takes a dimension or a rung to just that.
func TestAbundantEvidenceReachesTheDeclaredWeight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := draw(t, declaring(t), 6)
		in.AsOf = assesstest.Day("2026-12-31")
		before := assess.Assess(in).Assessment.GetTerms()
		at := rapid.IntRange(0, len(before)-2).Draw(t, "term") // the last is time pressure
		direction := rapid.SampledFrom([]int{-1, 1}).Draw(t, "direction")
		var d [3]float64
		for k := range d {
			d[k] = math.Abs(assess.Assess(flood(in, before[at], direction, 40*(k+1))).Assessment.GetTerms()[at].GetLogOdds())
			if d[k] > before[at].GetLimit() {
				t.Fatalf("%v passes its limit: %g", before[at], d[k])
			}
		}
		if limit := limitOf(d); math.Abs(limit-before[at].GetLimit()) > 1e-4*max(1, before[at].GetLimit()) {
			t.Fatalf("%v tends to %g", before[at], limit)
		}
	})
}

// declaring is the default model with other weights.
func declaring(t *rapid.T) *assess.Model {
	model, err := assess.DefaultModel()
	if err != nil {
		t.Fatal(err)
	}
	for _, dimension := range vocab.All[taggingv1.Dimension]() {
		model.Dimensions[dimension] = assess.Milli(rapid.IntRange(1, 10000).Draw(t, "weight"))
	}
	return model
}

// flood adds so many independent pieces on a term, all of one direction.
func flood(in assess.Input, term *assessmentv1.Term, direction, n int) assess.Input {
	in.Articles = slices.Clone(in.Articles)
	for i := range n {
		claim := assesstest.Factor("NZL", term.GetDimension(), int32(1000*direction), fmt.Sprint("cue", i))
		if rung := term.GetMilestone(); rung != 0 {
			claim = assesstest.Rung(rung, pick(direction > 0, reached, failed))
		}
		in.Articles = append(in.Articles, assesstest.News(fmt.Sprint("flood", i), "2026-12-20", fmt.Sprint("flood", i), "A", claim))
	}
	return in
}

// limitOf solves d(n) = (a + b n) / (c + n) for b, from d at 1, 2 and 3 steps:
// with c counted in steps, d2 - d1 = K / ((c+1)(c+2)) and d3 - d2 = K / ((c+2)(c+3)).
func limitOf(d [3]float64) float64 {
	ratio := (d[1] - d[0]) / (d[2] - d[1]) // (c+3) / (c+1)
	c := (3 - ratio) / (ratio - 1)
	return d[0] + (d[1]-d[0])*(c+2)
}

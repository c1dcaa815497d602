package compare_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
	"github.com/barograph/barograph/services/aggregate/internal/compare"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

const exact = 1e-9

func model(t *testing.T) *assess.Model {
	t.Helper()
	m, err := assess.DefaultModel()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// other is a model with drawn values of some parameters.
func other(t *rapid.T, m *assess.Model) *assess.Model {
	next := *m
	next.Version = "other/1"
	next.Dimensions = assess.Table[taggingv1.Dimension]{}
	for _, dimension := range vocab.All[taggingv1.Dimension]() {
		next.Dimensions[dimension] = max(0, m.Dimensions[dimension]+assess.Milli(rapid.IntRange(-300, 300).Draw(t, "limit")))
	}
	next.Kappa = assess.Milli(rapid.IntRange(500, 3000).Draw(t, "kappa"))
	next.Tau = assess.Milli(rapid.SampledFrom([]int{0, 500, int(m.Tau), 2000}).Draw(t, "tau"))
	next.HalfLifeDays.Position = rapid.SampledFrom([]int{m.HalfLifeDays.Position, 10, 400}).Draw(t, "half-life")
	next.Prior.Probability = assess.Milli(rapid.IntRange(10, 990).Draw(t, "prior"))
	return &next
}

// Both sides are what the models make of the ledger by themselves; terms and
// groups of parameters sum to the difference between them. rapid prints the seed.
func TestModelsSideBySide(t *testing.T) {
	m := model(t)
	rapid.Check(t, func(t *rapid.T) {
		in := assess.Input{
			Initiative: assesstest.Initiative(t), Articles: assesstest.Articles(t, 8), Model: m,
			AsOf: assesstest.Start.AddDate(0, 0, rapid.IntRange(1, 500).Draw(t, "as of")),
		}
		next := other(t, m)
		c := compare.Models(in, next)
		before := assess.Assess(in).Assessment
		in.Model = next
		after := assess.Assess(in).Assessment
		if c.GetBefore().GetHash() != assess.Hash(before) || c.GetAfter().GetHash() != assess.Hash(after) {
			t.Fatalf("sides %v and %v are not what the models make of the ledger", c.GetBefore(), c.GetAfter())
		}
		if c.GetBefore().GetModelVersion() != m.Version || c.GetAfter().GetModelVersion() != next.Version {
			t.Errorf("versions %s and %s", c.GetBefore().GetModelVersion(), c.GetAfter().GetModelVersion())
		}
		move := 100 * (after.GetProbability() - before.GetProbability())
		odds := after.GetLogOdds() - before.GetLogOdds()
		checkSums(t, "terms", odds, move, termsOf(c))
		checkSums(t, "groups", odds, move, groupsOf(c))
	})
}

type cause struct{ logOdds, points float64 }

func termsOf(c *assessmentv1.ModelComparison) (all []cause) {
	for _, term := range c.GetTerms() {
		all = append(all, cause{term.GetLogOdds(), term.GetPoints()})
	}
	return all
}

func groupsOf(c *assessmentv1.ModelComparison) (all []cause) {
	for _, effect := range c.GetParameters() {
		all = append(all, cause{effect.GetLogOdds(), effect.GetPoints()})
	}
	return all
}

func checkSums(t *rapid.T, what string, odds, move float64, all []cause) {
	var sum cause
	for _, c := range all {
		sum.logOdds, sum.points = sum.logOdds+c.logOdds, sum.points+c.points
	}
	if math.Abs(sum.logOdds-odds) > exact || math.Abs(sum.points-move) > 1e-6 {
		t.Errorf("%s sum to %.12f and %.9f points, the difference is %.12f and %.9f", what, sum.logOdds, sum.points, odds, move)
	}
}

// What was published stays as it was published, with the model of then.
func TestPublishedBesideTheModelInUse(t *testing.T) {
	m := model(t)
	next := *m
	next.Version, next.Tau = "other/1", m.Tau+500
	rapid.Check(t, func(t *rapid.T) {
		in := assess.Input{Initiative: assesstest.Initiative(t), Articles: assesstest.Articles(t, 5), Model: m, AsOf: assesstest.AsOf(t)}
		published := assess.Assess(in).Assessment
		in.Model = &next
		c := compare.Published(&assessmentv1.Record{Assessment: published, Hash: assess.Hash(published), Revision: 7}, assess.Assess(in).Assessment)
		if c.GetRevision() != 7 || c.GetBefore().GetHash() != assess.Hash(published) || c.GetBefore().GetModelVersion() != m.Version {
			t.Errorf("before: %v", c.GetBefore())
		}
		for _, term := range c.GetTerms() {
			if !term.GetTimePressure() && !term.GetClamp() {
				t.Errorf("a steeper tau changed %v", term)
			}
		}
	})
}

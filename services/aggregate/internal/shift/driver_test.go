package shift_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
	"github.com/barograph/barograph/services/aggregate/internal/shift"
)

// TestDriversSumToTheMove between the assessments of two drawn ledgers under two
// drawn definitions, so that rungs come and go as terms; rapid prints the seed.
func TestDriversSumToTheMove(t *testing.T) {
	model, err := assess.DefaultModel()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		end := func() *assessmentv1.Record {
			return &assessmentv1.Record{Assessment: assess.Assess(assess.Input{
				Initiative: assesstest.Initiative(t), Articles: assesstest.Articles(t, 8), Model: model,
				AsOf: assesstest.Start.AddDate(0, 0, rapid.IntRange(1, 500).Draw(t, "as of")),
			}).Assessment}
		}
		before, now := end(), end()
		s := shift.First(before).Shift(now, nil)
		if s == nil {
			return
		}
		points := 0.0
		for i, driver := range s.GetDrivers() {
			points += driver.GetPoints()
			if e := driver.GetEvidence(); e != nil && e.GetLogOdds()*driver.GetLogOdds() <= 0 {
				t.Errorf("evidence %v points the other way than its driver %v", e.GetLogOdds(), driver.GetLogOdds())
			}
			if i > 0 && math.Abs(driver.GetPoints()) > math.Abs(s.GetDrivers()[i-1].GetPoints()) {
				t.Errorf("driver %d is stronger than the one before", i)
			}
		}
		if move := 100 * (now.GetAssessment().GetProbability() - before.GetAssessment().GetProbability()); math.Abs(points-move) > 1e-6 {
			t.Errorf("drivers sum to %.9f points, the move is %.9f", points, move)
		}
	})
}

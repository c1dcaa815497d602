package shift

import (
	"cmp"
	"math"
	"slices"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/points"
)

const (
	noise    = 1e-11 // size of log-odds below which a difference is rounding
	evident  = 5     // drivers that come with their evidence
	pointMin = 1e-7  // size of points below which the clamp did nothing
)

// Drivers are the terms of the log-odds that differ, strongest first. Points
// are shared as in explanations: each term gets its share of the change of the
// probability before the clamp, and the clamp or the answer what is left, so
// that they sum to the whole move. None has its evidence.
func Drivers(before, now *assessmentv1.Assessment) []*assessmentv1.ShiftDriver {
	all := termDrivers(before, now)
	all = append(all, &assessmentv1.ShiftDriver{
		Owner: &assessmentv1.ShiftDriver_Prior{Prior: true}, LogOdds: now.GetPriorLogOdds() - before.GetPriorLogOdds(),
	})
	all = slices.DeleteFunc(all, func(d *assessmentv1.ShiftDriver) bool { return math.Abs(d.GetLogOdds()) < noise })
	rate := points.Rate(before.GetLogOdds(), now.GetLogOdds())
	rest := 100 * (now.GetProbability() - before.GetProbability())
	for _, driver := range all {
		driver.Points = driver.GetLogOdds() * rate
		rest -= driver.GetPoints()
	}
	if math.Abs(rest) > pointMin {
		all = append(all, &assessmentv1.ShiftDriver{Owner: &assessmentv1.ShiftDriver_Clamp{Clamp: true}, Points: rest})
	}
	slices.SortStableFunc(all, func(a, b *assessmentv1.ShiftDriver) int {
		return cmp.Compare(math.Abs(b.GetPoints()), math.Abs(a.GetPoints()))
	})
	return all
}

// drivers are [Drivers], the first with their evidence.
func drivers(before, now *assessmentv1.Assessment) []*assessmentv1.ShiftDriver {
	all := Drivers(before, now)
	for _, driver := range all[:min(evident, len(all))] {
		driver.Evidence = evidence(driver, before, now)
	}
	return all
}

// termDrivers are the differences of the terms, those that only one of them has
// from or to 0: the rungs below the target change with the target.
func termDrivers(before, now *assessmentv1.Assessment) []*assessmentv1.ShiftDriver {
	var all []*assessmentv1.ShiftDriver
	byOwner := map[any]*assessmentv1.ShiftDriver{}
	add := func(terms []*assessmentv1.Term, sign float64) {
		for _, term := range terms {
			driver := byOwner[owner(term)]
			if driver == nil {
				driver = &assessmentv1.ShiftDriver{}
				setOwner(driver, term)
				byOwner[owner(term)] = driver
				all = append(all, driver)
			}
			driver.LogOdds += sign * term.GetLogOdds()
		}
	}
	add(now.GetTerms(), 1)
	add(before.GetTerms(), -1)
	return all
}

// owner identifies a term across assessments.
func owner(t *assessmentv1.Term) any {
	switch {
	case t.GetTimePressure():
		return "time pressure"
	case t.GetMilestone() != 0:
		return t.GetMilestone()
	default:
		return t.GetDimension()
	}
}

func setOwner(d *assessmentv1.ShiftDriver, t *assessmentv1.Term) {
	switch {
	case t.GetTimePressure():
		d.Owner = &assessmentv1.ShiftDriver_TimePressure{TimePressure: true}
	case t.GetMilestone() != 0:
		d.Owner = &assessmentv1.ShiftDriver_Milestone{Milestone: t.GetMilestone()}
	default:
		d.Owner = &assessmentv1.ShiftDriver_Dimension{Dimension: t.GetDimension()}
	}
}

// evidence is the strongest contribution of the driver's term that points its
// way; one that the baseline does not list goes before. Time pressure has none of
// its own: what eases it is the report of a rung that is newly reached.
func evidence(d *assessmentv1.ShiftDriver, before, now *assessmentv1.Assessment) *assessmentv1.Contribution {
	known := map[string]bool{}
	for _, c := range before.GetContributions() {
		known[c.GetClaimId()] = true
	}
	var best *assessmentv1.Contribution
	rung := newlyReached(before, now)
	for _, c := range now.GetContributions() { // strongest first
		if !explains(c, d, rung) || c.GetLogOdds()*d.GetLogOdds() <= 0 {
			continue
		}
		if !known[c.GetClaimId()] {
			return c
		}
		best = cmp.Or(best, c)
	}
	return best
}

// Package explain says what made a probability, or what changed it. Pure; the
// rows of an explanation sum to the whole change, in log-odds and in points.
package explain

import (
	"math"
	"slices"

	"google.golang.org/protobuf/proto"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/points"
)

// noise is the size of log-odds below which a difference is rounding.
const noise = 1e-11

// rounding is what the sum of the rounded numbers of an assessment may be off.
const rounding = 1e-9

// FromPrior explains an assessment as the change from its prior: a row for
// every piece of evidence that counts, one for time pressure, one for the clamp.
func FromPrior(r assess.Result) *assessmentv1.ExplainAssessmentResponse {
	a := r.Assessment
	return fromPrior(r).response(a, nil, end{a.GetPriorLogOdds(), a.GetPriorProbability()}, endOf(a))
}

func fromPrior(r assess.Result) *table {
	t := &table{}
	for _, c := range r.Contributions {
		t.add(assessmentv1.ChangeKind_CHANGE_KIND_ADDED, c, c.GetLogOdds())
	}
	t.add(assessmentv1.ChangeKind_CHANGE_KIND_TIME_PRESSURE, nil, pressure(r.Assessment))
	return t
}

// Change explains the change between two assessments of one initiative. The
// way from before to after goes in steps, each of which owns what it changes:
// the definition, the model, the time that went by (decay of all evidence that
// was there; time pressure), and then the evidence. There a claim owns the
// change of its own weight and impact, what others did to it through the
// common denominator is dilution, and what rungs that are newly reached take off
// the time pressure has a row with the report that decides on them.
func Change(before, after assess.Result) *assessmentv1.ExplainAssessmentResponse {
	a, b := before.Assessment, after.Assessment
	return change(before, after).response(b, a, endOf(a), endOf(b))
}

func change(before, after assess.Result) *table {
	t := &table{}
	state := before
	step := func(kind assessmentv1.ChangeKind, change func(in *assess.Input)) {
		in := state.Input
		change(&in)
		next := assess.Assess(in)
		t.add(kind, nil, next.Assessment.GetLogOdds()-state.Assessment.GetLogOdds())
		state = next
	}
	if !proto.Equal(before.Input.Initiative, after.Input.Initiative) {
		step(assessmentv1.ChangeKind_CHANGE_KIND_DEFINITION, func(in *assess.Input) { in.Initiative = after.Input.Initiative })
	}
	if before.Input.Model.Version != after.Input.Model.Version {
		step(assessmentv1.ChangeKind_CHANGE_KIND_MODEL, func(in *assess.Input) { in.Model = after.Input.Model })
	}
	aged := state
	if !before.Input.AsOf.Equal(after.Input.AsOf) {
		cut := state.Input.Cut
		if cut.IsZero() {
			cut = state.Input.AsOf
		}
		aged = state.Aged(after.Input.AsOf, cut)
		t.add(assessmentv1.ChangeKind_CHANGE_KIND_DECAY, nil, evidence(aged.Assessment)-evidence(state.Assessment))
	}
	t.pressed(state, aged, after)
	t.compare(aged, after)
	return t
}

// pressure is the term of time pressure.
func pressure(a *assessmentv1.Assessment) float64 {
	for _, term := range a.GetTerms() {
		if term.GetTimePressure() {
			return term.GetLogOdds()
		}
	}
	return 0
}

// evidence is the sum of all terms that evidence makes.
func evidence(a *assessmentv1.Assessment) float64 {
	return a.GetLogOdds() - a.GetPriorLogOdds() - pressure(a)
}

// table collects rows; rounding is kept aside so that the sum stays exact.
type table struct {
	rows []*assessmentv1.Change
	rest float64
}

func (t *table) add(kind assessmentv1.ChangeKind, c *assessmentv1.Contribution, logOdds float64) {
	if math.Abs(logOdds) < noise {
		t.rest += logOdds
		return
	}
	t.rows = append(t.rows, &assessmentv1.Change{Kind: kind, Contribution: c, LogOdds: logOdds})
}

// end is one end of a change: log-odds before the clamp, and the probability after it.
type end struct{ logOdds, probability float64 }

func endOf(a *assessmentv1.Assessment) end { return end{a.GetLogOdds(), a.GetProbability()} }

// response shares the points, dp_i = dl_i (q1 - q0) / (l1 - l0) with q before
// the clamp, gives the clamp or the resolution what is left, and sorts.
func (t *table) response(a, before *assessmentv1.Assessment, from, to end) *assessmentv1.ExplainAssessmentResponse {
	rate := points.Rate(from.logOdds, to.logOdds)
	response := &assessmentv1.ExplainAssessmentResponse{
		Assessment: a, Before: before, LogOddsChange: to.logOdds - from.logOdds, PointsChange: 100 * (to.probability - from.probability),
	}
	t.settle(response.GetLogOddsChange())
	shared := 0.0
	for _, row := range t.rows {
		row.Points = row.GetLogOdds() * rate
		shared += row.GetPoints()
	}
	switch rest := response.GetPointsChange() - shared; {
	case math.Abs(rest) > 1e-7:
		t.rows = append(t.rows, &assessmentv1.Change{Kind: assessmentv1.ChangeKind_CHANGE_KIND_CLAMP, Points: rest})
	case len(t.rows) > 0:
		t.rows[len(t.rows)-1].Points += rest // what floats lose
	}
	slices.SortStableFunc(t.rows, strongest)
	response.Changes = t.rows
	return response
}

// settle gives the last row what was kept aside, and what floats and the
// rounding of assessments lose; more than that would be a cause without a row,
// and stays visible as a difference.
func (t *table) settle(change float64) {
	sum := t.rest
	for _, row := range t.rows {
		sum += row.GetLogOdds()
	}
	if lost := change - sum; math.Abs(lost) < rounding {
		t.rest += lost
	}
	if len(t.rows) > 0 {
		t.rows[len(t.rows)-1].LogOdds += t.rest
	}
}

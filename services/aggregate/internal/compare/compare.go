// Package compare puts two versions of an assessment side by side that differ by
// the model. It is pure.
package compare

import (
	"math"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/points"
	"github.com/barograph/barograph/services/aggregate/internal/shift"
)

// rounding is the size of points below which the clamp did nothing.
const rounding = 1e-7

// Models compares what the model of an input and another one make of it, with
// the part of each group of parameters: the groups are changed one after the
// other, and each owns the difference that it makes at its place.
func Models(in assess.Input, other *assess.Model) *assessmentv1.ModelComparison {
	before := assess.Assess(in).Assessment
	steps := in.Model.Steps(other)
	in.Model = other
	after := before
	if len(steps) == 0 {
		after = assess.Assess(in).Assessment // the version at most
	}
	var effects []*assessmentv1.ParameterEffect
	for _, step := range steps {
		in.Model = step.Model
		next := assess.Assess(in).Assessment
		if moved := next.GetLogOdds() - after.GetLogOdds(); moved != 0 {
			effects = append(effects, &assessmentv1.ParameterEffect{Cause: &assessmentv1.ParameterEffect_Group{Group: step.Group}, LogOdds: moved})
		}
		after = next
	}
	c := comparison(before, after)
	c.Parameters = share(effects, before, after)
	return c
}

// Published compares what was published with what another model makes of the
// same ledger as of the same time.
func Published(r *assessmentv1.Record, again *assessmentv1.Assessment) *assessmentv1.ModelComparison {
	c := comparison(r.GetAssessment(), again)
	c.Before.Hash, c.Revision = r.GetHash(), r.GetRevision()
	return c
}

func comparison(before, after *assessmentv1.Assessment) *assessmentv1.ModelComparison {
	return &assessmentv1.ModelComparison{
		InitiativeId: after.GetInitiativeId(), InitiativeName: after.GetInitiativeName(), AsOfTime: after.GetAsOfTime(),
		Before: result(before), After: result(after), Terms: shift.Drivers(before, after),
	}
}

func result(a *assessmentv1.Assessment) *assessmentv1.ModelResult {
	return &assessmentv1.ModelResult{
		ModelVersion: a.GetModelVersion(), Probability: a.GetProbability(),
		ProbabilityLow: a.GetProbabilityLow(), ProbabilityHigh: a.GetProbabilityHigh(),
		Likelihood: a.GetLikelihood(), Confidence: a.GetConfidence(),
		PriorProbability: a.GetPriorProbability(), LogOdds: a.GetLogOdds(), Hash: assess.Hash(a),
	}
}

// share gives each group its points, and the clamp or the answer what is left.
func share(effects []*assessmentv1.ParameterEffect, before, after *assessmentv1.Assessment) []*assessmentv1.ParameterEffect {
	rate := points.Rate(before.GetLogOdds(), after.GetLogOdds())
	rest := 100 * (after.GetProbability() - before.GetProbability())
	for _, effect := range effects {
		effect.Points = effect.GetLogOdds() * rate
		rest -= effect.GetPoints()
	}
	if math.Abs(rest) > rounding {
		effects = append(effects, &assessmentv1.ParameterEffect{Cause: &assessmentv1.ParameterEffect_Clamp{Clamp: true}, Points: rest})
	}
	return effects
}

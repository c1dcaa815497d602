package main_test

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// parameters are those of the model file that the page works with.
type parameters struct {
	kappa, kappaMilestone, tau, z, sigma, gStar                   float64
	contradiction, contradictionMost, agePerDay, ageMost, unknown float64
}

func readParameters(t *testing.T) parameters {
	t.Helper()
	data, err := os.ReadFile("../../services/aggregate/internal/assess/model.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, interval, ok := strings.Cut(string(data), "\ninterval:\n")
	if !ok {
		t.Fatal("the model file has no interval")
	}
	value := func(text, name string) float64 {
		found := regexp.MustCompile(`(?m)^ *` + name + `: ([0-9.]+)`).FindStringSubmatch(text)
		if found == nil {
			t.Fatalf("the model file has no %s", name)
		}
		v, err := strconv.ParseFloat(found[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	all := string(data)
	return parameters{
		kappa: value(all, "kappa"), kappaMilestone: value(all, "kappa_milestone"), tau: value(all, "tau"),
		z: value(interval, "z"), sigma: value(interval, "sigma"), gStar: value(interval, "g_star"),
		contradiction: value(interval, "contradiction"), contradictionMost: value(interval, "contradiction_most"),
		agePerDay: value(interval, "age_per_day"), ageMost: value(interval, "age_most"), unknown: value(interval, "unknown"),
	}
}

// interval works out the half-width: what the origins weigh, those that stand in
// a term or that a newer word of the same direction repeats, and what widens.
func (e *example) interval() {
	stands, repeated := map[string]float64{}, map[string]float64{}
	standing, ungraded := 0, 0
	for _, c := range e.Contributions {
		switch word(c.GetState()) {
		case "counted", "no effect":
			if c.GetDimension() == 0 && c.GetMilestone() == 0 {
				continue
			}
			standing++
			if c.GetReliability() < 1 || c.GetReliability() > 3 || c.GetCredibility() == 6 {
				ungraded++
			}
			stands[c.GetOrigin()] += c.GetWeight()
		case "superseded":
			repeated[c.GetOrigin()] = max(repeated[c.GetOrigin()], c.GetWeight())
		}
	}
	spread := 0.0
	for _, c := range []map[string]float64{stands, repeated} {
		for origin := range c {
			if origin != "" {
				spread += min(max(stands[origin], repeated[origin]), 1)
				delete(stands, origin)
				delete(repeated, origin)
			}
		}
	}
	g := e.Assessment.GetGrounds()
	base := e.z * e.sigma / math.Sqrt(1+spread/e.gStar)
	against := min(e.contradiction*float64(g.GetContradictions()), e.contradictionMost)
	age := min(e.agePerDay*float64(g.GetNewestAgeDays()), e.ageMost)
	unknown := e.unknown * float64(ungraded) / float64(standing)
	width := base + against + age + unknown
	e.same("half-width", width, g.GetHalfWidthLogOdds())
	e.line("\n**Interval**: the known origins weigh %.3f in sum, each at most 1. %.3f · %.1f / √(1 + %.3f / %.1f) = %.3f for them,",
		spread, e.z, e.sigma, spread, e.gStar, base)
	e.line("%.3f for %d contradictions, %.3f for the %d days since the newest evidence, %.3f since %d of %d pieces are of unknown",
		against, g.GetContradictions(), age, g.GetNewestAgeDays(), unknown, ungraded, standing)
	e.line("or poor grade: half-width **%.3f**, so from %.3f to %.3f.", width, e.Assessment.GetProbabilityLow(), e.Assessment.GetProbabilityHigh())
	l := e.Assessment.GetLogOdds()
	e.same("low", 1/(1+math.Exp(width-l)), e.Assessment.GetProbabilityLow())
	e.same("high", 1/(1+math.Exp(-width-l)), e.Assessment.GetProbabilityHigh())
}

func (e *example) ground() {
	a := e.Assessment
	g := a.GetGrounds()
	e.line("\n**In words**: %.3f is *%s* (ICD 203). Confidence is *%s*: %d origins, %d of them graded A to C, %d contradictions, newest",
		a.GetProbability(), word(a.GetLikelihood()), word(a.GetConfidence()), g.GetOrigins(), g.GetGradedOrigins(), g.GetContradictions())
	e.line("evidence %d days old, %s on the word of unnamed sources.", g.GetNewestAgeDays(), percent(g.GetUnnamedShare()))
}

func (e *example) ladder() {
	e.line("\n**Ladder**\n\n| rung | state | probability |\n| --- | --- | --- |")
	for _, rung := range e.Assessment.GetMilestones() {
		state, name := word(rung.GetState()), word(rung.GetKind())
		if state == "unspecified" {
			state = "–"
		}
		if rung.GetTarget() {
			name += " (target)"
		}
		e.line("| %s | %s | %.3f |", name, state, rung.GetProbability())
	}
	e.line("")
}

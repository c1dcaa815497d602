package main_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/barograph/barograph/cmd/barograph/internal/demo"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate"
)

const (
	// exampleID is the initiative whose assessment docs/model.md works out.
	exampleID = "ukraine-mnf"
	// passage is how many characters of a passage the page quotes.
	passage = 64
	// rows is how many pieces of evidence of a term it shows one by one.
	rows = 5
)

// example works an assessment of the demo out by hand, with the parameters in
// the model file, and fails where the service comes to anything else.
type example struct {
	t *testing.T
	parameters
	aggregate.Assessed
	out strings.Builder
}

func workedExample(t *testing.T) string {
	t.Helper()
	l := demoLedger(t)
	e := &example{t: t, parameters: readParameters(t)}
	for _, one := range l.assess(t, l.readings, demo.Now()) {
		if one.Assessment.GetInitiativeId() == exampleID {
			e.Assessed = one
		}
	}
	e.beginning()
	sum := e.Assessment.GetPriorLogOdds()
	for _, term := range e.Assessment.GetTerms() {
		switch {
		case term.GetTimePressure():
			sum += e.pressure(term)
		case term.GetSupporting()+term.GetOpposing() > 0:
			sum += e.term(term)
		}
	}
	e.sum(sum)
	e.interval()
	e.ground()
	e.ladder()
	return e.out.String()
}

func (e *example) line(format string, args ...any) { fmt.Fprintf(&e.out, format+"\n", args...) }

func (e *example) same(what string, got, want float64) {
	e.t.Helper()
	if math.Abs(got-want) > 1e-6 {
		e.t.Errorf("%s: worked out by hand %.9f, assessed %.9f", what, got, want)
	}
}

func (e *example) beginning() {
	a, states := e.Assessment, map[string]int{}
	for _, c := range e.Contributions {
		states[word(c.GetState())]++
	}
	e.line("\n`%s`, %s, as of the end of %s, model %s. Question: %s by %s.", a.GetInitiativeId(), a.GetInitiativeName(),
		lastDay(a.GetAsOfTime().AsTime()), a.GetModelVersion(), word(a.GetQuestion().GetMilestone()), lastDay(a.GetQuestion().GetDeadline().AsTime()))
	e.line("Its ledger has %d claims in %d articles: %s.", len(e.Contributions), a.GetGrounds().GetArticles(), counts(states))
	p := a.GetPriorProbability()
	e.line("\n**Prior** %s (%s): ln(%.2f / %.2f) = **%s**.", percent(p), a.GetPriorSource(), p, 1-p, signed(a.GetPriorLogOdds()))
	e.same("prior", math.Log(p/(1-p)), a.GetPriorLogOdds())
}

// term works out a dimension or rung from its evidence. What the cap of its
// origin left of g x is known from the share.
func (e *example) term(term *assessmentv1.Term) float64 {
	name, symbol, limit, kappa := word(term.GetDimension()), "W", term.GetLimit(), e.kappa
	if term.GetMilestone() != 0 {
		name, symbol, kappa = "rung "+word(term.GetMilestone()), "L", e.kappaMilestone
	}
	shares := 0.0
	evidence := e.evidence(term)
	for _, c := range evidence {
		shares += math.Abs(c.GetLogOdds())
	}
	gross, net, capped := kappa*shares/(limit-shares), 0.0, false
	e.line("\n**%s**, %s = %.1f\n\n| passage | grade | x | g | g x | share |\n| --- | --- | --- | --- | --- | --- |", title(name), symbol, limit)
	rest := 0.0
	for i, c := range evidence {
		effect, mark := c.GetLogOdds()*(kappa+gross)/limit, ""
		net += effect
		if i >= rows {
			rest += effect
			continue
		}
		if full := c.GetWeight() * c.GetImpact(); math.Abs(full-effect) > 5e-4 {
			mark, capped = "*", true
		}
		e.line("| %s | %c%d | %s | %.3f | %s%s | %s |", quoted(c), 'A'-1+rune(c.GetReliability()), c.GetCredibility(),
			signed(c.GetImpact()), c.GetWeight(), signed(effect), mark, signed(c.GetLogOdds()))
	}
	if more := len(evidence) - rows; more > 0 {
		e.line("| %d weaker ones | | | | %s | %s |", more, signed(rest), signed(limit*rest/(kappa+gross)))
	}
	worked := limit * net / (kappa + gross)
	e.line("\n%.1f · %s / (%.1f + %.3f) = **%s**", limit, signed(net), kappa, gross, signed(worked))
	if capped {
		e.line("\n(\\* held to what its origin may weigh on one day)")
	}
	e.same(name, worked, term.GetLogOdds())
	return worked
}

// evidence is what counts in a term, strongest first.
func (e *example) evidence(term *assessmentv1.Term) []*assessmentv1.Contribution {
	return slices.DeleteFunc(slices.Clone(e.Contributions), func(c *assessmentv1.Contribution) bool {
		return c.GetState() != assessmentv1.ContributionState_CONTRIBUTION_STATE_COUNTED ||
			c.GetDimension() != term.GetDimension() || c.GetMilestone() != term.GetMilestone()
	})
}

func (e *example) pressure(term *assessmentv1.Term) float64 {
	q := e.Assessment.GetQuestion()
	elapsed := e.Assessment.GetAsOfTime().AsTime().Sub(q.GetStartTime().AsTime()).Hours() / 24
	whole := q.GetDeadline().AsTime().Sub(q.GetStartTime().AsTime()).Hours() / 24
	open, rungs := 0, int(q.GetMilestone())-1                        // the first, that it was proposed, saves no time
	for _, rung := range e.Assessment.GetMilestones()[1 : rungs+1] { // a reached rung takes those below it with it
		if open++; word(rung.GetState()) == "reached" {
			open = 0
		}
	}
	u, m := elapsed/whole, float64(open)/float64(rungs)
	worked := e.tau * max(m, u) * math.Log(1-u)
	e.line("\n**Time pressure**: %.0f of %.0f days are gone, u = %.3f; %d of %d rungs are open, m = %.3f:", elapsed, whole, u, open, rungs, m)
	e.line("%.1f · %.3f · ln(1 − %.3f) = **%s**", e.tau, max(m, u), u, signed(worked))
	e.same("time pressure", worked, term.GetLogOdds())
	return worked
}

func (e *example) sum(worked float64) {
	a := e.Assessment
	p := 1 / (1 + math.Exp(-worked))
	e.same("log-odds", worked, a.GetLogOdds())
	e.same("probability", p, a.GetProbability())
	e.line("\n**Sum**\n\n| term | log-odds | points |\n| --- | --- | --- |\n| prior | %s | %.1f |", signed(a.GetPriorLogOdds()), 100*a.GetPriorProbability())
	for _, term := range a.GetTerms() {
		name := word(term.GetDimension())
		switch {
		case term.GetTimePressure():
			name = "time pressure"
		case term.GetMilestone() != 0:
			name = "rung " + word(term.GetMilestone())
		}
		if term.GetLogOdds() != 0 {
			e.line("| %s | %s | %s |", name, signed(term.GetLogOdds()), strings.Replace(fmt.Sprintf("%+.1f", term.GetPoints()), "-", "−", 1))
		}
	}
	e.line("| sum | **%s** | **%.1f** |", signed(worked), 100*p)
	e.line("\np = 1 / (1 + exp(−(%s))) = **%.3f**, within [0.01, 0.99]: no clamp.", signed(worked), p)
}

func word(v protoreflect.Enum) string {
	name := string(v.Descriptor().Values().ByNumber(v.Number()).Name())
	prefix := string(v.Descriptor().Values().ByNumber(0).Name())
	return strings.ToLower(strings.ReplaceAll(strings.TrimPrefix(name, strings.TrimSuffix(prefix, "UNSPECIFIED")), "_", " "))
}

func title(name string) string { return strings.ToUpper(name[:1]) + name[1:] }

func signed(v float64) string { return strings.Replace(fmt.Sprintf("%+.3f", v), "-", "−", 1) }

func percent(p float64) string { return fmt.Sprintf("%.0f%%", 100*p) }

// lastDay is the day that ends at an exclusive moment.
func lastDay(t time.Time) string { return t.Add(-time.Nanosecond).Format(time.DateOnly) }

func quoted(c *assessmentv1.Contribution) string {
	text := []rune(strings.Join(strings.Fields(c.GetClaim().GetEvidence().GetQuote()), " "))
	if len(text) > passage {
		text = append(text[:passage], '…')
	}
	return "“" + strings.NewReplacer("|", "\\|", "*", "\\*", "<", "&lt;").Replace(string(text)) + "”"
}

func counts(states map[string]int) string {
	var all []string
	for state, n := range states {
		all = append(all, fmt.Sprintf("%d %s", n, state))
	}
	slices.SortFunc(all, func(a, b string) int {
		var x, y int
		_, _ = fmt.Sscan(a, &x)
		_, _ = fmt.Sscan(b, &y)
		if x != y {
			return y - x
		}
		return strings.Compare(a, b)
	})
	return strings.Join(all, ", ")
}

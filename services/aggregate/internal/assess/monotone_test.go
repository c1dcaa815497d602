package assess_test

import (
	"testing"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

// stating gives a claim's conditions a state.
func stating(c *taggingv1.Claim, state taggingv1.ConditionState) *taggingv1.Claim {
	return assesstest.With(c, func(c *taggingv1.Claim) {
		for _, condition := range c.GetPosition().GetConditions() {
			condition.State = state
		}
	})
}

// awaits is a condition of an actor, in a state, with an impact.
func awaits(actor string, kind taggingv1.ConditionKind, state taggingv1.ConditionState, impact int32) *taggingv1.Claim {
	c := assesstest.Factor(actor, taggingv1.Dimension_DIMENSION_DIPLOMATIC_SUPPORT, impact, "")
	c.Body = &taggingv1.Claim_Condition{Condition: &taggingv1.Condition{Kind: kind, State: state}}
	return c
}

// silenced is a report that a ceasefire began, with an impact.
func silenced(impact int32) *taggingv1.Claim {
	c := assesstest.Factor("UN", taggingv1.Dimension_DIMENSION_SECURITY_ENVIRONMENT, impact, "")
	c.Event = &taggingv1.Event{Type: taggingv1.EventType_EVENT_TYPE_RETREAT, Mode: "ceasefire"}
	return c
}

// What random ledgers found: each piece for or against the initiative once moved
// its number the other way, by what it did to other evidence.
func TestNothingMovesTheOtherWayThroughOthers(t *testing.T) {
	hint := func(c *taggingv1.Claim) *taggingv1.Claim { // weighs next to nothing
		return assesstest.With(c, func(c *taggingv1.Claim) { c.ConfidenceMilli = 1 })
	}
	waiting := assesstest.News("a", "2026-03-01", "post", "B", assesstest.Position("ITA", participates, ceasefire))
	mandate := assesstest.News("b", "2026-03-20", "wire", "C", assesstest.Rung(mandated, reached))
	for name, test := range map[string]struct {
		before []*taggingv1.TaggedArticle
		more   *taggingv1.TaggedArticle
		up     bool
	}{
		"opposition that names a ceasefire brings it about": {
			[]*taggingv1.TaggedArticle{waiting}, assesstest.News("x", "2026-03-02", "news", "A", hint(silenced(-1))), false,
		},
		"support whose condition was breached confirms support": {
			[]*taggingv1.TaggedArticle{assesstest.News("a", "2026-03-01", "post", "B", assesstest.Position("FRA", supports))},
			assesstest.News("x", "2026-03-02", "news", "A", hint(stating(assesstest.Position("IDN", supports, ceasefire), breached))), false,
		},
		"support confirms what a breach turned": {
			[]*taggingv1.TaggedArticle{assesstest.News("a", "2026-03-01", "post", "B", stating(assesstest.Position("UNSC", participates, ceasefire), breached))},
			assesstest.News("x", "2026-03-02", "news", "A", hint(assesstest.Position("FRA", supports))), true,
		},
		"an older, better report of a mandate gives way to a breach": {
			[]*taggingv1.TaggedArticle{
				assesstest.News("a", "2026-03-01", "post", "B", assesstest.Position("ITA", participates, unMandate)), mandate,
				assesstest.News("c", "2026-03-10", "news", "B", awaits("ITA", unMandate, breached, -1)),
			},
			assesstest.News("x", "2026-03-05", "times", "A", assesstest.With(assesstest.Rung(mandated, reached), func(c *taggingv1.Claim) { c.Background = true })), true,
		},
		"what is met now is counted as breached before": {
			[]*taggingv1.TaggedArticle{assesstest.News("a", "2026-03-01", "post", "B", awaits("ITA", ceasefire, breached, 100))},
			assesstest.News("x", "2026-03-02", "news", "A", assesstest.With(hint(awaits("ITA", ceasefire, met, 1)), func(c *taggingv1.Claim) { c.EventTime = month("2026-03-01") })), true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			before, after := on(t, "2026-05-01", test.before...).Assessment, on(t, "2026-05-01", append(test.before, test.more)...)
			c := find(after, test.more.Claims[0].GetId())
			if c.GetState() != counted || c.GetImpact() > 0 != test.up {
				t.Fatalf("the case is another one: %v", c)
			}
			if moved := after.Assessment.GetLogOdds() - before.GetLogOdds(); moved > 0 != test.up {
				t.Errorf("moved the log-odds by %g", moved)
			}
		})
	}
}

// The day on which the target was reached is the first by which that is beyond
// doubt: a better report of it that comes later does not put it off.
func TestALaterReportDoesNotPutOffTheDay(t *testing.T) {
	first := assesstest.News("a", "2026-12-20", "post", "B", assesstest.Rung(deployed, reached))
	later := assesstest.News("b", "2027-01-20", "times", "A", assesstest.Rung(deployed, reached))
	setback := assesstest.News("c", "2027-01-10", "wire", "B", assesstest.Rung(deployed, failed))
	q := on(t, "2027-02-01", first, later, setback).Assessment.GetQuestion()
	if q.GetResolution() != assessmentv1.Resolution_RESOLUTION_YES || !q.GetResolveTime().AsTime().Equal(assesstest.Day("2026-12-20")) {
		t.Errorf("answered %v", q)
	}
	// What two fair sources report within a month of each other is certain from the first on.
	fair := assesstest.News("d", "2026-12-20", "post", "C", assesstest.Rung(deployed, reached))
	if q := on(t, "2027-02-01", fair).Assessment.GetQuestion(); q.GetResolution() != assessmentv1.Resolution_RESOLUTION_NO {
		t.Errorf("one fair source answers %v", q)
	}
	other := assesstest.News("e", "2027-01-10", "wire", "C", assesstest.Rung(deployed, reached))
	if q := on(t, "2027-02-01", fair, other).Assessment.GetQuestion(); !q.GetResolveTime().AsTime().Equal(assesstest.Day("2026-12-20")) {
		t.Errorf("two fair sources answer %v", q)
	}
}

// A hedged denial gives way to a better source as an asserted one does: else it
// would weigh more than a tenth of it.
func TestHedgedDenialIsOutrankedAsWell(t *testing.T) {
	account := assesstest.News("a", "2026-03-02", "times", "A", assesstest.Position("FRA", supports))
	denial := assesstest.News("b", "2026-03-03", "post", "C", assesstest.Factor("FRA", taggingv1.Dimension_DIMENSION_DIPLOMATIC_SUPPORT, -500, "misleading"))
	asserted := find(on(t, "2026-05-01", account, denial), denial.Claims[0].GetId())
	denial.Claims[0].Factuality = taggingv1.Factuality_FACTUALITY_PROBABLE
	hedged := find(on(t, "2026-05-01", account, denial), denial.Claims[0].GetId())
	if asserted.GetCredibility() != 5 || hedged.GetWeight() > asserted.GetWeight()/10+1e-9 {
		t.Errorf("asserted %v, hedged %v", asserted, hedged)
	}
}

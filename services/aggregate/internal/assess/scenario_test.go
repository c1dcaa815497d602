package assess_test

import (
	"math"
	"slices"
	"testing"

	"google.golang.org/protobuf/types/known/timestamppb"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

const (
	participates = taggingv1.Stance_STANCE_PARTICIPATES
	supports     = taggingv1.Stance_STANCE_SUPPORTS
	undecided    = taggingv1.Stance_STANCE_UNDECIDED
	rejects      = taggingv1.Stance_STANCE_REJECTS
	offered      = taggingv1.CommitmentStatus_COMMITMENT_STATUS_OFFERED
	pledged      = taggingv1.CommitmentStatus_COMMITMENT_STATUS_PLEDGED
	withdrawn    = taggingv1.CommitmentStatus_COMMITMENT_STATUS_WITHDRAWN
	mandated     = taggingv1.MilestoneKind_MILESTONE_KIND_MANDATED
	deployed     = taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED
	reached      = taggingv1.MilestoneState_MILESTONE_STATE_REACHED
	failed       = taggingv1.MilestoneState_MILESTONE_STATE_FAILED
	unMandate    = taggingv1.ConditionKind_CONDITION_KIND_UN_MANDATE
	ceasefire    = taggingv1.ConditionKind_CONDITION_KIND_CEASEFIRE
	parliament   = taggingv1.ConditionKind_CONDITION_KIND_PARLIAMENT
)

// force is a definition with a deadline at the end of 2026.
func force() *initiativev1.Initiative {
	return &initiativev1.Initiative{
		Id: assesstest.InitiativeID, Name: "Test Force",
		Roles: &initiativev1.Roles{
			Sponsors: []string{"USA"}, Hosts: []string{"PSE"}, Adversaries: []string{"HAMAS"}, VetoPlayers: []string{"UNSC"}, Sought: []string{"ITA", "IDN"},
		},
		Seeks:    []*initiativev1.Sought{{Kind: taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, Quantity: 20000, Unit: "personnel"}},
		Question: &initiativev1.Question{Milestone: deployed, StartTime: timestamppb.New(assesstest.Day("2026-01-01")), Deadline: timestamppb.New(assesstest.Day("2027-01-01"))},
		Prior:    &initiativev1.Prior{Probability: 0.4, Source: "test"},
	}
}

// on assesses articles as of the end of a day.
func on(t testing.TB, date string, articles ...*taggingv1.TaggedArticle) assess.Result {
	t.Helper()
	return assess.Assess(assess.Input{Initiative: force(), Articles: articles, Model: defaultModel(t), AsOf: assesstest.Day(date).AddDate(0, 0, 1)})
}

// stateOf is the state of the n-th claim of an article.
func stateOf(r assess.Result, a *taggingv1.TaggedArticle, n int) assessmentv1.ContributionState {
	return find(r, a.GetClaims()[n].GetId()).GetState()
}

func TestNewerPositionTakesTheOlderOnesPlace(t *testing.T) {
	old := assesstest.News("old", "2026-03-01", "post", "B", assesstest.Position("ITA", supports))
	for name, test := range map[string]struct {
		newer *taggingv1.TaggedArticle
		want  assessmentv1.ContributionState
		in    taggingv1.Stance
	}{
		"comparable weight":   {assesstest.News("new", "2026-03-10", "wire", "C", assesstest.Position("ITA", rejects)), assessmentv1.ContributionState_CONTRIBUTION_STATE_SUPERSEDED, rejects},
		"unknown blog":        {assesstest.News("new", "2026-03-10", "blog", "", assesstest.Position("ITA", rejects)), counted, supports},
		"hedged":              {assesstest.News("new", "2026-03-10", "wire", "A", assesstest.With(assesstest.Position("ITA", rejects), func(c *taggingv1.Claim) { c.Factuality = taggingv1.Factuality_FACTUALITY_POSSIBLE })), counted, supports},
		"told later of older": {assesstest.News("new", "2026-03-10", "wire", "A", assesstest.With(assesstest.Position("ITA", rejects), func(c *taggingv1.Claim) { c.EventTime = month("2026-02-01") })), counted, supports},
		"month ends later":    {assesstest.News("new", "2026-04-10", "wire", "A", assesstest.With(assesstest.Position("ITA", rejects), func(c *taggingv1.Claim) { c.EventTime = month("2026-03-01") })), assessmentv1.ContributionState_CONTRIBUTION_STATE_SUPERSEDED, rejects},
	} {
		t.Run(name, func(t *testing.T) {
			r := on(t, "2026-05-01", old, test.newer)
			if got := stateOf(r, old, 0); got != test.want {
				t.Errorf("older claim: got %v, want %v", got, test.want)
			}
			if got := r.Assessment.GetPositions()[0].GetStance(); got != test.in {
				t.Errorf("in force: got %v, want %v", got, test.in)
			}
		})
	}
}

func month(first string) *taggingv1.EventTime {
	return &taggingv1.EventTime{Date: first, Precision: taggingv1.DatePrecision_DATE_PRECISION_MONTH, Basis: taggingv1.DateBasis_DATE_BASIS_TEXT}
}

func TestUnnamedSetsNeverSupersede(t *testing.T) {
	for _, actor := range []string{"GROUP", "NGO", "ITA:PUBLIC"} {
		a, b := assesstest.News("a", "2026-03-01", "post", "B", assesstest.Position(actor, supports)), assesstest.News("b", "2026-03-10", "post", "B", assesstest.Position(actor, rejects))
		if r := on(t, "2026-05-01", a, b); stateOf(r, a, 0) != counted || stateOf(r, b, 0) != counted {
			t.Errorf("%s: one took the other's place", actor)
		}
	}
}

func TestOppositeWordsOfOneDayHalveAndContradict(t *testing.T) {
	a, b := assesstest.News("a", "2026-03-01", "post", "B", assesstest.Position("ITA", supports)), assesstest.News("b", "2026-03-01", "wire", "B", assesstest.Position("ITA", rejects))
	alone, both := on(t, "2026-03-01", a), on(t, "2026-03-01", a, b)
	if w, half := find(alone, a.Claims[0].Id).GetWeight(), find(both, a.Claims[0].Id).GetWeight(); math.Abs(half-w/2) > 1e-9 {
		t.Errorf("weight %g became %g", w, half)
	}
	if got := both.Assessment.GetContradictions(); len(got) != 1 || got[0].GetSlot() != "position ITA" {
		t.Errorf("contradictions %v", got)
	}
	if a, b := alone.Assessment.GetGrounds(), both.Assessment.GetGrounds(); b.GetContradictions() != 1 || a.GetContradictions() != 0 {
		t.Error("the contradiction is not in the grounds")
	}
}

func TestConditionCapsAndIsLifted(t *testing.T) {
	conditional := assesstest.News("c", "2026-03-01", "post", "B", assesstest.Position("ITA", participates, unMandate))
	peace := assesstest.With(assesstest.Factor("", taggingv1.Dimension_DIMENSION_SECURITY_ENVIRONMENT, 500, "ceasefire"), func(c *taggingv1.Claim) {
		c.Event = &taggingv1.Event{Type: taggingv1.EventType_EVENT_TYPE_RETREAT, Mode: "ceasefire"}
	})
	for name, test := range map[string]struct {
		position *taggingv1.TaggedArticle
		closing  *taggingv1.TaggedArticle
		impact   float64
		state    taggingv1.ConditionState
	}{
		"open":              {conditional, assesstest.News("x", "2026-03-02", "post", "B", assesstest.Position("IDN", supports)), 0.333, taggingv1.ConditionState_CONDITION_STATE_OPEN},
		"mandate":           {conditional, assesstest.News("x", "2026-02-01", "post", "B", assesstest.Rung(mandated, reached)), 1, taggingv1.ConditionState_CONDITION_STATE_MET},
		"hedged mandate":    {conditional, assesstest.News("x", "2026-03-02", "post", "B", assesstest.With(assesstest.Rung(mandated, reached), func(c *taggingv1.Claim) { c.Factuality = taggingv1.Factuality_FACTUALITY_PROBABLE })), 0.333, taggingv1.ConditionState_CONDITION_STATE_OPEN},
		"own parliament":    {assesstest.News("p", "2026-03-01", "post", "B", assesstest.Position("ITA", participates, parliament)), assesstest.News("x", "2026-03-02", "post", "B", assesstest.Position("ITA:PARLIAMENT", supports)), 1, taggingv1.ConditionState_CONDITION_STATE_MET},
		"other parliament":  {assesstest.News("p", "2026-03-01", "post", "B", assesstest.Position("ITA", participates, parliament)), assesstest.News("x", "2026-03-02", "post", "B", assesstest.Position("IDN:PARLIAMENT", supports)), 0.333, taggingv1.ConditionState_CONDITION_STATE_OPEN},
		"ceasefire":         {assesstest.News("p", "2026-03-01", "post", "B", assesstest.Position("ITA", participates, ceasefire)), assesstest.News("x", "2026-03-02", "post", "B", peace), 1, taggingv1.ConditionState_CONDITION_STATE_MET},
		"earlier ceasefire": {assesstest.News("p", "2026-03-05", "post", "B", assesstest.Position("ITA", participates, ceasefire)), assesstest.News("x", "2026-03-02", "post", "B", peace), 0.333, taggingv1.ConditionState_CONDITION_STATE_OPEN},
		"breached": {assesstest.News("p", "2026-03-05", "post", "B", assesstest.With(assesstest.Position("ITA", participates, ceasefire), func(c *taggingv1.Claim) {
			c.GetPosition().Conditions[0].State = taggingv1.ConditionState_CONDITION_STATE_BREACHED
		})), assesstest.News("x", "2026-03-02", "post", "B", assesstest.Position("IDN", supports)), -0.333, taggingv1.ConditionState_CONDITION_STATE_BREACHED},
	} {
		t.Run(name, func(t *testing.T) {
			r := on(t, "2026-03-10", test.position, test.closing)
			if got := find(r, test.position.Claims[0].Id).GetImpact(); got != test.impact {
				t.Errorf("impact: got %g, want %g", got, test.impact)
			}
			i := slices.IndexFunc(r.Assessment.GetPositions(), func(p *assessmentv1.ActorPosition) bool { return p.GetActor() == "ITA" })
			if got := r.Assessment.GetPositions()[i].GetConditions()[0].GetState(); got != test.state {
				t.Errorf("state: got %v, want %v", got, test.state)
			}
		})
	}
}

func TestPassageCountsOncePerDimension(t *testing.T) {
	a := assesstest.News("a", "2026-03-01", "post", "B", assesstest.Troops("ITA", pledged, 1000), assesstest.Factor("ITA", taggingv1.Dimension_DIMENSION_FORCE_GENERATION, 900, "pledges troops"), assesstest.Position("ITA", supports))
	for _, c := range a.Claims {
		c.Evidence.StartByte, c.Evidence.EndByte = 10, 60
	}
	r := on(t, "2026-03-01", a)
	for i, want := range []assessmentv1.ContributionState{counted, assessmentv1.ContributionState_CONTRIBUTION_STATE_SUBSUMED, counted} {
		if got := stateOf(r, a, i); got != want {
			t.Errorf("claim %d: got %v, want %v", i, got, want)
		}
	}
}

func TestPassageCountsOncePerRung(t *testing.T) {
	a := assesstest.News("a", "2026-03-01", "post", "B", assesstest.Rung(mandated, reached), assesstest.With(assesstest.Rung(mandated, reached), func(c *taggingv1.Claim) { c.Actor = "UN" }), assesstest.Rung(mandated, failed))
	for _, c := range a.Claims {
		c.Evidence.StartByte, c.Evidence.EndByte = 10, 60
	}
	states := map[assessmentv1.ContributionState]int{}
	for _, c := range on(t, "2026-03-01", a).Contributions {
		states[c.GetState()]++
	}
	if states[counted] != 2 || states[assessmentv1.ContributionState_CONTRIBUTION_STATE_SUBSUMED] != 1 {
		t.Errorf("states %v", states)
	}
}

func TestCommitmentsAreSupersededNotSummed(t *testing.T) {
	r := on(t, "2026-05-01",
		assesstest.News("a", "2026-03-01", "post", "B", assesstest.Troops("IDN", offered, 20000)),
		assesstest.News("b", "2026-03-20", "wire", "B", assesstest.Troops("IDN", pledged, 8000)),
		assesstest.News("c", "2026-04-01", "wire", "B", assesstest.Troops("IDN", pledged, 0)),
		assesstest.News("d", "2026-04-01", "wire", "B", assesstest.Troops("ITA", offered, 1500)))
	total := r.Assessment.GetCommitmentTotals()
	if len(total) != 1 || total[0].GetSought() != 20000 || total[0].GetPledged() != 8000 || total[0].GetOffered() != 1500 {
		t.Errorf("totals %v", total)
	}
	for _, c := range r.Assessment.GetCommitments() {
		if c.GetActor() == "IDN" && (c.GetStatus() != pledged || c.GetQuantity().GetMax() != 8000 || c.GetSuperseded() != 2) {
			t.Errorf("commitment %v", c)
		}
	}
	r = on(t, "2026-05-01", assesstest.News("a", "2026-03-01", "post", "B", assesstest.Troops("IDN", pledged, 8000)), assesstest.News("e", "2026-04-01", "wire", "B", assesstest.Troops("IDN", withdrawn, 0)))
	if got := find(r, r.Assessment.GetCommitments()[0].GetClaimId()).GetLogOdds(); got >= 0 {
		t.Errorf("a withdrawn offer contributes %g", got)
	}
}

func TestCredibilityComesFromIndependence(t *testing.T) {
	one := assesstest.News("a", "2026-03-01", "post", "C", assesstest.Rung(mandated, reached))
	for name, test := range map[string]struct {
		other *taggingv1.TaggedArticle
		want  uint32
	}{
		"alone":              {assesstest.News("b", "2026-03-01", "wire", "B", assesstest.Position("ITA", undecided)), 3},
		"confirmed":          {assesstest.News("b", "2026-03-02", "wire", "B", assesstest.Rung(mandated, reached)), 1},
		"same family":        {assesstest.News("b", "2026-03-02", "post", "B", assesstest.Rung(mandated, reached)), 3},
		"unknown origin":     {assesstest.News("b", "2026-03-02", "blog", "", assesstest.Rung(mandated, reached)), 3},
		"a hedge":            {assesstest.News("b", "2026-03-02", "wire", "B", assesstest.With(assesstest.Rung(mandated, reached), func(c *taggingv1.Claim) { c.Factuality = taggingv1.Factuality_FACTUALITY_PROBABLE })), 3},
		"better source":      {assesstest.News("b", "2026-03-01", "wire", "A", assesstest.Rung(mandated, failed)), 5},
		"no better a source": {assesstest.News("b", "2026-03-01", "wire", "D", assesstest.Rung(mandated, failed)), 3},
	} {
		t.Run(name, func(t *testing.T) {
			if got := find(on(t, "2026-03-10", one, test.other), one.Claims[0].Id).GetCredibility(); got != test.want {
				t.Errorf("got digit %d, want %d", got, test.want)
			}
		})
	}
	blog := assesstest.News("a", "2026-03-01", "blog", "", assesstest.Rung(mandated, reached))
	if got := find(on(t, "2026-03-10", blog), blog.Claims[0].Id).GetCredibility(); got != 6 {
		t.Errorf("unknown origin: got digit %d, want 6", got)
	}
}

func TestDeniedAccountIsAContradiction(t *testing.T) {
	agreed := assesstest.With(assesstest.Position("GROUP", participates), func(c *taggingv1.Claim) { c.Dimension = taggingv1.Dimension_DIMENSION_FORCE_GENERATION })
	denial := assesstest.With(assesstest.Factor("EU", taggingv1.Dimension_DIMENSION_FORCE_GENERATION, -600, "numbers misleading"), func(c *taggingv1.Claim) {
		c.Attribution.Chain = []string{"AUTHOR", "EU"}
	})
	r := on(t, "2026-03-10", assesstest.News("a", "2026-03-04", "post", "B", agreed, denial))
	if got := r.Assessment.GetContradictions(); len(got) != 1 || got[0].GetSlot() != "account force_generation" {
		t.Errorf("contradictions %v", got)
	}
}

func TestResolution(t *testing.T) {
	sure := assesstest.News("a", "2026-06-01", "post", "B", assesstest.Rung(deployed, reached))
	for name, test := range map[string]struct {
		day      string
		articles []*taggingv1.TaggedArticle
		want     assessmentv1.Resolution
		p        float64
	}{
		"reached":                  {"2026-06-02", []*taggingv1.TaggedArticle{sure}, assessmentv1.Resolution_RESOLUTION_YES, 1},
		"reached, set back later":  {"2026-09-02", []*taggingv1.TaggedArticle{sure, assesstest.News("b", "2026-09-01", "wire", "A", assesstest.Rung(deployed, failed))}, assessmentv1.Resolution_RESOLUTION_YES, 1},
		"deadline passed":          {"2026-12-31", nil, assessmentv1.Resolution_RESOLUTION_NO, 0},
		"reached after it":         {"2027-02-01", []*taggingv1.TaggedArticle{assesstest.News("a", "2027-01-05", "post", "A", assesstest.Rung(deployed, reached))}, assessmentv1.Resolution_RESOLUTION_NO, 0},
		"on the word of a blog":    {"2026-06-02", []*taggingv1.TaggedArticle{assesstest.News("a", "2026-06-01", "blog", "", assesstest.Rung(deployed, reached))}, assessmentv1.Resolution_RESOLUTION_OPEN, -1},
		"contradicted on the day":  {"2026-06-02", []*taggingv1.TaggedArticle{sure, assesstest.News("b", "2026-06-01", "wire", "B", assesstest.Rung(deployed, failed))}, assessmentv1.Resolution_RESOLUTION_OPEN, -1},
		"announced for the future": {"2026-06-02", []*taggingv1.TaggedArticle{assesstest.News("a", "2026-06-01", "post", "A", assesstest.With(assesstest.Rung(deployed, reached), func(c *taggingv1.Claim) { c.Tense = taggingv1.Tense_TENSE_FUTURE }))}, assessmentv1.Resolution_RESOLUTION_OPEN, -1},
	} {
		t.Run(name, func(t *testing.T) {
			a := on(t, test.day, test.articles...).Assessment
			if got := a.GetQuestion().GetResolution(); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
			if test.p >= 0 && a.GetProbability() != test.p {
				t.Errorf("probability %g, want %g", a.GetProbability(), test.p)
			}
		})
	}
}

func TestTimePressureGrowsAndRungsRelieveIt(t *testing.T) {
	pressure := func(r assess.Result) float64 {
		terms := r.Assessment.GetTerms()
		return terms[len(terms)-1].GetLogOdds()
	}
	early, late := pressure(on(t, "2026-02-01")), pressure(on(t, "2026-11-01"))
	relieved := pressure(on(t, "2026-11-01", assesstest.News("a", "2026-02-01", "post", "A", assesstest.Rung(mandated, reached))))
	if !(0 > early && early > late && relieved > late) {
		t.Errorf("early %g, late %g, with a mandate %g", early, late, relieved)
	}
	rolling := force()
	rolling.Question.Deadline = nil
	if got := pressure(assess.Assess(assess.Input{Initiative: rolling, Model: defaultModel(t), AsOf: assesstest.Day("2026-11-01")})); got != 0 {
		t.Errorf("rolling horizon: %g", got)
	}
}

// TestProposalsSaveNoTime: whoever follows an initiative knows that it was
// proposed; a page that says so must not move a question by more than talk does.
func TestProposalsSaveNoTime(t *testing.T) {
	const endorsed, proposed = taggingv1.MilestoneKind_MILESTONE_KIND_ENDORSED, taggingv1.MilestoneKind_MILESTONE_KIND_PROPOSED
	for target, relieved := range map[taggingv1.MilestoneKind]bool{endorsed: false, deployed: false, proposed: true} {
		initiative := force()
		initiative.Question.Milestone = target
		pressure := func(articles ...*taggingv1.TaggedArticle) float64 {
			terms := assess.Assess(assess.Input{
				Initiative: initiative, Articles: articles, Model: defaultModel(t), AsOf: assesstest.Day("2026-05-01"),
			}).Assessment.GetTerms()
			return terms[len(terms)-1].GetLogOdds()
		}
		told := assesstest.News("a", "2026-02-01", "post", "A", assesstest.Rung(proposed, reached))
		again := assesstest.News("b", "2026-02-02", "wire", "A", assesstest.Rung(proposed, reached))
		if got := pressure(told, again) > pressure(); got != relieved {
			t.Errorf("target %v: a proposal relieves the pressure: %v", target, got)
		}
	}
}

// Preparation saves time, but what has not come on the eve of its deadline is
// unlikely, however well prepared.
func TestOnTheEveOnlyTheTargetCounts(t *testing.T) {
	ready := []*taggingv1.TaggedArticle{
		assesstest.News("a", "2026-02-01", "post", "A", assesstest.Rung(mandated, reached)),
		assesstest.News("b", "2026-03-01", "wire", "A", assesstest.Rung(taggingv1.MilestoneKind_MILESTONE_KIND_COMMANDED, reached)),
		assesstest.News("c", "2026-03-01", "news", "A", assesstest.Troops("ITA", pledged, 20000)),
	}
	prior := force().GetPrior().GetProbability()
	if p := on(t, "2026-06-30", ready...).Assessment.GetProbability(); p < prior {
		t.Errorf("halfway %g, from %g", p, prior)
	}
	if p := on(t, "2026-12-30", ready...).Assessment.GetProbability(); p > 0.05 {
		t.Errorf("on the eve %g", p)
	}
}

func TestIntervalAndConfidence(t *testing.T) {
	width := func(articles ...*taggingv1.TaggedArticle) float64 {
		return on(t, "2026-03-01", articles...).Assessment.GetGrounds().GetHalfWidthLogOdds()
	}
	graded := func(id string, stance taggingv1.Stance) *taggingv1.TaggedArticle {
		return assesstest.News(id, "2026-03-01", id, "B", assesstest.Position("ITA", stance))
	}
	none, one, two := width(), width(graded("a", supports)), width(graded("a", supports), graded("b", supports))
	if !(none > one && one > two) {
		t.Errorf("independent agreement: %g, %g, %g", none, one, two)
	}
	if same := width(graded("a", supports), assesstest.News("b", "2026-03-01", "a", "B", assesstest.Position("ITA", supports))); same < one-1e-9 {
		t.Errorf("one origin twice narrows: %g to %g", one, same)
	}
	if blog := width(graded("a", supports), assesstest.News("b", "2026-03-01", "b", "", assesstest.Position("IDN", supports))); blog <= one {
		t.Errorf("an unknown grade does not widen: %g to %g", one, blog)
	}
	if open := width(graded("a", supports), assesstest.News("b", "2026-03-01", "b", "B", assesstest.Position("IDN", undecided))); open >= one {
		t.Errorf("undecided does not narrow: %g to %g", one, open)
	}
	if contradicted := width(graded("a", supports), graded("b", rejects)); contradicted <= two {
		t.Errorf("contradiction does not widen: %g to %g", two, contradicted)
	}
	old := on(t, "2026-08-01", graded("a", supports)).Assessment.GetGrounds().GetHalfWidthLogOdds()
	if old <= one {
		t.Errorf("age does not widen: %g to %g", one, old)
	}
	var five []*taggingv1.TaggedArticle
	for _, id := range []string{"a", "b", "c", "d", "e"} {
		five = append(five, graded(id, supports))
	}
	for want, articles := range map[assessmentv1.Confidence][]*taggingv1.TaggedArticle{
		assessmentv1.Confidence_CONFIDENCE_HIGH: five, assessmentv1.Confidence_CONFIDENCE_MODERATE: five[:2], assessmentv1.Confidence_CONFIDENCE_LOW: five[:1],
	} {
		if got := on(t, "2026-03-01", articles...).Assessment.GetConfidence(); got != want {
			t.Errorf("%d origins: got %v, want %v", len(articles), got, want)
		}
	}
}

func TestOneOriginIsCappedPerDay(t *testing.T) {
	var claims []*taggingv1.Claim
	for range 30 {
		claims = append(claims, assesstest.Factor("", taggingv1.Dimension_DIMENSION_FUNDING, 1000, "allocates"))
	}
	r := on(t, "2026-03-01", assesstest.News("a", "2026-03-01", "post", "A", claims...))
	limit := 0.7 * 1 / (1.5 + 1) // W times cap over kappa plus cap
	if got := r.Assessment.GetLogOdds() - r.Assessment.GetPriorLogOdds() - r.Assessment.GetTerms()[len(r.Assessment.GetTerms())-1].GetLogOdds(); math.Abs(got-limit) > 1e-9 {
		t.Errorf("thirty passages of one article contribute %g, want %g", got, limit)
	}
}

func TestLikelihoodBandsAreHalfOpen(t *testing.T) {
	for p, want := range map[float64]string{
		0.01: "ALMOST_NO_CHANCE", 0.05: "VERY_UNLIKELY", 0.1999: "VERY_UNLIKELY", 0.20: "UNLIKELY", 0.45: "ROUGHLY_EVEN_CHANCE", 0.55: "LIKELY",
		0.80: "VERY_LIKELY", 0.95: "ALMOST_CERTAIN", 0.99: "ALMOST_CERTAIN", 0: "UNSPECIFIED", 1: "UNSPECIFIED",
	} {
		if got := assess.Likelihood(p).String(); got != "LIKELIHOOD_TERM_"+want {
			t.Errorf("%g: got %s", p, got)
		}
	}
}

func TestTrendComparesWithTheStatesBefore(t *testing.T) {
	a := assesstest.News("a", "2026-03-20", "post", "A", assesstest.Rung(mandated, reached), assesstest.Troops("IDN", pledged, 20000))
	before := on(t, "2026-03-15", a).Assessment
	now := on(t, "2026-03-22", a).Assessment
	if now.GetTrend().GetProbability_7D() != before.GetProbability() || now.GetTrend().GetDirection_7D() != assessmentv1.TrendDirection_TREND_DIRECTION_UP {
		t.Errorf("trend %v, before %g, now %g", now.GetTrend(), before.GetProbability(), now.GetProbability())
	}
}

package assess_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

const (
	answerYes  = assessmentv1.Resolution_RESOLUTION_YES
	answerNo   = assessmentv1.Resolution_RESOLUTION_NO
	answerVoid = assessmentv1.Resolution_RESOLUTION_VOID
	answerOpen = assessmentv1.Resolution_RESOLUTION_OPEN
	met        = taggingv1.ConditionState_CONDITION_STATE_MET
	breached   = taggingv1.ConditionState_CONDITION_STATE_BREACHED
	stillOpen  = taggingv1.ConditionState_CONDITION_STATE_OPEN
)

// answer is an operator's answer to the question of [force].
func answer(revision uint64, resolution assessmentv1.Resolution, date string) *assessmentv1.Ruling {
	return &assessmentv1.Ruling{
		Subject: &assessmentv1.Ruling_Resolution{Resolution: resolution}, Milestone: deployed, Deadline: force().GetQuestion().GetDeadline(),
		Author: "operator", Reason: "because", EffectiveTime: timestamppb.New(assesstest.Day(date)), Revision: revision,
	}
}

func decide(revision uint64, actor string, kind taggingv1.ConditionKind, state taggingv1.ConditionState, date string) *assessmentv1.Ruling {
	return &assessmentv1.Ruling{
		Subject: &assessmentv1.Ruling_Condition{Condition: &assessmentv1.ConditionRuling{Actor: actor, Kind: kind, State: state}},
		Author:  "operator", Reason: "because", EffectiveTime: timestamppb.New(assesstest.Day(date)), Revision: revision,
	}
}

// ruledOn assesses articles under rulings as of the end of a day.
func ruledOn(t testing.TB, date string, rulings []*assessmentv1.Ruling, articles ...*taggingv1.TaggedArticle) assess.Result {
	t.Helper()
	return assess.Assess(assess.Input{
		Initiative: force(), Articles: articles, Rulings: rulings, Model: defaultModel(t), AsOf: assesstest.Day(date).AddDate(0, 0, 1),
	})
}

func TestOperatorAnswersTheQuestion(t *testing.T) {
	official := assesstest.News("a", "2026-03-01", "post", "B", assesstest.Rung(deployed, reached))
	backs := assesstest.News("b", "2026-03-01", "post", "B", assesstest.Position("ITA", supports))
	other := answer(9, answerNo, "2026-03-05")
	other.Milestone = mandated
	moved := answer(9, answerNo, "2026-03-05")
	moved.Deadline = timestamppb.New(assesstest.Day("2028-01-01"))
	for name, test := range map[string]struct {
		rulings []*assessmentv1.Ruling
		article *taggingv1.TaggedArticle
		want    assessmentv1.Resolution
		by      bool
	}{
		"yes":                 {[]*assessmentv1.Ruling{answer(1, answerYes, "2026-03-05")}, backs, answerYes, true},
		"no against evidence": {[]*assessmentv1.Ruling{answer(1, answerNo, "2026-03-05")}, official, answerNo, true},
		"void":                {[]*assessmentv1.Ruling{answer(1, answerVoid, "2026-03-05")}, backs, answerVoid, true},
		"newest holds":        {[]*assessmentv1.Ruling{answer(2, answerYes, "2026-03-05"), answer(1, answerNo, "2026-03-05")}, backs, answerYes, true},
		"taken back":          {[]*assessmentv1.Ruling{answer(1, answerNo, "2026-03-05"), answer(2, answerOpen, "2026-03-06")}, backs, answerOpen, false},
		"back to evidence":    {[]*assessmentv1.Ruling{answer(1, answerNo, "2026-03-05"), answer(2, answerOpen, "2026-03-06")}, official, answerYes, false},
		"not yet":             {[]*assessmentv1.Ruling{answer(1, answerYes, "2026-06-01")}, backs, answerOpen, false},
		"another milestone":   {[]*assessmentv1.Ruling{other}, backs, answerOpen, false},
		"another deadline":    {[]*assessmentv1.Ruling{moved}, backs, answerOpen, false},
	} {
		t.Run(name, func(t *testing.T) {
			a := ruledOn(t, "2026-04-01", test.rulings, test.article).Assessment
			q := a.GetQuestion()
			if q.GetResolution() != test.want || (q.GetRuledBy() != nil) != test.by {
				t.Fatalf("resolution %v by %v, want %v", q.GetResolution(), q.GetRuledBy(), test.want)
			}
			if test.by && (q.GetRuledBy().GetAuthor() != "operator" || q.GetResolutionReason() != "because" || q.GetResolveTime() == nil) {
				t.Errorf("question %v does not say who answered it and why", q)
			}
			want := map[assessmentv1.Resolution]float64{answerYes: 1, answerNo: 0}
			if p, fixed := want[test.want]; fixed && (a.GetProbability() != p || a.GetMilestones()[deployed-1].GetProbability() != p) {
				t.Errorf("probability %v, target rung %v, want %v", a.GetProbability(), a.GetMilestones()[deployed-1].GetProbability(), p)
			}
			if open := test.want == answerOpen; open != (a.GetLikelihood() != 0) || open == (q.GetResolveTime() != nil) {
				t.Errorf("likelihood %v, resolved at %v", a.GetLikelihood(), q.GetResolveTime())
			}
		})
	}
}

// A rolling question never resolves by itself, but an operator may answer it.
func TestOperatorAnswersARollingQuestion(t *testing.T) {
	rolling := force()
	rolling.Question.Deadline, rolling.Question.StartTime = nil, nil
	yes := answer(1, answerYes, "2026-03-05")
	yes.Deadline = nil
	for name, test := range map[string]struct {
		ruling *assessmentv1.Ruling
		want   assessmentv1.Resolution
	}{"the rolling one": {yes, answerYes}, "one with a deadline": {answer(1, answerYes, "2026-03-05"), answerOpen}} {
		t.Run(name, func(t *testing.T) {
			a := assess.Assess(assess.Input{
				Initiative: rolling, Rulings: []*assessmentv1.Ruling{test.ruling}, Model: defaultModel(t), AsOf: assesstest.Day("2026-04-01"),
			}).Assessment
			if a.GetQuestion().GetResolution() != test.want || (a.GetProbability() == 1) != (test.want == answerYes) {
				t.Errorf("question %v, probability %v", a.GetQuestion(), a.GetProbability())
			}
		})
	}
}

func TestVoidQuestionKeepsItsNumber(t *testing.T) {
	backs := assesstest.News("b", "2026-03-01", "post", "B", assesstest.Position("ITA", supports))
	void := ruledOn(t, "2026-04-01", []*assessmentv1.Ruling{answer(1, answerVoid, "2026-04-01")}, backs).Assessment
	if open := on(t, "2026-04-01", backs).Assessment; math.Abs(void.GetProbability()-open.GetProbability()) > 0.01 {
		t.Errorf("probability %v, open it was %v", void.GetProbability(), open.GetProbability())
	}
}

func TestOperatorDecidesConditions(t *testing.T) {
	italy := assesstest.News("c", "2026-03-01", "post", "B", assesstest.Position("ITA", participates, unMandate))
	adopted := assesstest.News("x", "2026-02-01", "post", "B", assesstest.Rung(mandated, reached))
	for name, test := range map[string]struct {
		rulings  []*assessmentv1.Ruling
		articles []*taggingv1.TaggedArticle
		state    taggingv1.ConditionState
		impact   float64
		by       bool
	}{
		"met":               {[]*assessmentv1.Ruling{decide(1, "ITA", unMandate, met, "2026-03-02")}, nil, met, 1, true},
		"breached":          {[]*assessmentv1.Ruling{decide(1, "ITA", unMandate, breached, "2026-03-02")}, nil, breached, -0.333, true},
		"open, whatever":    {[]*assessmentv1.Ruling{decide(1, "ITA", unMandate, stillOpen, "2026-03-02")}, []*taggingv1.TaggedArticle{adopted}, stillOpen, 0.333, true},
		"of everybody":      {[]*assessmentv1.Ruling{decide(1, "", unMandate, met, "2026-03-02")}, nil, met, 1, true},
		"own goes first":    {[]*assessmentv1.Ruling{decide(1, "ITA", unMandate, breached, "2026-03-02"), decide(2, "", unMandate, met, "2026-03-02")}, nil, breached, -0.333, true},
		"of another":        {[]*assessmentv1.Ruling{decide(1, "IDN", unMandate, met, "2026-03-02")}, nil, stillOpen, 0.333, false},
		"another condition": {[]*assessmentv1.Ruling{decide(1, "ITA", ceasefire, met, "2026-03-02")}, nil, stillOpen, 0.333, false},
		"back to evidence":  {[]*assessmentv1.Ruling{decide(1, "ITA", unMandate, breached, "2026-03-02"), decide(2, "ITA", unMandate, 0, "2026-03-03")}, []*taggingv1.TaggedArticle{adopted}, met, 1, false},
		"later":             {[]*assessmentv1.Ruling{decide(1, "ITA", unMandate, met, "2026-09-01")}, nil, stillOpen, 0.333, false},
	} {
		t.Run(name, func(t *testing.T) {
			r := ruledOn(t, "2026-03-10", test.rulings, append(test.articles, italy)...)
			if got := find(r, italy.Claims[0].Id).GetImpact(); got != test.impact {
				t.Errorf("impact: got %g, want %g", got, test.impact)
			}
			i := slices.IndexFunc(r.Assessment.GetPositions(), func(p *assessmentv1.ActorPosition) bool { return p.GetActor() == "ITA" })
			got := r.Assessment.GetPositions()[i].GetConditions()[0]
			if got.GetState() != test.state || (got.GetRuledBy() != nil) != test.by {
				t.Errorf("condition %v, want %v", got, test.state)
			}
		})
	}
}

// A ruling changes nothing before the time from which it holds, and the order
// of rulings changes nothing at all.
func TestRulingsAreASetThatHoldsFromItsTimes(t *testing.T) {
	m := defaultModel(t)
	rapid.Check(t, func(t *rapid.T) {
		in := assess.Input{Initiative: assesstest.Initiative(t), Articles: assesstest.Articles(t, 8), Model: m, AsOf: assesstest.AsOf(t)}
		target := in.Initiative.GetQuestion().GetMilestone()
		for revision := range rapid.Uint64Range(1, 6).Draw(t, "rulings") {
			from := assesstest.AsOf(t)
			ruling := decide(revision+1, rapid.SampledFrom([]string{"", "ITA", "USA", "IDN"}).Draw(t, "actor"),
				taggingv1.ConditionKind(rapid.Int32Range(1, 13).Draw(t, "condition")), taggingv1.ConditionState(rapid.Int32Range(0, 3).Draw(t, "state")), "2026-01-01")
			if rapid.Bool().Draw(t, "question") {
				ruling = answer(revision+1, assessmentv1.Resolution(rapid.Int32Range(1, 4).Draw(t, "resolution")), "2026-01-01")
				ruling.Milestone, ruling.Deadline = target, in.Initiative.GetQuestion().GetDeadline()
			}
			ruling.EffectiveTime = timestamppb.New(from)
			in.Rulings = append(in.Rulings, ruling)
		}
		want := assess.Assess(in)
		shuffled := in
		shuffled.Rulings = rapid.Permutation(in.Rulings).Draw(t, "order")
		if assess.Hash(assess.Assess(shuffled).Assessment) != assess.Hash(want.Assessment) {
			t.Fatal("the order of rulings matters")
		}
		ladder := want.Assessment.GetMilestones()
		for i := 1; i < len(ladder); i++ {
			if ladder[i].GetProbability() > ladder[i-1].GetProbability() {
				t.Fatalf("rung %v is likelier than the one before", ladder[i].GetKind())
			}
		}
		known := in
		known.Rulings = slices.DeleteFunc(slices.Clone(in.Rulings), func(r *assessmentv1.Ruling) bool {
			return !r.GetEffectiveTime().AsTime().Before(in.AsOf)
		})
		if assess.Hash(assess.Assess(known).Assessment) != assess.Hash(want.Assessment) {
			t.Fatal("a ruling of later changes the assessment")
		}
		first := slices.MinFunc(in.Rulings, func(a, b *assessmentv1.Ruling) int {
			return a.GetEffectiveTime().AsTime().Compare(b.GetEffectiveTime().AsTime())
		})
		early, without := in, in
		early.AsOf = first.GetEffectiveTime().AsTime().Add(-time.Hour)
		without.AsOf, without.Rulings = early.AsOf, nil
		if assess.Hash(assess.Assess(early).Assessment) != assess.Hash(assess.Assess(without).Assessment) {
			t.Fatal("rulings reach back beyond their time")
		}
	})
}

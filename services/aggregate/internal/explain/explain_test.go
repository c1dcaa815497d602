package explain_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
	"github.com/barograph/barograph/services/aggregate/internal/explain"
)

func model(t testing.TB) *assess.Model {
	t.Helper()
	m, err := assess.DefaultModel()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// exact checks that the rows sum to the whole, in log-odds and in points.
func exact(t *rapid.T, got *assessmentv1.ExplainAssessmentResponse, logOdds, points float64) {
	t.Helper()
	l, p := 0.0, 0.0
	for _, row := range got.GetChanges() {
		l += row.GetLogOdds()
		p += row.GetPoints()
	}
	if math.Abs(l-logOdds) > 1e-12 || math.Abs(got.GetLogOddsChange()-logOdds) > 1e-12 {
		t.Fatalf("rows sum to %.12f log-odds, stated %.12f, the change is %.12f", l, got.GetLogOddsChange(), logOdds)
	}
	if math.Abs(p-points) > 1e-10 || math.Abs(got.GetPointsChange()-points) > 1e-10 {
		t.Fatalf("rows sum to %.12f points, stated %.12f, the change is %.12f", p, got.GetPointsChange(), points)
	}
	if !slices.IsSortedFunc(got.GetChanges(), func(a, b *assessmentv1.Change) int {
		return int(math.Copysign(1, math.Abs(b.GetPoints())-math.Abs(a.GetPoints())))
	}) {
		t.Fatal("rows are not ordered by strength")
	}
}

func TestRowsSumToTheChangeFromThePrior(t *testing.T) {
	m := model(t)
	rapid.Check(t, func(t *rapid.T) {
		r := assess.Assess(assess.Input{Initiative: assesstest.Initiative(t), Articles: assesstest.WildArticles(t, 10), Model: m, AsOf: assesstest.AsOf(t)})
		a := r.Assessment
		exact(t, explain.FromPrior(r), a.GetLogOdds()-a.GetPriorLogOdds(), 100*(a.GetProbability()-a.GetPriorProbability()))
	})
}

// twoStates draws a state and another one, from which evidence was withdrawn,
// to which some was added, and which may be of another time, definition, model
// or ruling.
func twoStates(t *rapid.T, m, other *assess.Model) (before, after assess.Result) {
	articles := assesstest.WildArticles(t, 10)
	first := assess.Input{Initiative: assesstest.Initiative(t), Articles: articles, Model: m, AsOf: assesstest.AsOf(t)}
	second := first
	if rapid.Bool().Draw(t, "evidence changes") {
		second.Articles = articles[rapid.IntRange(0, len(articles)).Draw(t, "withdrawn"):]
		for i := range rapid.IntRange(0, 3).Draw(t, "added") {
			second.Articles = append(slices.Clone(second.Articles), assesstest.Wild(t, 100+i))
		}
	}
	if rapid.Bool().Draw(t, "time goes by") {
		second.AsOf = assesstest.AsOf(t)
	}
	if rapid.Bool().Draw(t, "definition changes") {
		second.Initiative = assesstest.Initiative(t)
	}
	if rapid.Bool().Draw(t, "model changes") {
		second.Model = other
	}
	if rapid.Bool().Draw(t, "an operator rules") {
		second.Rulings = []*assessmentv1.Ruling{ruling(t, second.Initiative)}
	}
	return assess.Assess(first), assess.Assess(second)
}

// ruling draws an answer to the question, or where a condition of anybody stands.
func ruling(t *rapid.T, initiative *initiativev1.Initiative) *assessmentv1.Ruling {
	r := &assessmentv1.Ruling{Revision: 1, EffectiveTime: timestamppb.New(assesstest.AsOf(t))}
	if rapid.Bool().Draw(t, "the question") {
		r.Subject = &assessmentv1.Ruling_Resolution{Resolution: assessmentv1.Resolution(rapid.Int32Range(1, 4).Draw(t, "answer"))}
		r.Milestone, r.Deadline = initiative.GetQuestion().GetMilestone(), initiative.GetQuestion().GetDeadline()
		return r
	}
	r.Subject = &assessmentv1.Ruling_Condition{Condition: &assessmentv1.ConditionRuling{
		Kind: taggingv1.ConditionKind(rapid.Int32Range(1, 12).Draw(t, "kind")), State: taggingv1.ConditionState(rapid.Int32Range(1, 3).Draw(t, "state")),
	}}
	return r
}

func TestRowsSumToTheChangeBetweenTwoStates(t *testing.T) {
	m, other := model(t), model(t)
	other.Version, other.Kappa = "other", 3*other.Kappa
	rapid.Check(t, func(t *rapid.T) {
		before, after := twoStates(t, m, other)
		a, b := before.Assessment, after.Assessment
		got := explain.Change(before, after)
		exact(t, got, b.GetLogOdds()-a.GetLogOdds(), 100*(b.GetProbability()-a.GetProbability()))
		rows, most := len(got.GetChanges()), rapid.IntRange(0, 10).Draw(t, "most")
		explain.Bound(got, most)
		exact(t, got, b.GetLogOdds()-a.GetLogOdds(), 100*(b.GetProbability()-a.GetProbability()))
		single, summed, sums := 0, 0, 0
		for _, row := range got.GetChanges() {
			switch {
			case row.GetContribution() != nil && row.GetMilestone() == 0:
				single++
			case row.GetPieces() > 0:
				summed += int(row.GetPieces())
				sums++
			}
		}
		if single > most || summed > 0 && single < most || len(got.GetChanges())-sums+summed != rows {
			t.Fatalf("of %d rows, bound by %d pieces, %d are single and %d sum %d", rows, most, single, sums, summed)
		}
	})
}

// What was published by another program, or model, may differ from what this one
// makes of the same ledger: the difference is a row of its own.
func TestRowsSumToTheChangeBetweenPublishedStates(t *testing.T) {
	m, other := model(t), model(t)
	other.Version, other.Kappa = "other", 3*other.Kappa
	published := func(t *rapid.T, r assess.Result) explain.Known {
		k := explain.Known{Published: r.Assessment, Result: r}
		if rapid.Bool().Draw(t, "by another program") {
			in := r.Input
			in.Model = other
			k.Published = assess.Assess(in).Assessment
		}
		return k
	}
	rapid.Check(t, func(t *rapid.T) {
		before, after := twoStates(t, m, m)
		first, second := published(t, before), published(t, after)
		a, b := first.Published, second.Published
		got := first.To(second)
		exact(t, got, b.GetLogOdds()-a.GetLogOdds(), 100*(b.GetProbability()-a.GetProbability()))
		if got.GetAssessment() != b || got.GetBefore() != a {
			t.Fatal("the ends are not what was published")
		}
		exact(t, first.FromPrior(), a.GetLogOdds()-a.GetPriorLogOdds(), 100*(a.GetProbability()-a.GetPriorProbability()))
	})
}

// Each row of evidence says what became of it, and none has two.
func TestRowsSayWhatBecameOfTheEvidence(t *testing.T) {
	m := model(t)
	rapid.Check(t, func(t *rapid.T) {
		before, after := twoStates(t, m, m)
		was, is := states(before), states(after)
		told := map[string]bool{}
		for _, row := range explain.Change(before, after).GetChanges() {
			if row.GetContribution() == nil || row.GetKind() == assessmentv1.ChangeKind_CHANGE_KIND_OPEN_RUNGS {
				continue
			}
			id := row.GetContribution().GetClaimId()
			if told[id] {
				t.Fatalf("claim %s has two rows", id)
			}
			told[id] = true
			_, old := was[id]
			_, current := is[id]
			var ok bool
			switch row.GetKind() {
			case assessmentv1.ChangeKind_CHANGE_KIND_ADDED:
				ok = current && (!old || was[id] == later)
			case assessmentv1.ChangeKind_CHANGE_KIND_WITHDRAWN:
				ok = old && (!current || is[id] == later)
			case assessmentv1.ChangeKind_CHANGE_KIND_SUPERSEDED:
				ok = old && is[id] == assessmentv1.ContributionState_CONTRIBUTION_STATE_SUPERSEDED
			case assessmentv1.ChangeKind_CHANGE_KIND_STRENGTHENED, assessmentv1.ChangeKind_CHANGE_KIND_WEAKENED:
				ok = old && current
			default:
				ok = false
			}
			if before := row.GetBefore(); (before != nil) != (old && current && was[id] != later && is[id] != later) || before != nil && before.GetClaimId() != id {
				t.Fatalf("claim %s was known before: %v, and now: %v; its row has %v before", id, old, current, before)
			}
			if !ok {
				t.Fatalf("claim %s was %v, is %v and has a row %v", id, was[id], is[id], row.GetKind())
			}
		}
	})
}

const later = assessmentv1.ContributionState_CONTRIBUTION_STATE_LATER

func states(r assess.Result) map[string]assessmentv1.ContributionState {
	all := map[string]assessmentv1.ContributionState{}
	for _, c := range r.Contributions {
		all[c.GetClaimId()] = c.GetState()
	}
	return all
}

func TestNothingChangesNothing(t *testing.T) {
	m := model(t)
	rapid.Check(t, func(t *rapid.T) {
		r := assess.Assess(assess.Input{Initiative: assesstest.Initiative(t), Articles: assesstest.WildArticles(t, 10), Model: m, AsOf: assesstest.AsOf(t)})
		if got := explain.Change(r, r).GetChanges(); len(got) != 0 {
			t.Fatalf("a state differs from itself by %v", got)
		}
	})
}

var published = time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)

// article has one position of an actor.
func article(id, actor string, stance taggingv1.Stance, day int) *taggingv1.TaggedArticle {
	return &taggingv1.TaggedArticle{
		ArticleId: id, Revision: 1, KnownTime: timestamppb.New(published.AddDate(0, 0, day)), PublishedTime: timestamppb.New(published.AddDate(0, 0, day)),
		Source: &articlev1.Source{Id: id, Name: id, Family: id, Reliability: articlev1.Reliability_RELIABILITY_B},
		Claims: []*taggingv1.Claim{{
			Id: "claim-" + id, InitiativeId: assesstest.InitiativeID, Actor: actor, Factuality: taggingv1.Factuality_FACTUALITY_CERTAIN,
			Body:        &taggingv1.Claim_Position{Position: &taggingv1.Position{Stance: stance}},
			Attribution: &taggingv1.Attribution{Chain: []string{"AUTHOR", actor}, SpeakerClass: taggingv1.SpeakerClass_SPEAKER_CLASS_NAMED_OFFICIAL},
		}},
	}
}

func TestEveryCauseHasItsRow(t *testing.T) {
	m := model(t)
	other := model(t)
	other.Version, other.Kappa = "other", 2*other.Kappa
	initiative := rapid.Custom(assesstest.Initiative).Example(0)
	initiative.Question.StartTime = timestamppb.New(published.AddDate(0, 0, -30))
	initiative.Question.Deadline = timestamppb.New(published.AddDate(0, 0, 100))
	likelier := proto.CloneOf(initiative)
	likelier.Prior.Probability, likelier.Prior.Source = 0.8, "changed"
	initiative.Prior.Probability = 0.3
	supports, rejects := taggingv1.Stance_STANCE_SUPPORTS, taggingv1.Stance_STANCE_REJECTS
	italy, france, turn := article("a", "ITA", supports, 0), article("b", "FRA", supports, 1), article("c", "ITA", rejects, 2)
	base := assess.Input{Initiative: initiative, Articles: []*taggingv1.TaggedArticle{italy, france}, Model: m, AsOf: published.AddDate(0, 0, 5)}
	for name, test := range map[string]struct {
		change func(in *assess.Input)
		want   []assessmentv1.ChangeKind
	}{
		"added": {func(in *assess.Input) {
			in.Articles = append(slices.Clone(in.Articles), article("d", "IDN", supports, 1))
		}, kinds("ADDED", "DILUTION")},
		"withdrawn":  {func(in *assess.Input) { in.Articles = in.Articles[:1] }, kinds("WITHDRAWN", "WEAKENED", "DILUTION")},
		"superseded": {func(in *assess.Input) { in.Articles = append(slices.Clone(in.Articles), turn) }, kinds("SUPERSEDED", "ADDED", "WEAKENED", "DILUTION")},
		"later":      {func(in *assess.Input) { in.AsOf = in.AsOf.AddDate(0, 0, 20) }, kinds("DECAY", "TIME_PRESSURE")},
		"definition": {func(in *assess.Input) { in.Initiative = likelier }, kinds("DEFINITION")},
		"model":      {func(in *assess.Input) { in.Model = other }, kinds("MODEL")},
		"resolved":   {func(in *assess.Input) { in.AsOf = published.AddDate(0, 0, 100) }, kinds("DECAY", "CLAMP", "TIME_PRESSURE")},
	} {
		t.Run(name, func(t *testing.T) {
			in := base
			test.change(&in)
			got := map[assessmentv1.ChangeKind]bool{}
			for _, row := range explain.Change(assess.Assess(base), assess.Assess(in)).GetChanges() {
				got[row.GetKind()] = true
			}
			for _, kind := range test.want {
				if !got[kind] {
					t.Errorf("no row %v", kind)
				}
				delete(got, kind)
			}
			for kind := range got {
				t.Errorf("unexpected row %v", kind)
			}
		})
	}
}

func kinds(names ...string) []assessmentv1.ChangeKind {
	var all []assessmentv1.ChangeKind
	for _, name := range names {
		all = append(all, assessmentv1.ChangeKind(assessmentv1.ChangeKind_value["CHANGE_KIND_"+name]))
	}
	return all
}

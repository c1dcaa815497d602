package assess_test

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

const counted = assessmentv1.ContributionState_CONTRIBUTION_STATE_COUNTED

// draw draws an input, half of them of what is rare or absurd.
func draw(t *rapid.T, model *assess.Model, most int) assess.Input {
	articles := assesstest.Articles
	if rapid.Bool().Draw(t, "wild") {
		articles = assesstest.WildArticles
	}
	return assess.Input{Initiative: assesstest.Initiative(t), Articles: articles(t, most), Model: model, AsOf: assesstest.AsOf(t)}
}

// Property 1: any permutation and duplication gives the same hash.
func TestOrderAndRepetitionChangeNothing(t *testing.T) {
	model := defaultModel(t)
	rapid.Check(t, func(t *rapid.T) {
		in := draw(t, model, 12)
		want := assess.Assess(in)
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		for range 10 {
			shuffled := in
			shuffled.Articles = slices.Clone(in.Articles)
			for _, article := range in.Articles {
				if random.IntN(2) == 0 {
					shuffled.Articles = append(shuffled.Articles, proto.CloneOf(article))
				}
			}
			random.Shuffle(len(shuffled.Articles), func(i, j int) {
				shuffled.Articles[i], shuffled.Articles[j] = shuffled.Articles[j], shuffled.Articles[i]
			})
			got := assess.Assess(shuffled)
			if assess.Hash(got.Assessment) != assess.Hash(want.Assessment) {
				t.Fatalf("a shuffle changed the assessment\ngot  %v\nwant %v", got.Assessment, want.Assessment)
			}
			if !slices.EqualFunc(got.Contributions, want.Contributions, func(a, b *assessmentv1.Contribution) bool { return proto.Equal(a, b) }) {
				t.Fatal("a shuffle changed the contributions")
			}
		}
	})
}

// Property 2: retracting equals replay without; an older revision counts for nothing.
func TestRetractionEqualsReplayWithout(t *testing.T) {
	model := defaultModel(t)
	rapid.Check(t, func(t *rapid.T) {
		in := draw(t, model, 8)
		victim := assesstest.Article(t, 100)
		without := assess.Hash(assess.Assess(in).Assessment)
		retracted := proto.CloneOf(victim)
		retracted.Retracted, retracted.Claims, retracted.Signature = true, nil, nil
		in.Articles = append(in.Articles, victim, retracted)
		if got := assess.Hash(assess.Assess(in).Assessment); got != without {
			t.Fatal("a retracted article left a trace")
		}
		revised := assesstest.Article(t, 100)
		revised.Revision = 2
		in.Articles = append(in.Articles[:len(in.Articles)-2], victim, revised)
		both := assess.Hash(assess.Assess(in).Assessment)
		in.Articles = append(in.Articles[:len(in.Articles)-2], revised)
		if got := assess.Hash(assess.Assess(in).Assessment); got != both {
			t.Fatal("an older revision left a trace")
		}
	})
}

// Property 3: contributions, terms and points are exact.
func TestContributionsAddUp(t *testing.T) {
	model := defaultModel(t)
	rapid.Check(t, func(t *rapid.T) {
		r := assess.Assess(draw(t, model, 12))
		a := r.Assessment
		terms, points := a.GetPriorLogOdds(), 0.0
		owners := make(map[any]float64)
		for _, term := range a.GetTerms() {
			terms += term.GetLogOdds()
			points += term.GetPoints()
			owners[term.GetDimension()] += term.GetLogOdds()
			owners[term.GetMilestone()] += term.GetLogOdds()
			if term.GetLimit() > 0 && math.Abs(term.GetLogOdds()) > term.GetLimit() {
				t.Fatalf("term %v is beyond its limit", term)
			}
		}
		near(t, "terms", terms, a.GetLogOdds())
		if a.GetQuestion().GetResolution() == assessmentv1.Resolution_RESOLUTION_OPEN && !rollingReached(a) {
			near(t, "points", points/100, a.GetProbability()-a.GetPriorProbability())
		}
		sum, shown := 0.0, a.GetContributionsOmittedLogOdds()
		for _, c := range r.Contributions {
			if c.GetState() != counted && c.GetLogOdds() != 0 {
				t.Fatalf("%v does not count and has a share", c)
			}
			sum += c.GetLogOdds()
			if c.GetDimension() != 0 {
				owners[c.GetDimension()] -= c.GetLogOdds()
			} else if c.GetMilestone() != 0 {
				owners[c.GetMilestone()] -= c.GetLogOdds()
			}
		}
		for _, c := range a.GetContributions() {
			shown += c.GetLogOdds()
		}
		near(t, "listed and omitted contributions", shown, sum)
		time := a.GetTerms()[len(a.GetTerms())-1].GetLogOdds()
		near(t, "contributions", a.GetPriorLogOdds()+sum+time, a.GetLogOdds())
		for owner, rest := range owners {
			if owner != taggingv1.Dimension(0) && owner != taggingv1.MilestoneKind(0) {
				near(t, "owner", rest, 0)
			}
		}
	})
}

func rollingReached(a *assessmentv1.Assessment) bool {
	return a.GetQuestion().GetRolling() && a.GetMilestones()[a.GetQuestion().GetMilestone()-1].GetProbability() == 1
}

func near(t *rapid.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9 {
		t.Fatalf("%s: got %.12f, want %.12f", what, got, want)
	}
}

// plain draws a claim on its own that supersedes, contradicts and joins nothing:
// an actor and cue of its own, no signature, a publisher of its own, no condition.
func plain(t *rapid.T, supporting bool) *taggingv1.TaggedArticle {
	a := assesstest.Article(t, 500)
	a.Signature, a.OriginCues, a.Claims = nil, nil, nil
	c := assesstest.Claim(t, a, 0)
	c.Actor, c.Background, c.Event = "NZL", false, nil
	c.Factuality, c.Tense = taggingv1.Factuality_FACTUALITY_CERTAIN, taggingv1.Tense_TENSE_PAST
	switch body := c.GetBody().(type) {
	case *taggingv1.Claim_Position:
		body.Position.Conditions = nil
		body.Position.Stance = pick(supporting, taggingv1.Stance_STANCE_SUPPORTS, taggingv1.Stance_STANCE_REJECTS)
	case *taggingv1.Claim_Commitment:
		body.Commitment.Status = pick(supporting, taggingv1.CommitmentStatus_COMMITMENT_STATUS_PLEDGED, taggingv1.CommitmentStatus_COMMITMENT_STATUS_WITHDRAWN)
	default:
		c.Body = &taggingv1.Claim_DimensionEvidence{DimensionEvidence: &taggingv1.DimensionEvidence{Cue: "a cue of its own"}}
		c.ImpactMilli = pick[int32](supporting, 800, -800)
	}
	a.Claims = []*taggingv1.Claim{c}
	return a
}

func pick[T any](first bool, a, b T) T {
	if first {
		return a
	}
	return b
}

// with assesses the input with one more article.
func with(in assess.Input, article *taggingv1.TaggedArticle) assess.Result {
	in.Articles = append(slices.Clone(in.Articles), article)
	return assess.Assess(in)
}

// Property 4 for rungs: a report that a rung was reached never lowers, one that it failed never raises.
func TestRungsMoveTheRightWay(t *testing.T) {
	model := defaultModel(t)
	rapid.Check(t, func(t *rapid.T) {
		in := draw(t, model, 8)
		for _, a := range in.Articles { // keep other reports of rungs out: they could contradict
			a.Claims = slices.DeleteFunc(a.Claims, func(c *taggingv1.Claim) bool { return c.GetMilestone() != nil })
		}
		a := plain(t, true)
		reached := rapid.Bool().Draw(t, "reached")
		a.Claims[0].Body = &taggingv1.Claim_Milestone{Milestone: &taggingv1.Milestone{
			Kind:  rapid.SampledFrom(vocab.All[taggingv1.MilestoneKind]()).Draw(t, "rung"),
			State: pick(reached, taggingv1.MilestoneState_MILESTONE_STATE_REACHED, taggingv1.MilestoneState_MILESTONE_STATE_FAILED),
		}}
		was, is := assess.Assess(in), with(in, a)
		before, after := was.Assessment.GetProbability(), is.Assessment.GetProbability()
		if joins(was, is) {
			return
		}
		if reached && after < before-1e-9 || !reached && after > before+1e-9 {
			t.Fatalf("%v moved the probability from %g to %g:\n%s", a, before, after, otherwise(was, is))
		}
	})
}

// Property 5: hedged or hypothetical, a claim of any kind weighs at most a tenth
// of what it does asserted, whatever else is there; and where it takes nobody's
// place and gives way to nobody, it moves p no further.
func TestHedgedWeighsAtMostATenth(t *testing.T) {
	model := defaultModel(t)
	cases := &tried{}
	rapid.Check(t, func(t *rapid.T) {
		in, asserted := draw(t, model, 8), joiner(t)
		in.AsOf = assesstest.Day("2026-12-31")
		claim := asserted.Claims[0]
		claim.Factuality, claim.Tense = taggingv1.Factuality_FACTUALITY_CERTAIN, taggingv1.Tense_TENSE_PAST
		if claim.Event != nil {
			claim.Event.Hypothetical = false
		}
		hedged := proto.CloneOf(asserted)
		if rapid.Bool().Draw(t, "by tense") {
			hedged.Claims[0].Tense = taggingv1.Tense_TENSE_HYPOTHETICAL
		} else {
			hedged.Claims[0].Factuality = rapid.SampledFrom([]taggingv1.Factuality{
				taggingv1.Factuality_FACTUALITY_PROBABLE, taggingv1.Factuality_FACTUALITY_POSSIBLE, taggingv1.Factuality_FACTUALITY_UNKNOWN, taggingv1.Factuality_FACTUALITY_UNSPECIFIED,
			}).Draw(t, "hedge")
		}
		base, full, part := assess.Assess(in), with(in, asserted), with(in, hedged)
		cases.all++
		is := find(full, claim.GetId())
		if is.GetState() != counted || joins(base, full) {
			cases.skip()
			return
		}
		if h := find(part, claim.GetId()).GetWeight(); h > is.GetWeight()/10+1e-8 {
			t.Fatalf("hedged weighs %g, asserted %g", h, is.GetWeight())
		}
		moved := func(r assess.Result) float64 {
			return math.Abs(r.Assessment.GetLogOdds() - base.Assessment.GetLogOdds())
		}
		if maps.Equal(conflicting(base.Assessment), conflicting(full.Assessment)) && moved(part) > moved(full)+1e-9 {
			t.Fatalf("hedged moves %g, asserted %g:\n%v", moved(part), moved(full), claim)
		}
	})
	cases.enough(t)
}

func find(r assess.Result, claim string) *assessmentv1.Contribution {
	for _, c := range r.Contributions {
		if c.GetClaimId() == claim {
			return c
		}
	}
	return nil
}

// Property 6: fifty copies of a story move nothing, not even the interval.
func TestCopiesMoveNothing(t *testing.T) {
	model := defaultModel(t)
	rapid.Check(t, func(t *rapid.T) {
		in := draw(t, model, 8)
		original := assesstest.Article(t, 700)
		original.Signature = assesstest.Signature(99, 0, 0)
		in.Articles = append(in.Articles, original)
		before := assess.Assess(in).Assessment
		for i := range 50 {
			number := 1000 + i
			c := proto.CloneOf(original)
			c.ArticleId = copyID(original.GetArticleId(), number)
			c.Source = assesstest.Source(i % 8)
			c.Source.Id, c.Source.Name = fmt.Sprint("copy", i), fmt.Sprint("copy", i) // and no medium that another article quotes
			if c.Source.GetFamily() != "" {
				c.Source.Family = fmt.Sprint("copy", i)
			}
			c.Signature = assesstest.Signature(99, uint64(number), i%20)
			after := time.Duration(i/5)*24*time.Hour + time.Second // several on the day of the original
			c.KnownTime = timestamppb.New(c.GetKnownTime().AsTime().Add(after))
			if published := c.GetPublishedTime(); published != nil {
				c.PublishedTime = timestamppb.New(published.AsTime().Add(after))
			}
			for _, claim := range c.GetClaims() {
				claim.Id = copyID(claim.GetId(), number)
			}
			in.Articles = append(in.Articles, c)
		}
		after := assess.Assess(in).Assessment
		near(t, "log-odds", after.GetLogOdds(), before.GetLogOdds())
		near(t, "half-width", after.GetGrounds().GetHalfWidthLogOdds(), before.GetGrounds().GetHalfWidthLogOdds())
		if after.GetProbability() != before.GetProbability() || after.GetConfidence() != before.GetConfidence() {
			t.Fatal("copies moved the judgement")
		}
	})
}

// copyID is an id that sorts before that of the original, or behind it.
func copyID(id string, number int) string {
	return id[:len(id)-6] + string([]byte{"!z"[number%2], byte('a' + number/26%26), byte('a' + number%26)}) + id[len(id)-3:]
}

// Property 7: a rung is never likelier than an earlier one, the target is the headline.
func TestRungsAreOrdered(t *testing.T) {
	model := defaultModel(t)
	rapid.Check(t, func(t *rapid.T) {
		a := assess.Assess(draw(t, model, 12)).Assessment
		for i, rung := range a.GetMilestones() {
			if i > 0 && rung.GetProbability() > a.GetMilestones()[i-1].GetProbability() {
				t.Fatalf("%v is likelier than %v", rung, a.GetMilestones()[i-1])
			}
			if open := a.GetQuestion().GetResolution() == assessmentv1.Resolution_RESOLUTION_OPEN; rung.GetTarget() && open && rung.GetProbability() < a.GetProbability() {
				t.Fatalf("target %v, headline %g", rung, a.GetProbability())
			}
		}
		if a.GetProbabilityLow() > a.GetProbability() || a.GetProbability() > a.GetProbabilityHigh() {
			t.Fatalf("interval %g to %g around %g", a.GetProbabilityLow(), a.GetProbabilityHigh(), a.GetProbability())
		}
	})
}

// Evidence of the as-of time and later has no effect at all on the number.
func TestLaterEvidenceHasNoEffect(t *testing.T) {
	model := defaultModel(t)
	rapid.Check(t, func(t *rapid.T) {
		in := draw(t, model, 8)
		in.AsOf = assesstest.Start.AddDate(0, 0, 30)
		later := plain(t, true)
		later.PublishedTime = timestamppb.New(in.AsOf.AddDate(0, 0, rapid.IntRange(0, 20).Draw(t, "later")))
		later.Claims[0].EventTime = nil
		was, is := assess.Assess(in), with(in, later)
		before, after := was.Assessment, is.Assessment
		if joins(was, is) {
			return
		}
		if before.GetLogOdds() != after.GetLogOdds() || before.GetProbabilityHigh() != after.GetProbabilityHigh() {
			t.Fatal("evidence from later counts")
		}
	})
}

package assess_test

import (
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

// word is a stance of an actor that nobody else speaks of, by a publisher of its
// own, on the last day that counts.
func word(in assess.Input, id, letter string, stance taggingv1.Stance) *taggingv1.TaggedArticle {
	a := assesstest.News(id, "2026-01-01", "own-"+id, letter, assesstest.Position("NZL", stance))
	a.PublishedTime = timestamppb.New(in.AsOf.AddDate(0, 0, -1))
	return a
}

// Property 6: two accounts that cannot both hold widen the interval and raise no
// confidence: against the same two in agreement, and against the one alone where
// there is nothing else and the other is of its grade.
func TestContradictionWidens(t *testing.T) {
	model := defaultModel(t)
	cases := &tried{}
	rapid.Check(t, func(t *rapid.T) {
		in := draw(t, model, 8)
		letters := rapid.SampledFrom([]string{"A", "B", "C"})
		first, other := letters.Draw(t, "letter"), letters.Draw(t, "other letter")
		in.Articles = append(in.Articles, word(in, "one", first, supports))
		alone := assess.Assess(in).Assessment
		agreed, opposed := with(in, word(in, "two", other, supports)).Assessment, with(in, word(in, "two", other, rejects)).Assessment
		cases.all++
		if alone.GetGrounds().GetContradictions() >= 5 {
			cases.skip() // as wide as contradictions make it
			return
		}
		if opposed.GetGrounds().GetContradictions() <= agreed.GetGrounds().GetContradictions() {
			t.Fatalf("%d contradictions, %d in agreement", opposed.GetGrounds().GetContradictions(), agreed.GetGrounds().GetContradictions())
		}
		width := func(a *assessmentv1.Assessment) float64 { return a.GetGrounds().GetHalfWidthLogOdds() }
		if width(opposed) <= width(agreed) || alone.GetGrounds().GetOrigins() == 1 && alone.GetGrounds().GetEvidence() == 1 && first == other && width(opposed) <= width(alone) {
			t.Errorf("alone %g wide, in agreement %g, in contradiction %g", width(alone), width(agreed), width(opposed))
		}
		// What agrees is one piece of evidence, so that unnamed speakers may be a greater share of it.
		if opposed.GetConfidence() > agreed.GetConfidence() && opposed.GetGrounds().GetUnnamedShare() >= agreed.GetGrounds().GetUnnamedShare() {
			t.Errorf("confidence %v in agreement, %v in contradiction", agreed.GetConfidence(), opposed.GetConfidence())
		}
	})
	cases.enough(t)
}

// Property 6: a piece that nobody can grade never narrows the interval, unless
// it ends a silence.
func TestUnknownGradesNeverNarrow(t *testing.T) {
	model := defaultModel(t)
	cases := &tried{}
	rapid.Check(t, func(t *rapid.T) {
		in, a := draw(t, model, 8), joiner(t)
		in.AsOf = assesstest.Day("2026-12-31")
		in.Articles = append(in.Articles, word(in, "one", "B", supports)) // so that there is news
		a.Source, a.OriginCues = &articlev1.Source{Id: "page.example", Name: "Page"}, nil
		c := proto.CloneOf(a.Claims[0])
		cases.all++
		was, is := assess.Assess(in).Assessment.GetGrounds(), with(in, a)
		now := is.Assessment.GetGrounds()
		if find(is, c.GetId()).GetState() != counted || now.GetNewestAgeDays() != was.GetNewestAgeDays() || now.GetContradictions() != was.GetContradictions() {
			cases.skip()
			return
		}
		if now.GetHalfWidthLogOdds() < was.GetHalfWidthLogOdds()-1e-9 {
			t.Errorf("%v narrows the interval from %g to %g", c, was.GetHalfWidthLogOdds(), now.GetHalfWidthLogOdds())
		}
	})
	cases.enough(t)
}

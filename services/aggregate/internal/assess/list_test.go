package assess_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

// crowd is what n actors say, each with a position, an offer and a contradiction,
// in so many words.
func crowd(n, words int) []*taggingv1.TaggedArticle {
	var articles []*taggingv1.TaggedArticle
	for i := range n {
		actor := fmt.Sprintf("A%03d", i)
		quote := func(what string) string { return what + actor + strings.Repeat(" word", words) }
		articles = append(articles,
			assesstest.News(actor, "2026-03-01", "post", "B",
				assesstest.Quoted(assesstest.Position(actor, supports), quote("for")),
				assesstest.Quoted(assesstest.Troops(actor, pledged, float64(i+1)), quote("sends"))),
			assesstest.News(actor+"-denied", "2026-03-01", "globe", "A", assesstest.Quoted(assesstest.Position(actor, rejects), quote("against"))))
	}
	host := assesstest.Position("PSE", participates)
	host.Factuality = taggingv1.Factuality_FACTUALITY_POSSIBLE
	return append(articles, assesstest.News("host", "2026-01-01", "post", "", host))
}

func TestAnAssessmentStaysSmall(t *testing.T) {
	const most = 256 << 10
	for name, test := range map[string]struct{ actors, words, listed int }{
		"everything fits":     {20, 10, 21},
		"more actors":         {300, 10, 100},
		"long words":          {300, 400, 12},
		"words without end":   {60, 16000, 0},
		"one that is endless": {1, 100000, 0},
	} {
		t.Run(name, func(t *testing.T) {
			a := on(t, "2026-03-05", crowd(test.actors, test.words)...).Assessment
			if size := proto.Size(a); size > most {
				t.Errorf("%d bytes", size)
			}
			if got := len(a.GetPositions()); got != test.listed || got+int(a.GetPositionsOmitted()) != test.actors+1 {
				t.Errorf("%d positions listed, %d omitted", got, a.GetPositionsOmitted())
			}
			if got := len(a.GetCommitments()) + int(a.GetCommitmentsOmitted()); got != test.actors {
				t.Errorf("%d commitments", got)
			}
			if got := len(a.GetContradictions()) + int(a.GetContradictionsOmitted()); got != test.actors || a.GetGrounds().GetContradictions() != uint32(got) {
				t.Errorf("%d contradictions", got)
			}
			sum := a.GetContributionsOmittedLogOdds() + a.GetPriorLogOdds() + a.GetTerms()[len(a.GetTerms())-1].GetLogOdds()
			for _, c := range a.GetContributions() {
				sum += c.GetLogOdds()
			}
			if diff := sum - a.GetLogOdds(); diff > 1e-9 || diff < -1e-9 {
				t.Errorf("listed and omitted miss the log-odds by %g", diff)
			}
			host := func(p *assessmentv1.ActorPosition) bool { return p.GetActor() == "PSE" }
			if test.listed > 0 && !slices.ContainsFunc(a.GetPositions(), host) {
				t.Error("the host is not listed")
			}
		})
	}
}

// What is listed is what [assess.Rolling] lists.
func TestRollingListsTheSame(t *testing.T) {
	articles := crowd(150, 30)
	in := assess.Input{Initiative: force(), Articles: articles[:100], Model: defaultModel(t), AsOf: assesstest.Day("2026-03-05")}
	rolling := assess.Open(in)
	for _, a := range articles[100:] {
		rolling.Replace([]string{a.GetArticleId()}, []*taggingv1.TaggedArticle{a})
	}
	in.Articles = articles
	if assess.Hash(rolling.Assessment()) != assess.Hash(assess.Assess(in).Assessment) {
		t.Error("the rolling assessment lists something else")
	}
}

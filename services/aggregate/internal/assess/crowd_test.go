package assess_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

// crowded draws 500 words of one actor in one slot: on few days, so that many
// are of one time, in all weights, with chains of what supersedes what.
func crowded(t *rapid.T) []*taggingv1.TaggedArticle {
	random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
	days, troops := 1+random.IntN(60), rapid.Bool().Draw(t, "troops")
	var all []*taggingv1.TaggedArticle
	for i := range 500 {
		claim := assesstest.Position("ITA", taggingv1.Stance(1+random.IntN(7)))
		if troops {
			claim = assesstest.Troops("ITA", taggingv1.CommitmentStatus(1+random.IntN(9)), float64(random.IntN(4)*1000))
		}
		claim.Factuality = taggingv1.Factuality(1 + random.IntN(7))
		claim.ConfidenceMilli = uint32(random.IntN(1000))
		a := assesstest.News(fmt.Sprint("crowd", i), "2026-01-01", fmt.Sprint("source", random.IntN(9)), string(rune('A'+random.IntN(6))), claim)
		a.PublishedTime = timestamppb.New(assesstest.Start.Add(time.Duration(random.IntN(days)) * 24 * time.Hour))
		all = append(all, a)
	}
	return all
}

// However many words an actor has, their order makes no difference, one more at
// a time gives what all at once do, and the sum is exact.
func TestFiveHundredWordsOfOneActor(t *testing.T) {
	model := defaultModel(t)
	rapid.Check(t, func(t *rapid.T) {
		in := assess.Input{Initiative: assesstest.Initiative(t), Articles: crowded(t), Model: model, AsOf: assesstest.AsOf(t)}
		want := assess.Assess(in)
		sum := want.Assessment.GetPriorLogOdds() + want.Assessment.GetTerms()[len(want.Assessment.GetTerms())-1].GetLogOdds()
		for _, c := range want.Contributions {
			sum += c.GetLogOdds()
		}
		near(t, "contributions", sum, want.Assessment.GetLogOdds())
		shuffled := in
		shuffled.Articles = slices.Clone(in.Articles)
		slices.Reverse(shuffled.Articles)
		first := rapid.IntRange(0, 450).Draw(t, "at first")
		late := shuffled.Articles[first:]
		shuffled.Articles = shuffled.Articles[:first]
		rolling := assess.Open(shuffled)
		for chunk := range slices.Chunk(late, 25) {
			var ids []string
			for _, a := range chunk {
				ids = append(ids, a.GetArticleId())
			}
			rolling.Replace(ids, chunk)
		}
		if got := rolling.Assessment(); assess.Hash(got) != assess.Hash(want.Assessment) {
			t.Fatalf("a few at a time give\n%v\nall at once\n%v", got, want.Assessment)
		}
	})
}

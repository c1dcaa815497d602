package assess_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

// crowded draws so many words of one actor in one slot, or reports on one rung: on
// few days, so that many are of one time, in all weights, with chains of what
// supersedes what.
func crowded(t *rapid.T, most int) []*taggingv1.TaggedArticle {
	random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
	days, slot := 1+random.IntN(60), rapid.IntRange(0, 2).Draw(t, "slot")
	var all []*taggingv1.TaggedArticle
	for i := range most {
		claim := assesstest.Position("ITA", taggingv1.Stance(1+random.IntN(7)))
		switch slot {
		case 1:
			claim = assesstest.Troops("ITA", taggingv1.CommitmentStatus(1+random.IntN(9)), float64(random.IntN(4)*1000))
		case 2:
			claim = assesstest.Rung(deployed, taggingv1.MilestoneState(1+random.IntN(3)))
		}
		claim.Factuality = taggingv1.Factuality(1 + random.IntN(7))
		if slot == 2 {
			claim.Factuality = taggingv1.Factuality_FACTUALITY_CERTAIN
		}
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
		in := assess.Input{Initiative: assesstest.Initiative(t), Articles: crowded(t, 500), Model: model, AsOf: assesstest.AsOf(t)}
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
		same(t, rolling, want)
	})
}

// same fails unless what was carried on is what there is from scratch, with all of its evidence.
func same(t *rapid.T, rolling *assess.Rolling, want assess.Result) {
	got := rolling.Result()
	if assess.Hash(got.Assessment) != assess.Hash(want.Assessment) {
		t.Fatalf("the rolling assessment differs\ngot  %v\nwant %v", got.Assessment, want.Assessment)
	}
	for i, c := range want.Contributions {
		if !proto.Equal(got.Contributions[i], c) {
			t.Fatalf("a contribution differs\ngot  %v\nwant %v", got.Contributions[i], c)
		}
	}
}

// Words that come and go one at a time, among many of one actor or on one rung,
// leave what those that are there give from scratch.
func TestWordsThatComeAndGo(t *testing.T) {
	model := defaultModel(t)
	rapid.Check(t, func(t *rapid.T) {
		all := crowded(t, rapid.IntRange(2, 120).Draw(t, "words"))
		in := assess.Input{Initiative: assesstest.Initiative(t), Articles: all, Model: model, AsOf: assesstest.AsOf(t)}
		rolling, there := assess.Open(in), make(map[int]bool)
		for i := range all {
			there[i] = true
		}
		for range 40 {
			i := rapid.IntRange(0, len(all)-1).Draw(t, "which")
			there[i] = !there[i]
			in.Articles = nil
			for i, a := range all {
				if there[i] {
					in.Articles = append(in.Articles, a)
				}
			}
			rolling.Replace([]string{all[i].GetArticleId()}, in.Articles)
			same(t, rolling, assess.Assess(in))
		}
	})
}

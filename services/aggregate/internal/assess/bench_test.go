package assess_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
)

// ledgerOf draws articles until they hold n claims on the initiative, the same in every run.
func ledgerOf(n int) []*taggingv1.TaggedArticle {
	article := rapid.Custom(func(t *rapid.T) *taggingv1.TaggedArticle { return assesstest.Article(t, 0) })
	var articles []*taggingv1.TaggedArticle
	for number, claims := 0, 0; claims < n; number++ {
		a := article.Example(number)
		a.ArticleId = fmt.Sprintf("%032x", number+1)
		a.Signature = assesstest.Signature(uint64(number/3), uint64(number), number%40)
		for i, c := range a.GetClaims() {
			c.Id = fmt.Sprintf("%024x%08x", number, i)
		}
		claims += len(a.GetClaims())
		articles = append(articles, a)
	}
	return articles
}

func BenchmarkAssess(b *testing.B) {
	model := defaultModel(b)
	initiative := rapid.Custom(assesstest.Initiative).Example(1)
	for _, n := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprintf("claims=%d", n), func(b *testing.B) {
			in := assess.Input{Initiative: initiative, Articles: ledgerOf(n), Model: model, AsOf: assesstest.Start.AddDate(0, 0, assesstest.Days)}
			b.ReportAllocs()
			for b.Loop() {
				if r := assess.Assess(in); len(r.Contributions) < n {
					b.Fatalf("%d contributions", len(r.Contributions))
				}
			}
		})
	}
}

package brief_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
	"github.com/barograph/barograph/services/aggregate/internal/brief"
)

// BenchmarkWrite composes the brief and the page on ledgers of several sizes.
func BenchmarkWrite(b *testing.B) {
	m, article := model(b), rapid.Custom(func(t *rapid.T) *taggingv1.TaggedArticle { return assesstest.Article(t, 0) })
	for _, most := range []int{100, 1000, 10000} {
		var articles []*taggingv1.TaggedArticle
		for number, claims := 0, 0; claims < most; number++ {
			a := article.Example(number)
			a.ArticleId = fmt.Sprintf("%032x", number+1)
			for i, c := range a.GetClaims() {
				c.Id, c.Evidence.Quote = fmt.Sprintf("%024x%08x", number, i), fmt.Sprintf("Passage %d of article %d.", i, number)
			}
			claims, articles = claims+len(a.GetClaims()), append(articles, a)
		}
		r := assess.Assess(assess.Input{Initiative: force(), Articles: articles, Model: m, AsOf: assesstest.Start.AddDate(0, 0, assesstest.Days)})
		b.Run(fmt.Sprintf("claims=%d", most), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := brief.Write(r, brief.Beside{}).HTML(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

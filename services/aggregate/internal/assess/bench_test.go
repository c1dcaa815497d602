package assess_test

import (
	"fmt"
	"runtime"
	"testing"

	"google.golang.org/protobuf/proto"
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

// largeInput is an initiative with n claims.
func largeInput(b *testing.B, n int) assess.Input {
	b.Helper()
	return assess.Input{
		Initiative: rapid.Custom(assesstest.Initiative).Example(1), Articles: ledgerOf(n), Model: defaultModel(b),
		AsOf: assesstest.Start.AddDate(0, 0, assesstest.Days),
	}
}

func BenchmarkAssess(b *testing.B) {
	for _, n := range []int{100, 1000, 10000, 100000} {
		b.Run(fmt.Sprintf("claims=%d", n), func(b *testing.B) {
			in := largeInput(b, n)
			b.ReportAllocs()
			for b.Loop() {
				if r := assess.Assess(in); len(r.Contributions) < n {
					b.Fatalf("%d contributions", len(r.Contributions))
				}
			}
		})
	}
}

// BenchmarkArticle takes one article out of a ledger of one initiative, or
// back in, and assesses it anew.
func BenchmarkArticle(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		b.Run(fmt.Sprintf("claims=%d", n), func(b *testing.B) {
			in := largeInput(b, n)
			before := heap()
			rolling := assess.Open(in)
			held := float64(heap()-before) / float64(n)
			claims, i := 0, 0
			for b.Loop() {
				article := in.Articles[i/2*7919%len(in.Articles)]
				ids := []string{article.GetArticleId()}
				if i%2 == 0 {
					rolling.Replace(ids, nil)
				} else {
					rolling.Replace(ids, []*taggingv1.TaggedArticle{article})
					claims += len(article.GetClaims())
				}
				if proto.Size(rolling.Assessment()) == 0 {
					b.Fatal("no assessment")
				}
				i++
			}
			b.ReportMetric(held, "B/claim")
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}

// BenchmarkDay turns a ledger of one initiative to the next day.
func BenchmarkDay(b *testing.B) {
	in := largeInput(b, 100000)
	rolling := assess.Open(in)
	for day := 1; b.Loop(); day++ {
		rolling.Turn(in.AsOf.AddDate(0, 0, day), nil)
	}
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

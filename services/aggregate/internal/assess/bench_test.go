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

// largeInput is an initiative with n claims.
func largeInput(b *testing.B, n int) assess.Input {
	b.Helper()
	return assess.Input{
		Initiative: rapid.Custom(assesstest.Initiative).Example(1), Articles: assesstest.Ledger(n), Model: defaultModel(b),
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
			rolling.Replace([]string{in.Articles[1].GetArticleId()}, nil) // the first one indexes the stories
			held := float64(heap()-before) / float64(n)
			i, size := 0, 0
			for b.Loop() {
				article := in.Articles[i/2*7919%len(in.Articles)]
				ids := []string{article.GetArticleId()}
				if i%2 == 0 {
					rolling.Replace(ids, nil)
				} else {
					rolling.Replace(ids, []*taggingv1.TaggedArticle{article})
				}
				size = max(size, proto.Size(rolling.Assessment()))
				i++
			}
			b.ReportMetric(held, "heap-B/claim")
			b.ReportMetric(float64(size), "most-B/assessment")
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}

// BenchmarkOpen is what a restart and a changed definition cost.
func BenchmarkOpen(b *testing.B) {
	in := largeInput(b, 100000)
	for b.Loop() {
		assess.Open(in)
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

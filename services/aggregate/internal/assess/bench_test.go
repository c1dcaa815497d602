package assess_test

import (
	"fmt"
	"runtime"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	"github.com/barograph/barograph/internal/cputest"
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
			i, size, spent := 0, 0, cputest.Spent(b)
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
			b.ReportMetric(float64((cputest.Spent(b)-spent).Microseconds())/1000/float64(b.N), "cpu-ms/op")
			b.ReportMetric(held, "heap-B/claim")
			b.ReportMetric(float64(size), "most-B/assessment")
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}

// BenchmarkCrowd takes a word of an actor, or a report on a rung, out of many in a
// year, or back in, without putting the assessment into a message: the newest, and
// one of the middle.
func BenchmarkCrowd(b *testing.B) {
	for name, claim := range map[string]*taggingv1.Claim{
		"position": assesstest.Position("ITA", supports), "troops": assesstest.Troops("ITA", pledged, 1000), "rung": assesstest.Rung(mandated, reached),
	} {
		for _, n := range []int{1000, 10000, 100000} {
			all := spoken(claim, n)
			in := assess.Input{Initiative: rapid.Custom(assesstest.Initiative).Example(1), Articles: all, Model: defaultModel(b), AsOf: assesstest.Start.AddDate(1, 0, 0)}
			rolling := assess.Open(in)
			for at, i := range map[string]int{"newest": n - 1, "middle": n / 2} {
				b.Run(fmt.Sprintf("%s/claims=%d/%s", name, n, at), func(b *testing.B) {
					ids, spent := []string{all[i].GetArticleId()}, cputest.Spent(b)
					for b.Loop() {
						rolling.Replace(ids, nil)
						rolling.Replace(ids, all[i:i+1])
					}
					b.ReportMetric(float64((cputest.Spent(b)-spent).Nanoseconds())/1000/float64(b.N), "cpu-µs/op")
				})
			}
		}
	}
}

// spoken is a claim that so many articles of 400 sources make in a year, as surely as can be or not.
func spoken(claim *taggingv1.Claim, n int) []*taggingv1.TaggedArticle {
	all := make([]*taggingv1.TaggedArticle, n)
	for i := range all {
		c := proto.CloneOf(claim)
		c.ConfidenceMilli = uint32(500 + i*7919%500)
		all[i] = assesstest.News(fmt.Sprint("word", i), "2026-01-01", fmt.Sprint("source", i%400), string(rune('A'+i%6)), c)
		all[i].PublishedTime = timestamppb.New(assesstest.Start.Add(time.Duration(i*365*24*3600/n) * time.Second))
	}
	return all
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

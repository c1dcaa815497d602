package ledger_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/cluster"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
)

// What agrees with a signature is always found, with claims and without, by the
// reading or by where it is, and what is retracted never is.
func TestAlikeMissesNoCopy(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, random := ledger.New(), rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		asked, percent := signature(random, 128), rapid.IntRange(76, 100).Draw(t, "percent")
		for n := range 20 {
			article := reading(fmt.Sprint("a", n), 1)
			if rapid.Bool().Draw(t, "claims") {
				article = reading(fmt.Sprint("a", n), 1, "g")
			}
			article.Signature = slices.Clone(asked)
			for range rapid.IntRange(0, 40).Draw(t, "apart") {
				article.Signature[random.IntN(128)] = random.Uint64()
			}
			l.Merge(ledger.Fact{Sequence: uint64(n + 1), Article: article})
			gone := rapid.IntRange(0, 4).Draw(t, "gone") == 0
			if gone {
				l.Merge(tagged(retraction(article)))
			}
			found := slices.ContainsFunc(l.Alike(asked, percent), func(p ledger.Place) bool { return p.Sequence == uint64(n+1) })
			if similar := cluster.Similar(asked, article.Signature, percent); found && gone || similar && !gone && !found {
				t.Fatalf("article %d: found %v, similar %v, retracted %v", n, found, similar, gone)
			}
			place, ok := l.Find(article.ArticleId)
			if ok == gone || !gone && (place.Sequence != uint64(n+1) || (place.Reading == nil) != (len(article.Claims) == 0)) {
				t.Fatalf("Find = %+v, %v; retracted %v", place, ok, gone)
			}
		}
	})
}

func retraction(of *taggingv1.TaggedArticle) *taggingv1.TaggedArticle {
	return &taggingv1.TaggedArticle{ArticleId: of.ArticleId, Revision: of.Revision + 1, Retracted: true, KnownTime: of.KnownTime}
}

// A ledger of millions of articles is mostly of such that say nothing of any
// initiative: each may take about a hundred bytes, not the two kilobytes of a
// reading with its signature.
func TestReadingsWithoutClaimsTakeLittle(t *testing.T) {
	const articles, most = 260_000, 75
	random := rand.New(rand.NewPCG(1, 2))
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	l := ledger.New()
	for n := range articles {
		article := reading(fmt.Sprintf("%032x", n), 1)
		article.Signature, article.Title = signature(random, 128), fmt.Sprint("a headline of some length, and its number is ", n)
		l.Merge(ledger.Fact{Sequence: uint64(n + 1), Article: article})
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if each := (int64(after.HeapAlloc) - int64(before.HeapAlloc)) / articles; each > most {
		t.Errorf("a reading without claims takes %d bytes, want %d at most", each, most)
	} else {
		t.Logf("%d bytes a reading", each)
	}
	if l.Status().Articles != articles {
		t.Errorf("%d articles in force", l.Status().Articles)
	}
}

func signature(random *rand.Rand, values int) []uint64 {
	s := make([]uint64, values)
	for i := range s {
		s[i] = random.Uint64()
	}
	return s
}

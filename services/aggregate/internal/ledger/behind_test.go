package ledger_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/barograph/barograph/services/aggregate/internal/ledger"
)

// Behind names exactly the definitions in force that some article in force was
// read before, with how many were not. rapid prints the seed.
func TestBehindIsWhatArticlesWereReadBefore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := ledger.New()
		var read []uint64 // revision of the catalogue of each article in force
		for n := range rapid.IntRange(0, 8).Draw(t, "articles") {
			a := reading(fmt.Sprint("a", n), 1)
			a.CatalogueRevision = rapid.Uint64Range(1, 6).Draw(t, "read under")
			l.Merge(tagged(a))
			if rapid.IntRange(0, 3).Draw(t, "retracted") == 0 {
				gone := reading(a.GetArticleId(), 1)
				gone.Retracted, gone.CatalogueRevision = true, a.GetCatalogueRevision()
				l.Merge(tagged(gone))
				continue
			}
			read = append(read, a.GetCatalogueRevision())
		}
		var want []ledger.Behind
		for _, id := range []string{"g", "u", "w"} {
			revision := rapid.Uint64Range(1, 6).Draw(t, "defined in")
			l.Merge(defined(id, revision, "A"))
			if rapid.IntRange(0, 3).Draw(t, "deleted") == 0 {
				l.Merge(deleted(id, revision+1))
				continue
			}
			b := ledger.Behind{Initiative: id, Revision: revision}
			for _, r := range read {
				if r >= revision {
					b.ArticlesCurrent++
				}
			}
			if b.ArticlesCurrent < uint64(len(read)) {
				want = append(want, b)
			}
		}
		if got := l.Behind(); !slices.Equal(got, want) {
			t.Errorf("behind %v, want %v", got, want)
		}
	})
}

package assess_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
	"github.com/barograph/barograph/services/aggregate/internal/cluster"
)

// The story of an article is its component of similar signatures, whatever the
// order of the articles, with the one that appeared first at the head.
func TestKinIsTheComponent(t *testing.T) {
	model := defaultModel(t)
	rapid.Check(t, func(t *rapid.T) {
		all := append(assesstest.Articles(t, 12), assesstest.Article(t, 99))
		signatures := make([][]uint64, len(all))
		for i, a := range all {
			signatures[i] = a.GetSignature()
		}
		roots := cluster.Components(signatures, int(model.Similarity)/10)
		at := rapid.IntRange(0, len(all)-1).Draw(t, "asked")
		shuffled := rapid.Permutation(all).Draw(t, "order")
		got, err := assess.KinOf(all[at], func([]uint64, int) ([]*taggingv1.TaggedArticle, error) { return shuffled, nil }, model)
		if err != nil {
			t.Fatal(err)
		}
		for i, a := range all {
			in := slices.ContainsFunc(got.Articles, func(b *taggingv1.TaggedArticle) bool { return b.GetArticleId() == a.GetArticleId() })
			if in != (roots[i] == roots[at]) {
				t.Errorf("article %d is a copy of %d: %v", i, at, in)
			}
			if in && assess.Appeared(a).Before(assess.Appeared(got.Articles[0])) {
				t.Errorf("article %d appeared before the head of its story", i)
			}
		}
	})
}

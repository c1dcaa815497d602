package assess

import (
	"slices"
	"time"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/cluster"
)

// Kin is a story: an article with all that are near copies of it, or of one of
// its near copies, whatever initiatives they are about.
type Kin struct {
	// Articles, the one that appeared first at the head.
	Articles []*taggingv1.TaggedArticle
	// Origin of the story as independence is judged; empty when unknown.
	Origin string
}

// Appeared is when an article was published, else when it became known; the
// beginning of 1970 if neither is stated. It decides which copy came first.
func Appeared(article *taggingv1.TaggedArticle) time.Time { return publication(article) }

// KinOf finds the story of an article among all that are in force, by the
// model's similarity. It costs a comparison of each of its copies with each
// article: it is for one question of a person, not for an assessment.
func KinOf(article *taggingv1.TaggedArticle, all []*taggingv1.TaggedArticle, model *Model) Kin {
	kin := []*taggingv1.TaggedArticle{article}
	rest := slices.DeleteFunc(slices.Clone(all), func(a *taggingv1.TaggedArticle) bool {
		return a.GetArticleId() == article.GetArticleId() || len(a.GetSignature()) == 0
	})
	if len(article.GetSignature()) == 0 {
		rest = nil
	}
	for next := 0; next < len(kin); next++ {
		left := rest[:0]
		for _, other := range rest {
			if cluster.Similar(kin[next].GetSignature(), other.GetSignature(), int(model.Similarity)/10) {
				kin = append(kin, other)
			} else {
				left = append(left, other)
			}
		}
		rest = left
	}
	entries := make([]*entry, len(kin))
	for i, a := range kin {
		entries[i] = &entry{article: a, appeared: publication(a)}
	}
	slices.SortFunc(entries, compareEntries)
	for i, e := range entries {
		kin[i] = e.article
	}
	return Kin{Articles: kin, Origin: originOfCopies(entries)}
}

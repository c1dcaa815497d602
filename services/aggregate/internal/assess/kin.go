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

// Near finds articles that may be near copies of a signature: all that agree
// with it in a share of 100 of its values, perhaps with others.
type Near func(signature []uint64, percent int) ([]*taggingv1.TaggedArticle, error)

// KinOf finds the story of an article by the model's similarity. It asks once
// for each of its copies that is not the same to the letter: it is for one
// question of a person, not for an assessment.
func KinOf(article *taggingv1.TaggedArticle, near Near, model *Model) (Kin, error) {
	kin, percent := []*taggingv1.TaggedArticle{article}, int(model.Similarity)/10
	taken := map[string]bool{article.GetArticleId(): true}
	var asked [][]uint64
	for next := 0; next < len(kin); next++ {
		signature := kin[next].GetSignature()
		if len(signature) == 0 || slices.ContainsFunc(asked, func(a []uint64) bool { return slices.Equal(a, signature) }) {
			continue
		}
		asked = append(asked, signature)
		others, err := near(signature, percent)
		if err != nil {
			return Kin{}, err
		}
		for _, other := range others {
			if !taken[other.GetArticleId()] && cluster.Similar(signature, other.GetSignature(), percent) {
				taken[other.GetArticleId()] = true
				kin = append(kin, other)
			}
		}
	}
	entries := make([]*entry, len(kin))
	for i, a := range kin {
		entries[i] = &entry{article: a, appeared: publication(a)}
	}
	slices.SortFunc(entries, compareEntries)
	for i, e := range entries {
		kin[i] = e.article
	}
	return Kin{Articles: kin, Origin: originOfCopies(entries)}, nil
}

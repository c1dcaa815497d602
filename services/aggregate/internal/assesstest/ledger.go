package assesstest

import (
	"fmt"

	"pgregory.net/rapid"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// Ledger draws articles until they hold so many claims on the initiative, the
// same at every call. Three articles each are about one story; all fall in
// [Days] days and are said by twelve actors, so that the claims meet each other
// as densely as can be.
func Ledger(claims int) []*taggingv1.TaggedArticle {
	draw := rapid.Custom(func(t *rapid.T) *taggingv1.TaggedArticle { return Article(t, 0) })
	var articles []*taggingv1.TaggedArticle
	for number, n := 0, 0; n < claims; number++ {
		a := draw.Example(number)
		a.ArticleId = fmt.Sprintf("%032x", number+1)
		a.Signature = Signature(uint64(number/3), uint64(number), number%40)
		for i, c := range a.GetClaims() {
			c.Id = fmt.Sprintf("%08x%016x%08x", uint32(number*8+i)*2654435761, number, i) // as mixed as real ones
		}
		n += len(a.GetClaims())
		articles = append(articles, a)
	}
	return articles
}

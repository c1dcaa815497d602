package assess

import (
	"cmp"
	"strings"
	"unicode"
)

// repetition is what identical words within one article say: of one slot, with
// its actor, in one direction.
type repetition struct {
	article string
	saying  saying
	quote   string
}

// repetitions makes copies of the claims that repeat, elsewhere in their
// article and word for word, what an earlier passage says. Claims on one passage
// are no repetitions: of those the most specific counts.
func repetitions(items []statement) {
	first := make(map[repetition]*statement, len(items))
	keys := make([]repetition, len(items))
	for i := range items {
		it := &items[i]
		words := wording(it.claim.GetEvidence().GetQuote())
		if words == "" {
			continue
		}
		keys[i] = repetition{article: it.story.article.GetArticleId(), saying: sayingOf(it), quote: words}
		if held, ok := first[keys[i]]; !ok || comparePlace(it, held) < 0 {
			first[keys[i]] = it
		}
	}
	for i := range items {
		it := &items[i]
		by, ok := first[keys[i]]
		if ok && it.copyOf == "" && it.claim.GetEvidence().GetStartByte() != by.claim.GetEvidence().GetStartByte() {
			it.copyOf = by.claim.GetId()
		}
	}
}

// comparePlace orders claims by their place in the text.
func comparePlace(a, b *statement) int {
	return cmp.Or(cmp.Compare(a.claim.GetEvidence().GetStartByte(), b.claim.GetEvidence().GetStartByte()),
		strings.Compare(a.claim.GetId(), b.claim.GetId()))
}

// wording is a quote without case, spacing and punctuation.
func wording(quote string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(quote), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

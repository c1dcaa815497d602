// Package language tells in which language a text is written. Pure.
package language

import (
	"strings"
	"unicode"

	"github.com/RadhiFadlillah/whatlanggo"
)

const (
	// leastLetters is how many letters a guess needs: shorter texts are taken for
	// a language of their neighbourhood as often as for their own.
	leastLetters = 60
	// sample is how many bytes of a text are looked at.
	sample = 1 << 10
	// leastWords and leastShare are from when on a text is English by its most
	// frequent words alone: news has 14 to 20 of 100, other languages next to none.
	leastWords = 40
	leastShare = 0.1
	// sure is the least confidence of the trigram model that is believed: lists of
	// names and made-up Latin reach 0.12, two sentences of Russian only 0.23.
	sure = 0.2
)

// Detect returns the BCP 47 tag of the language of a text, for example "en", by
// the script and the frequency of letter triples (whatlanggo, after Cavnar and
// Trenkle 1994). It is empty for texts of less than 60 letters, and where two
// languages are about as likely.
func Detect(text string) string {
	if len(text) > sample {
		text = strings.ToValidUTF8(text[:sample], "") // a character may be cut
	}
	if letters(text) < leastLetters {
		return ""
	}
	if plainlyEnglish(text) {
		return "en"
	}
	info := whatlanggo.Detect(text)
	if info.Script == nil || info.Confidence < sure {
		return ""
	}
	return info.Lang.Iso6391()
}

func letters(text string) int {
	count := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			count++
		}
	}
	return count
}

// plainlyEnglish spares nearly all English texts the model, which costs more
// than everything else that is done to an article.
func plainlyEnglish(text string) bool {
	words, frequent := 0, 0
	for word := range strings.FieldsSeq(text) {
		words++
		switch strings.ToLower(word) {
		case "the", "and", "that", "with", "from", "which", "this", "have", "has", "were", "would", "said", "they", "been", "their", "will", "to", "it", "as", "who":
			frequent++
		}
	}
	return words >= leastWords && float64(frequent) >= leastShare*float64(words)
}

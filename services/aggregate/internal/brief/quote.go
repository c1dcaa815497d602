package brief

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/barograph/barograph/internal/hostile"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// Longest quotes in runes: in a list, and beside another in one line.
const (
	longQuote  = 300
	shortQuote = 160
)

// quoteOnce is the words of a passage, where it is quoted for the first time;
// after that its number stands for it.
func (p *page) quoteOnce(c *assessmentv1.Contribution, most int) []Part {
	key := passageOf(c)
	if p.quoted[key] {
		return nil
	}
	p.quoted[key] = true
	return []Part{{Quote, excerpt(key.quote, most)}}
}

// excerpt is a passage on one line, cut where it is too long, with an ellipsis
// where it begins or ends within a sentence. Marks within it are those of the
// second level.
func excerpt(quote string, most int) string {
	quote = opened(innerMarks(strings.Join(strings.Fields(clean(quote)), " ")))
	if utf8.RuneCountInString(quote) <= most {
		return quote
	}
	runes := []rune(quote)
	cut := clauseEnd(runes[:most])
	return balanced(strings.TrimRight(string(runes[:cut]), " ,;:–—-(‘")) + " …"
}

// clauseEnd is where to cut: behind the last clause that ends in the second
// half, outside of speech within the quote if there is such, else behind the
// last word that can stand at an end.
func clauseEnd(runes []rune) int {
	within := 0
	for i := len(runes) - 2; i > len(runes)/2; i-- {
		if runes[i+1] != ' ' || !strings.ContainsRune(",;:.–—", runes[i]) {
			continue
		}
		if unclosed(runes[:i]) == 0 {
			return i
		}
		within = max(within, i)
	}
	if within > 0 {
		return within
	}
	word := len(runes)
	for i := len(runes) - 1; i > len(runes)/2; i-- {
		if runes[i] != ' ' {
			continue
		}
		if word == len(runes) {
			word = i
		}
		if before := strings.Fields(string(runes[:i])); len(before) > 0 && !hanging(before[len(before)-1]) {
			return i
		}
	}
	return word
}

// hanging reports a word after which no text should end.
func hanging(word string) bool {
	switch strings.ToLower(strings.Trim(word, "‘’(")) {
	case "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "with", "from", "into", "as", "and", "or", "but", "nor", "that", "which", "who",
		"whose", "its", "his", "her", "their", "no", "not", "is", "are", "was", "were", "be", "has", "have", "had", "will", "would", "if", "than", "any",
		"more", "some", "before", "after", "between", "over", "under", "up", "president", "minister", "mr", "mr.", "gen.", "about":
		return true
	}
	return false
}

// balanced closes marks and brackets that a cut left open.
func balanced(text string) string {
	if strings.Count(text, "(") > strings.Count(text, ")") {
		text += ")"
	}
	if strings.Count(text, "‘") > strings.Count(text, "’") {
		text += "’"
	}
	return text
}

// innerMarks turns the marks within a quote into those of the second level.
func innerMarks(text string) string {
	text = strings.NewReplacer("“", "‘", "”", "’", "„", "‘", "«", "‘", "»", "’").Replace(text)
	var b strings.Builder
	before := ' '
	for _, r := range text {
		if r == '"' {
			r = '’'
			if unicode.IsSpace(before) || strings.ContainsRune("([‘–—", before) {
				r = '‘'
			}
		}
		b.WriteRune(r)
		before = r
	}
	return speechClosed(speechOpened(b.String()))
}

// speechClosed ends a speech that goes on in a later sentence.
func speechClosed(text string) string {
	if unclosed([]rune(text)) > 0 {
		return text + "’"
	}
	return text
}

// unclosed is how many speeches are open at the end. A mark between letters is
// an apostrophe.
func unclosed(runes []rune) int {
	open := 0
	for i, r := range runes {
		switch {
		case r == '‘':
			open++
		case r == '’' && (i+1 == len(runes) || !unicode.IsLetter(runes[i+1])):
			open--
		}
	}
	return open
}

// speechOpened puts back the mark of a speech that began in an earlier
// sentence and ends in this one. An apostrophe never follows a stop.
func speechOpened(text string) string {
	before := ' '
	for _, r := range text {
		if r == '‘' {
			return text
		}
		if r == '’' && strings.ContainsRune(",.!?", before) {
			return "‘" + text
		}
		before = r
	}
	return text
}

// opened begins a passage from within a sentence with an ellipsis, in place of
// the punctuation that it was cut off at.
func opened(text string) string {
	rest := strings.TrimLeft(text, " ,;:.)!?–—-’")
	first, _ := utf8.DecodeRuneInString(rest)
	if rest != text || unicode.IsLower(first) {
		return "… " + rest
	}
	return text
}

// clean drops what could change how the text around a quote is read: control
// characters and the marks that reorder it (https://trojansource.codes).
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == utf8.RuneError, r == '\u00ad', hostile.Is(r):
			return -1
		}
		return r
	}, text)
}

// lines drops the same from a whole document, whose line breaks stay: also where
// a text got in that was not cleaned.
func lines(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && hostile.Is(r) {
			return -1
		}
		return r
	}, text)
}

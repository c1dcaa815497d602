package brief

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// day writes a date, for example "3 March 2026".
func day(t time.Time) string { return t.UTC().Format("2 January 2006") }

// lastDay of a time that is exclusive.
func lastDay(t time.Time) string { return day(t.Add(-1)) }

// published is the day of an article; empty when unknown.
func published(ref *assessmentv1.ArticleReference) string {
	if ref.GetPublishedTime() == nil {
		return ""
	}
	return day(ref.GetPublishedTime().AsTime())
}

// when writes an event time to its precision.
func when(e *taggingv1.EventTime) string {
	t, err := time.Parse(time.DateOnly, e.GetDate())
	if err != nil {
		return "undated"
	}
	switch {
	case e.GetPrecision() == taggingv1.DatePrecision_DATE_PRECISION_MONTH:
		return t.Format("January 2006")
	case e.GetPrecision() == taggingv1.DatePrecision_DATE_PRECISION_YEAR:
		return t.Format("2006")
	case e.GetBasis() == taggingv1.DateBasis_DATE_BASIS_KNOWN:
		return "by " + day(t)
	}
	return day(t)
}

// probability in whole percent, or as many decimals as it takes to stay within
// the band of its term: 54.8%, not 55%, is a roughly even chance.
func probability(p float64) string {
	for decimals := range 6 {
		var rounded float64
		written := fmt.Sprintf("%.*f", decimals, 100*p)
		if _, err := fmt.Sscan(written, &rounded); err == nil && assess.Likelihood(rounded/100) == assess.Likelihood(p) {
			return written + "%"
		}
	}
	return percent(p)
}

// percent is a share, whole.
func percent(p float64) string { return fmt.Sprintf("%.0f%%", 100*p) }

// points with a sign, one decimal.
func points(x float64) string {
	written := fmt.Sprintf("%+.1f", x)
	if written == "-0.0" || written == "+0.0" {
		return "±0.0"
	}
	return strings.Replace(written, "-", "−", 1)
}

func signed(x float64) Part { return Part{Points, points(x)} }

func trendOf(d assessmentv1.TrendDirection) Trend {
	switch d {
	case assessmentv1.TrendDirection_TREND_DIRECTION_UP:
		return Trend{"↑", "rising"}
	case assessmentv1.TrendDirection_TREND_DIRECTION_DOWN:
		return Trend{"↓", "falling"}
	default:
		return Trend{"→", "steady"}
	}
}

// likelihood is a judgement with its term, before "that".
func likelihood(term assessmentv1.LikelihoodTerm, p float64) []Part {
	words := strong(fmt.Sprintf("%s (%s)", vocab.Words(term), probability(p)))
	switch term {
	case assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_ALMOST_NO_CHANCE:
		return []Part{text("There is "), words, text(" that ")}
	case assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_ROUGHLY_EVEN_CHANCE:
		return []Part{text("There is a "), words, text(" that ")}
	default:
		return []Part{text("It is "), words, text(" that ")}
	}
}

// list joins names, for example "Norway, Slovenia and Sweden".
func list(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// orList joins names, for example "funding or host consent".
func orList(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

func plural(n uint32, one, many string) string {
	switch n {
	case 0:
		return "no " + many
	case 1:
		return "one " + one
	}
	return counted(n) + " " + many
}

// counted is a number within a sentence: up to nine in letters.
func counted(n uint32) string {
	if words := []string{"none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}; int(n) < len(words) {
		return words[n]
	}
	return fmt.Sprint(n)
}

func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

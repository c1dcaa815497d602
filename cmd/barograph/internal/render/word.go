package render

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// none stands where there is nothing to say.
const none = "–"

// word is the value of an enum for people: LIKELIHOOD_TERM_VERY_LIKELY is "very
// likely". The unspecified value, and one that is not defined, is [none].
func word(e protoreflect.Enum) string {
	value := e.Descriptor().Values().ByNumber(e.Number())
	if value == nil || e.Number() == 0 {
		return none
	}
	var prefix strings.Builder
	for i, r := range string(e.Descriptor().Name()) {
		if i > 0 && unicode.IsUpper(r) {
			prefix.WriteByte('_')
		}
		prefix.WriteRune(unicode.ToUpper(r))
	}
	prefix.WriteByte('_')
	text := strings.TrimPrefix(string(value.Name()), prefix.String())
	return strings.ToLower(strings.ReplaceAll(text, "_", " "))
}

func percent(p float64) string { return strconv.Itoa(int(math.Round(p*100))) + "%" }

// points is a signed number of percentage points: whole, but for one below 1,
// which gets the digits of [tenths].
func points(v float64) string {
	if size := math.Abs(v); size == 0 || size >= 1 {
		return signed(v, 0)
	}
	return tenths(v)
}

// tenths is a signed number of percentage points with one digit, or two below
// 0.1.
func tenths(v float64) string {
	if size := math.Abs(v); size > 0 && size < 0.1 {
		return signed(v, 2)
	}
	return signed(v, 1)
}

// odds is a signed number of log-odds.
func odds(v float64) string { return signed(v, 2) }

func signed(v float64, digits int) string {
	text := strconv.FormatFloat(math.Abs(v), 'f', digits, 64)
	switch zero, _ := strconv.ParseFloat(text, 64); {
	case zero == 0:
		return "±" + text
	case v < 0:
		return "−" + text
	}
	return "+" + text
}

// lastDay is the last day before an exclusive limit, as YYYY-MM-DD.
func lastDay(limit *timestamppb.Timestamp) string {
	if limit == nil {
		return none
	}
	return limit.AsTime().UTC().Add(-time.Nanosecond).Format(time.DateOnly)
}

// day is the UTC day of a moment.
func day(t *timestamppb.Timestamp) string {
	if t == nil {
		return "undated"
	}
	return t.AsTime().UTC().Format(time.DateOnly)
}

// moment is a time to the minute.
func moment(t *timestamppb.Timestamp) string {
	if t == nil {
		return none
	}
	return t.AsTime().UTC().Format("2006-01-02 15:04Z")
}

// when is an event time as exactly as it is known; a date that is not from the
// text is marked with "~".
func when(t *taggingv1.EventTime) string {
	date := terminal.Clean(t.GetDate())
	if len(date) != len(time.DateOnly) {
		return none
	}
	switch t.GetPrecision() {
	case taggingv1.DatePrecision_DATE_PRECISION_MONTH:
		date = date[:len("2006-01")]
	case taggingv1.DatePrecision_DATE_PRECISION_YEAR:
		date = date[:len("2006")]
	}
	if t.GetBasis() != taggingv1.DateBasis_DATE_BASIS_TEXT {
		date = "~" + date
	}
	return date
}

func arrow(d assessmentv1.TrendDirection) string {
	switch d {
	case assessmentv1.TrendDirection_TREND_DIRECTION_UP:
		return "↑"
	case assessmentv1.TrendDirection_TREND_DIRECTION_DOWN:
		return "↓"
	case assessmentv1.TrendDirection_TREND_DIRECTION_STEADY:
		return "→"
	}
	return " "
}

// sign is a triangle for what raises or lowers the probability.
func (p *page) sign(v float64) string {
	switch {
	case v > 0:
		return p.Good("▲")
	case v < 0:
		return p.Bad("▼")
	}
	return "·"
}

// quoted is a quote in quotation marks, harmless and on one line. Marks of its
// own stay within them: they are the article's.
func quoted(quote string) string {
	if quote = terminal.Clean(quote); quote == "" {
		return ""
	}
	return "“" + quote + "”"
}

// amount is a quantity: "8,000 personnel", "1,000–2,000 personnel", "5bn USD".
func amount(low, high float64, unit string) string {
	text := number(low)
	if high != low {
		text += "–" + number(high)
	}
	if unit = terminal.Clean(unit); unit != "" {
		text += " " + unit
	}
	return text
}

// number groups digits by thousands and shortens millions and more.
func number(v float64) string {
	for _, scale := range []struct {
		size float64
		name string
	}{{1e9, "bn"}, {1e6, "m"}} {
		if v >= scale.size {
			return strconv.FormatFloat(math.Round(v/scale.size*100)/100, 'f', -1, 64) + scale.name
		}
	}
	text := strconv.FormatFloat(v, 'f', -1, 64)
	whole, rest, fraction := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0 && whole[i-1] != '-'; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction {
		return whole + "." + rest
	}
	return whole
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

package text_test

import (
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/cputest"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// extremes are texts of about n bytes that tempt a reader into looking at
// every pair of their parts.
func extremes(n int) map[string]string {
	fill := func(s string) string { return strings.Repeat(s, n/len(s)+1) }
	return map[string]string{
		"one word":             fill("a"),
		"one figure":           fill("1"),
		"one line":             fill("word "),
		"words without spaces": fill("word-"),
		"opening quotes":       fill("“"),
		"straight quotes":      fill(`"`),
		"spaced quotes":        fill(`" `),
		"single quotes":        fill("‘"),
		"apostrophes":          fill("'"),
		"possessives":          fill("states' "),
		"nested quotes":        fill("“‘\"'"),
		"parentheses":          fill("("),
		"abbreviations":        fill("U.S. "),
		"dots":                 fill("."),
		"letters and dots":     fill("a."),
		"capitals and dots":    fill("A. "),
		"stops and quotes":     fill(`."`),
		"spaced stops":         fill("! ? "),
		"stops before a word":  fill("!")[n/2:] + " a " + fill("?")[n/2:] + " a",
		"note marks":           fill(".[3]"),
		"questions and names":  fill("“A?” B C D E "),
		"colons":               fill(": "),
		"labels":               fill("MR. ORR: We wait.\n"),
		"names as labels":      fill("Ann Lee: a\n"),
		"other labels":         fill("A B: a\nC D: a\nE F: b\n"),
		"clocks":               fill("14.05 GMT They sail now.\n"),
		"blank lines":          fill("\n"),
		"short lines":          fill("Ships sail\n"),
		"broken lines":         fill("ships of the\n"),
		"bullets":              fill("• "),
		"bullet lines":         fill("• a\n"),
		"list headers":         fill("Read more\nA b\n"),
		"dashes":               fill("—"),
		"brackets":             fill("PARIS (A) - "),
		"commas":               fill("if, "),
		"conditions":           fill("if only unless "),
		"combining marks":      fill("\u0301"),
		"invalid UTF-8":        fill("\xff"),
		"half runes":           fill("\xe2\x80"),
		"invisible":            fill("\u200b\u00ad"),
		"figures and words":    fill("between two hundred and "),
		"dates":                fill("May 3-"),
		"years":                fill("2024-"),
		"weekdays":             fill("on Monday "),
		"currencies":           fill("$"),
		"groups":               fill("1 000 "),
	}
}

// patience is what no reading of such a text comes near, and any quadratic one exceeds.
const patience = 20 * time.Second

func TestExtremes(t *testing.T) {
	texts := extremes(1 << 18)
	for _, name := range []string{"one word", "opening quotes", "apostrophes"} {
		texts[name+", a mebibyte"] = extremes(1 << 20)[name]
	}
	for name, raw := range texts {
		t.Run(name, func(t *testing.T) {
			start := cputest.Spent(t)
			d := text.Parse(raw[:200], raw)
			text.MinHash(d)
			text.CheckEnglish("", raw)
			lawful(t, d)
			if took := cputest.Spent(t) - start; took > patience {
				t.Errorf("took %s", took)
			}
		})
	}
}

func FuzzCheckEnglish(f *testing.F) {
	f.Add("", "The ministers agreed that it would be so.")
	f.Add("Schiffe für Malta", "\xff\u0301 the of and 日本")
	f.Fuzz(func(t *testing.T, title, body string) {
		s := text.CheckEnglish(title, body)
		if s.Supported == (s.Reason != "") || s.Share < 0 || s.Share > 1 || s.Words < 0 {
			t.Fatalf("%+v of %q, %q", s, title, body)
		}
	})
}

// A text is similar to itself as far as it has a shingle, whatever stands around it.
func FuzzMinHash(f *testing.F) {
	f.Add("The ministers agreed that it would be so.")
	f.Add("\xff \u0301 a.b.c “")
	f.Fuzz(func(t *testing.T, raw string) {
		a := text.MinHash(text.Parse("", raw))
		b := text.MinHash(text.Parse("", raw))
		if got := text.Similarity(a, b); got != 1 && a != (text.Signature{}) || got != 0 && a == (text.Signature{}) {
			t.Fatalf("similarity %v of %q with itself", got, raw)
		}
	})
}

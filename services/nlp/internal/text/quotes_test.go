package text_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

func quotes(d *text.Document) []string {
	var out []string
	for _, q := range d.Quotes {
		s := d.Text(q.Inner)
		if !q.Closed {
			s += "|open"
		}
		out = append(out, s)
	}
	return out
}

func TestQuotes(t *testing.T) {
	cases := []struct {
		name, in string
		want     []string
	}{
		{"straight", `He said "we agree" and left.`, []string{"we agree"}},
		{"curly", "He said “we agree” and left.", []string{"we agree"}},
		{"two in a line", `"No," he said. "Not now."`, []string{"No,", "Not now."}},
		{"across lines", "He told the *Post*, \"We wait.\nWe always have.\" Then he left.", []string{"We wait.\nWe always have."}},
		{"single, curly", "They called it ‘dead in the water’ and Orr’s ‘toast’.", []string{"dead in the water", "toast"}},
		{"single, straight", "They called it 'dead in the water' and Orr's 'toast'.", []string{"dead in the water", "toast"}},
		{"apostrophes are no quotes", "The Isles' fleet and Orr's men of the '90s didn't go.", nil},
		{"nested", "“He told us ‘never again’ twice,” she said.", []string{"He told us ‘never again’ twice,", "never again"}},
		{"possessive inside single quotes", "'The isles' fleet is late,' he said.", []string{"The isles' fleet is late,"}},
		{"paragraphs that each open", "“We wait.\n\n“We always have,” he said.", []string{"We wait.|open", "We always have,"}},
		{"unclosed ends with its paragraph", "\"We wait.\n\nThe vote failed.", []string{"We wait.|open"}},
		{"parenthesis inside", `"We want many (as we can) of them," he said.`, []string{"We want many (as we can) of them,"}},
		{"low quotes", "„Wir warten“ and «attendons».", []string{"Wir warten", "attendons"}},
		{"after a dash", "The plan—\"a gamble\"—failed.", []string{"a gamble"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := quotes(text.Parse("", c.in)); !slices.Equal(got, c.want) {
				t.Errorf("\n got %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestQuotedTokens(t *testing.T) {
	d := text.Parse("", `The "vassal isles" said: "We will never agree to it."`)
	var got []string
	for _, k := range d.Tokens {
		if k.Shape.Has(text.Quoted) && k.Shape.Has(text.Word) {
			got = append(got, k.Norm)
		}
	}
	if want := []string{"We", "will", "never", "agree", "to", "it"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The innermost quote is the shortest one around a token, whatever quotes there are.
func TestQuoteOfToken(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		raw := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"“", "”", "‘", "’", "\"", "'", "„", "«", "»", "a", "bc ", " ", ". ", "\n", "\n\n"}), 0, 60).Draw(rt, "raw"), "")
		d := text.Parse("", raw)
		for i := range d.Tokens {
			want := -1
			for q := range d.Quotes {
				in := d.Quotes[q].Inner
				if in.Start <= d.Tokens[i].Start && d.Tokens[i].Start < in.End && (want < 0 || in.Len() <= d.Quotes[want].Inner.Len()) {
					want = q
				}
			}
			if got := d.QuoteOf(i); got != want {
				rt.Fatalf("token %d of %q stands in quote %d, want %d", i, raw, got, want)
			}
		}
	})
}

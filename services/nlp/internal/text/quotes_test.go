package text_test

import (
	"slices"
	"testing"

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
	if q, ok := d.QuoteAt(d.Quotes[1].Inner.Start + 3); !ok || q.Words != 6 {
		t.Errorf("QuoteAt: %+v %v", q, ok)
	}
	if _, ok := d.QuoteAt(0); ok {
		t.Error("QuoteAt found a quote at the start")
	}
}

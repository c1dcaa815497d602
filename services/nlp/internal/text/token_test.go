package text_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

func tokens(d *text.Document) []string {
	var out []string
	for _, t := range d.Tokens {
		out = append(out, d.Text(t.Span))
	}
	return out
}

func TestTokens(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"curly possessive", "Orr’s plan", "Orr|’s|plan"},
		{"plural possessive", "the Isles’ plan", "the|Isles|’|plan"},
		{"em dash", "agenda—centered", "agenda|—|centered"},
		{"double hyphen", "agenda--centered -- now", "agenda|--|centered|--|now"},
		{"asterisks", "*Der Orr*,", "*|Der|Orr|*|,"},
		{"kept hyphens", "U.S.-led F-35s 20-point double-edged", "U.S.-led|F-35s|20-point|double-edged"},
		{"negation", "can't won’t didn't cannot", "ca|n't|wo|n’t|did|n't|cannot"},
		{"contractions", "he’s they're I'd we'll", "he|’s|they|'re|I|'d|we|'ll"},
		{"inner apostrophe", "O'Brien's N'Djamena", "O'Brien|'s|N'Djamena"},
		{"figures", "20,000 2.3bn 10–12 $5", "20,000|2.3bn|10|–|12|$|5"},
		{"slashes", "PORTMERE/ORR", "PORTMERE|/|ORR"},
		{"glued sentences", "reading?Share", "reading|?|Share"},
		{"address", "mail a.orr@isles.example now", "mail|a.orr@isles.example|now"},
		{"ampersand", "Q&A", "Q&A"},
		{"combining accent", "cafe\u0301 closed", "cafe\u0301|closed"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(tokens(text.Parse("", c.in)), "|"); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestTokenForms(t *testing.T) {
	d := text.Parse("", "Türkiye won’t join NATO’s U.S.-led force—“never,” it said.")
	find := func(s string) text.Token {
		i := slices.IndexFunc(d.Tokens, func(t text.Token) bool { return d.Text(t.Span) == s })
		if i < 0 {
			t.Fatalf("no token %q", s)
		}
		return d.Tokens[i]
	}
	if k := find("Türkiye"); k.Key != "turkiye" || k.Lower != "türkiye" || !k.Shape.Has(text.Capital|text.LineStart) {
		t.Errorf("Türkiye: %+v", k)
	}
	if k := find("wo"); k.Lower != "will" {
		t.Errorf("wo before n’t is %q, want will", k.Lower)
	}
	if k := find("n’t"); k.Lower != "not" || !k.Shape.Has(text.Negation) {
		t.Errorf("n’t: %+v", k)
	}
	if k := find("’s"); k.Norm != "'s" || !k.Shape.Has(text.Possessive) {
		t.Errorf("’s: %+v", k)
	}
	if k := find("U.S.-led"); !k.Shape.Has(text.Hyphenated | text.Dotted) {
		t.Errorf("U.S.-led: %+v", k)
	}
	if k := find("NATO"); !k.Shape.Has(text.Upper) {
		t.Errorf("NATO: %+v", k)
	}
	if k := find("—"); !k.Shape.Has(text.Dash | text.Punct) {
		t.Errorf("dash: %+v", k)
	}
	if k := find("never"); !k.Shape.Has(text.Negation) {
		t.Errorf("never: %+v", k)
	}
}

package tag_test

import (
	"strings"
	"testing"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// Each source of a claim's chain has its own certainty: the author who reports
// a speaker commits to nothing, unless the word for it does.
func TestCertaintyOfEachSource(t *testing.T) {
	tg := tagger(t, invented)
	tests := []struct{ name, text, want, contradiction string }{
		{"author", "Norway supports the mission.", "AUTHOR certain", ""},
		{"reported", "Portugal said that Norway supports the mission.", "AUTHOR unknown > PRT certain > NOR certain", ""},
		{"of himself", "Norway said that it supports the mission.", "AUTHOR unknown > NOR certain", ""},
		{"confirmed", "Norway confirmed that it supports the mission.", "AUTHOR certain > NOR certain", ""},
		{"hedged", "Norway said that it might support the mission.", "AUTHOR unknown > NOR possible", ""},
		{"falsely", "Norway falsely claimed that it supports the mission.", "AUTHOR certain_not > NOR certain", "falsely"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			for _, c := range tg.Tag(article("", lead+tc.text)).GetClaims() {
				if c.GetPosition() == nil || c.GetActor() != "NOR" {
					continue
				}
				if len(c.GetFactualities()) != len(c.GetAttribution().GetChain()) {
					t.Fatalf("%d certainties for the chain %v", len(c.GetFactualities()), c.GetAttribution().GetChain())
				}
				if got := certainties(c); got != tc.want || c.GetContradiction() != tc.contradiction {
					t.Errorf("got %q, contradicting %q; want %q, %q", got, c.GetContradiction(), tc.want, tc.contradiction)
				}
				return
			}
			t.Fatalf("no position in %q", tc.text)
		})
	}
}

func certainties(c *taggingv1.Claim) string {
	var out []string
	for _, f := range c.GetFactualities() {
		out = append(out, f.GetSource()+" "+strings.ToLower(strings.TrimPrefix(f.GetFactuality().String(), "FACTUALITY_")))
	}
	return strings.Join(out, " > ")
}

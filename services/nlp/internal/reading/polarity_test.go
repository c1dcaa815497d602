package reading_test

import (
	"testing"

	"github.com/barograph/barograph/services/nlp/internal/reading"
)

func polarity(a *reading.Article, token int) string {
	if negated, _ := a.Polarity(token); negated {
		return "not"
	}
	return ""
}

func TestPolarity(t *testing.T) {
	ask(t, []question{
		{"asserted", "Kenya supports the plan.", "supports", ""},
		{"not", "Kenya does not support the plan.", "support", "not"},
		{"n't", "Kenya won't support the plan.", "support", "not"},
		{"never", "Kenya has never supported the plan.", "supported", "not"},
		{"hardly", "Kenya hardly supports the plan.", "supports", "not"},
		{"no subject", "No country has offered soldiers.", "offered", "not"},
		{"nobody", "Nobody has offered soldiers.", "offered", "not"},
		{"no object", "Kenya sent no soldiers.", "sent", "not"},
		{"neither nor", "Neither Kenya nor Chad supports the plan.", "supports", "not"},
		{"nor", "Kenya neither supports nor opposes the plan.", "opposes", "not"},
		{"fail to", "Kenya failed to support the plan.", "support", "not"},
		{"refuse to", "Kenya refused to support the plan.", "support", "not"},
		{"refuse itself", "Kenya refused to support the plan.", "refused", ""},
		{"unwilling", "Kenya is unwilling to join the force.", "join", "not"},
		{"rule out", "Kenya ruled out joining the force.", "joining", "not"},
		{"not ruled out", "Kenya has not ruled out joining the force.", "joining", ""},
		{"did not refuse", "Kenya did not refuse to join the force.", "join", ""},
		{"no plans", "Kenya has no plans to join the force.", "join", "not"},
		{"no longer", "Kenya no longer supports the plan.", "supports", "not"},
		{"not agree to", "Kenya has not agreed to join the force.", "join", "not"},
		{"not ready to", "Kenya is not ready to join the force.", "join", "not"},
		{"without", "Kenya welcomed the plan without joining the force.", "joining", "not"},
		{"without leaves the main clause", "Kenya welcomed the plan without joining the force.", "welcomed", ""},
		{"deny that", "Kenya denied that it had joined the force.", "joined", "not"},
		{"not believe that", "Kenya does not believe that Chad will join the force.", "join", "not"},
		{"not say that", "Kenya did not say that Chad had joined the force.", "joined", ""},
		{"not only", "Kenya not only supports the plan.", "supports", ""},
		{"other clause", "Chad did not come, but Kenya supports the plan.", "supports", ""},
		{"a denial far away", "Chad, which does not like the sea, supports the plan.", "supports", ""},
		{"manage", "Kenya managed to join the force.", "join", ""},
		{"yet to", "Kenya has yet to join the force.", "join", "not"},
		{"too early to", "It is too early to join the force.", "join", "not"},
		{"refusal to", "Kenya's refusal to join the force was noted.", "join", "not"},
		{"coordinated with or", "Kenya did not join the force or support the plan.", "support", "not"},
		{"but after not", "Kenya did not join the force but supports the plan.", "supports", ""},
	}, polarity)
}

func TestNegatedLeavesOutThePatternsOwnWords(t *testing.T) {
	a := read(t, "Kenya has not yet decided on the plan.")
	for _, h := range a.Hits {
		if h.Entry.Kind == "stance" && h.Entry.Value == "undecided" && a.Negated(h) {
			t.Errorf("%q is negated by its own word", h.Entry.Text)
		}
	}
}

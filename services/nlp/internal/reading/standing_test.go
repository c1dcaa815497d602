package reading_test

import (
	"strings"
	"testing"

	"github.com/barograph/barograph/services/nlp/internal/reading"
)

// facts are FactBank's names.
var facts = map[reading.Factuality]string{
	reading.FactUnknown: "Uu", reading.FactCertain: "CT+", reading.FactProbable: "PR+", reading.FactPossible: "PS+",
	reading.FactCertainNot: "CT-", reading.FactProbableNot: "PR-", reading.FactPossibleNot: "PS-",
}

func TestFactuality(t *testing.T) {
	ask(t, []question{
		{"asserted", "Kenya sent soldiers.", "sent", "CT+"},
		{"denied", "Kenya did not send soldiers.", "send", "CT-"},
		{"may", "Kenya may send soldiers.", "send", "PS+"},
		{"might not", "Kenya might not send soldiers.", "send", "PS-"},
		{"would", "Kenya would send soldiers.", "send", "PR+"},
		{"will", "Kenya will send soldiers.", "send", "CT+"},
		{"reportedly", "Kenya has reportedly sent soldiers.", "sent", "PS+"},
		{"probably", "Kenya will probably send soldiers.", "send", "PR+"},
		{"likely", "Kenya is likely to send soldiers.", "send", "PR+"},
		{"unlikely", "Kenya is unlikely to send soldiers.", "send", "PR-"},
		{"seem", "Kenya seems to support the plan.", "support", "PS+"},
		{"expected", "Kenya is expected to send soldiers.", "send", "PR+"},
		{"wanted", "Kenya wants to send soldiers.", "send", "Uu"},
		{"urged", "Kenya urged Chad to send soldiers.", "send", "Uu"},
		{"must", "Kenya must send soldiers.", "send", "Uu"},
		{"question", "Will Kenya send soldiers?", "send", "Uu"},
		{"order", "Send the soldiers to the island.", "Send", "Uu"},
		{"if", "If Kenya sends soldiers, the force can start.", "sends", "Uu"},
		{"under an if", "Kenya will send soldiers if the truce holds.", "send", "PS+"},
		{"inverted if", "Should Kenya send soldiers, the force can start.", "send", "Uu"},
		{"purpose", "Norway flew to the island in order to support the plan.", "support", "Uu"},
		{"whether", "Kenya asked whether Chad supports the plan.", "supports", "Uu"},
		{"managed", "Kenya managed to send soldiers.", "send", "CT+"},
		{"modal shared", "Kenya may send soldiers and train officers.", "train", "PS+"},
		{"what a requirement stands before", "Many states require a mandate before sending soldiers.", "sending", "PS+"},
		{"tentative noun", "Kenya spoke of a possible erosion of support.", "support", "PS+"},
		{"tentative owner", "The potential members sent soldiers.", "sent", "CT+"},
		{"label of an item", "• Risk of delay: it might take years.", "delay", "PS+"},
		{"text behind a colon elsewhere", "Kenya warned of delay: it might take years.", "delay", "CT+"},
		{"speaker is sure", "Kenya said that Chad supports the plan.", "supports", "CT+"},
	}, func(a *reading.Article, token int) string { return facts[a.Standing(token).Factuality()] })
}

func TestTime(t *testing.T) {
	ask(t, []question{
		{"past", "Kenya sent soldiers.", "sent", "past"},
		{"perfect", "Kenya has sent soldiers.", "sent", "perfect"},
		{"present", "Kenya supports the plan.", "supports", ""},
		{"will", "Kenya will send soldiers.", "send", "future"},
		{"going to", "Kenya is going to send soldiers.", "send", "future"},
		{"plans to", "Kenya plans to send soldiers.", "send", "future"},
		{"about to", "Kenya is about to send soldiers.", "send", "future"},
		{"pledged to", "Kenya pledged to send soldiers.", "pledged", "past"},
		{"passive past", "Soldiers were sent by Kenya.", "sent", "past"},
		{"previously", "Kenya had previously opposed the plan.", "opposed", "past earlier background"},
		{"years ago", "In 2019 Kenya opposed the plan.", "opposed", "past background"},
		{"a week ago", "Kenya opposed the plan on 4 March 2026.", "opposed", "past"},
		{"once it is", "Kenya will send soldiers once the truce holds.", "holds", "future"},
	}, func(a *reading.Article, token int) string {
		s := a.Standing(token)
		var out []string
		for _, f := range []struct {
			is   bool
			name string
		}{{s.Past, "past"}, {s.Perfect, "perfect"}, {s.Future, "future"}, {s.Earlier, "earlier"}, {a.BackgroundAt(token), "background"}} {
			if f.is {
				out = append(out, f.name)
			}
		}
		return strings.Join(out, " ")
	})
}

func TestStandingTellsWhy(t *testing.T) {
	a := read(t, "Kenya has reportedly refused to send soldiers.")
	s := a.Standing(at(t, a, "send"))
	if why := a.Why(s.Trail); !s.Negated || why != "turned by refused, hedged by reportedly" {
		t.Errorf("negated %v: %q", s.Negated, why)
	}
}

func TestClauseOf(t *testing.T) {
	a := read(t, "Kenya may send soldiers, and Chad opposes it.")
	may, sure := a.ClauseOf(at(t, a, "send")), a.ClauseOf(at(t, a, "opposes"))
	if may == nil || sure == nil || may.Certainty != reading.Possible || sure.Certainty != reading.Certain {
		t.Errorf("%+v, %+v", may, sure)
	}
}

package reading_test

import (
	"strings"
	"testing"

	"github.com/barograph/barograph/services/nlp/internal/reading"
)

// chain writes sources with what each takes for a fact: "AUTHOR Uu > KEN CT+".
func chain(a *reading.Article, token int) string {
	var out []string
	for _, s := range a.Sources(token) {
		id := s.ID
		if id == "" {
			id = "?"
		}
		out = append(out, id+" "+facts[s.Factuality])
	}
	return strings.Join(out, " > ")
}

func TestSources(t *testing.T) {
	ask(t, []question{
		{"author", "Chad supports the plan.", "supports", "AUTHOR CT+"},
		{"said that", "Kenya said that Chad supports the plan.", "supports", "AUTHOR Uu > KEN CT+"},
		{"speaker behind", "Chad supports the plan, Kenya said.", "supports", "AUTHOR Uu > KEN CT+"},
		{"speaker inside", "The plan, the Kenyan president said, is dead.", "dead", "AUTHOR Uu > KEN CT+"},
		{"inverted", "Chad supports the plan, said the Kenyan president.", "supports", "AUTHOR Uu > KEN CT+"},
		{"according to", "According to Kenya, Chad supports the plan.", "supports", "AUTHOR Uu > KEN CT+"},
		{"nested", "A Kenyan aide said Macron told allies that Germany opposes the plan.", "opposes", "AUTHOR Uu > KEN Uu > FRA CT+"},
		{"unnamed", "An aide said that Chad supports the plan.", "supports", "AUTHOR Uu > ? CT+"},
		{"confirmed", "Kenya confirmed that Chad supports the plan.", "supports", "AUTHOR CT+ > KEN CT+"},
		{"falsely claimed", "Kenya falsely claimed that Chad supports the plan.", "supports", "AUTHOR CT- > KEN CT+"},
		{"denied", "Kenya denied that Chad supports the plan.", "supports", "AUTHOR Uu > KEN CT-"},
		{"quotation", "“Chad supports the plan,” Kenya’s foreign minister said.", "supports", "AUTHOR Uu > KEN CT+"},
		{"quotation goes on", "“Chad supports the plan,” Kenya’s foreign minister said. “Chad opposes the other plan.”", "opposes", "AUTHOR Uu > KEN CT+"},
		{"as reported", "Chad supports the plan, as Kenya reported.", "supports", "AUTHOR Uu > KEN CT+"},
		{"verb of saying itself", "Kenya said that Chad supports the plan.", "said", "AUTHOR CT+"},
		{"hedged speaker", "Kenya said that Chad might support the plan.", "support", "AUTHOR Uu > KEN PS+"},
	}, chain)
}

func TestVoice(t *testing.T) {
	forms := map[reading.Form]string{reading.None: "none", reading.Indirect: "indirect", reading.Direct: "direct", reading.Mixed: "mixed"}
	ask(t, []question{
		{"author", "Chad supports the plan.", "supports", "none "},
		{"indirect", "Kenya said that Chad supports the plan.", "supports", "indirect institution_statement"},
		{"direct", "“We support the plan for the island,” Kenya’s foreign minister said.", "support", "direct institution_statement"},
		{"source within a body", "A source within the European Union’s foreign affairs council told *The Courier*, \"The numbers are misleading.\"", "misleading", "direct unnamed_insider"},
		{"told from a closed room", "In a closed-door meeting, Kenya’s foreign minister warned that Chad opposes the plan.", "opposes", "indirect unnamed_insider"},
		{"unnamed official", "A senior official said on condition of anonymity that Chad supports the plan.", "supports", "indirect unnamed_official"},
		{"experts", "Analysts say that Chad supports the plan.", "supports", "indirect vague_experts"},
	}, func(a *reading.Article, token int) string {
		v := a.VoiceAt(token)
		return forms[v.Form] + " " + v.Class
	})
}

func TestContradiction(t *testing.T) {
	ask(t, []question{
		{"denied", "Kenya denied that Chad supports the plan.", "supports", "denied"},
		{"misleading", "Kenya called the figure misleading.", "called", "misleading"},
		{"contrary to", "Contrary to reports, Chad opposes the plan.", "opposes", "contrary to"},
		{"falsely", "Kenya falsely claimed that Chad supports the plan.", "supports", "falsely"},
		{"despite what was decided", "Kenya bars the agency despite the court's ruling.", "bars", "despite"},
		{"despite the weather", "Kenya bars the agency despite the rain.", "bars", ""},
		{"did not deny", "Kenya did not deny that Chad supports the plan.", "supports", ""},
		{"none", "Kenya said that Chad supports the plan.", "supports", ""},
	}, func(a *reading.Article, token int) string { return a.ContradictionAt(token) })
}

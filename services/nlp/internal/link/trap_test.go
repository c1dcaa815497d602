package link_test

import (
	"strings"
	"testing"

	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// trapped has what is easily taken for something else.
var trapped = []*initiativev1.Initiative{
	{Id: "gaza", Name: "International Stabilization Force for Gaza", About: "the multinational force of the peace plan"},
	{Id: "haiti", Name: "Gang Suppression Force for Haiti", About: "successor of the Kenya-led Multinational Security Support mission"},
	{Id: "sahel", Name: "Sahel joint force", About: "the force of the Alliance of Sahel States (AES)"},
	{Id: "willing", Name: "Multinational Force Ukraine", About: "the reassurance force of the coalition of the willing"},
	{Id: "vow", Name: "US security guarantees for Ukraine"},
}

func TestTraps(t *testing.T) {
	l, err := link.New(trapped, gazetteer(t))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, title, text, want string }{
		{"acronym spelt out as another thing", "", "Gaza was calm. Lebanon’s Internal Security Forces (ISF) held a man. The ISF said he was armed.", ""},
		{"acronym behind or", "", "In Gaza the Israel Sailing Federation, or ISF, has no members.", ""},
		{"acronym in another place", "", "The ISF closed a road in Beirut.", ""},
		{"acronym spelt out as it is", "", "The International Stabilization Force (ISF) has no soldiers yet. The ISF needs a mandate.", "gaza"},
		{"acronym near the place", "", "The ISF is to deploy in Gaza in May.", "gaza"},
		{"coalition of parties", "Kyiv", "The ruling coalition in Ukraine lost a vote.", ""},
		{"coalition of parties elsewhere", "", "The coalition of Social Democrats and Greens fell apart in Berlin.", ""},
		{"a company of the same initials", "", "AES said that its force of engineers would mend the grid.", ""},
		{"the state’s own army", "", "Ukraine’s future force will have drones.", ""},
		{"an air force", "", "Ukraine’s air force shot down nine drones. The police force of Haiti is small.", ""},
		{"a force in force", "Haiti", "A curfew is in force in Haiti.", ""},
		{"the same kind in another place", "", "A force for Lebanon should not copy the one in Kosovo.", ""},
		{"one of two of a kind", "", "A force for Lebanon could learn from the force in Haiti.", "haiti"},
		{"two kinds for one place", "", "Europe offers a multinational force for Ukraine. Washington offers guarantees to Ukraine.", "vow willing"},
		{"paraphrase", "", "Chad may join a 5,500-strong UN-backed force to fight gangs in Haiti.", "haiti"},
		{"soldiers to the place", "Gaza waits", "Azerbaijan will not send its soldiers to Gaza. The contingent of 20,000 has no mandate.", "gaza"},
		{"soldiers who fight there", "", "No American troops will be sent to fight in Ukraine, he said. The force of the blast was felt for miles.", ""},
		{"a resolution by its number", "", "Resolution 2793 on Haiti was adopted.", ""},
		{"title only", "Gaza force: what next?", "Nobody knows who would lead it. The force has no budget.", "gaza"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			links := l.Link(text.Parse(tc.title, tc.text), text.Parse("", tc.title))
			var got []string
			for _, i := range links.Found {
				got = append(got, l.ID(i))
			}
			if strings.Join(got, " ") != tc.want {
				t.Errorf("got %q, want %q: %v", got, tc.want, links.Mentions)
			}
		})
	}
}

// A noun alone goes to the initiative whose kind it is.
func TestShortFormsOfTwo(t *testing.T) {
	l, err := link.New(trapped, gazetteer(t))
	if err != nil {
		t.Fatal(err)
	}
	doc := text.Parse("", "The Gang Suppression Force for Haiti grows. The US security guarantees for Ukraine do not. The force has 900 men. The guarantees have no text. The corridor is closed.")
	links := l.Link(doc, text.Parse("", ""))
	var got []string
	for _, m := range links.Mentions {
		got = append(got, l.ID(m.Initiative)+"="+doc.Text(m.Span)+"/"+m.How)
	}
	want := "haiti=Gang Suppression Force for Haiti/name; vow=US security guarantees for Ukraine/name; haiti=The force/short form; vow=The guarantees/short form"
	if strings.Join(got, "; ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "; "), want)
	}
}

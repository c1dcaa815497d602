package reading_test

import (
	"testing"

	"github.com/barograph/barograph/services/nlp/internal/reading"
)

func subjects(a *reading.Article, token int) string { return ids(a, a.Subjects(token)) }

func TestSubjectOfAVerb(t *testing.T) {
	ask(t, []question{
		{"active", "Kenya supports the plan.", "supports", "KEN"},
		{"enumeration", "Norway, Portugal and Kenya support the plan.", "support", "NOR PRT KEN"},
		{"passive has its agent", "The plan was rejected by Portugal.", "rejected", "PRT"},
		{"agents are enumerated", "The text was drafted by Norway and Panama.", "drafted", "NOR PAN"},
		{"passive without agent", "Kenya was criticised for the plan.", "criticised", ""},
		{"state of mind is no passive", "Portugal is opposed to the plan.", "opposed", "PRT"},
		{"subject of an infinitive", "Kenya has agreed to send soldiers.", "send", "KEN"},
		{"object of an order", "Kenya urged Chad to send soldiers.", "send", "TCD"},
		{"subject of a promise", "Kenya promised Chad to send soldiers.", "send", "KEN"},
		{"raised subject", "Kenya is expected to send soldiers.", "send", "KEN"},
		{"adjective", "Portugal is reluctant to join.", "reluctant", "PRT"},
		{"under an adjective", "Portugal is ready to join the force.", "join", "PRT"},
		{"shared by a second verb", "Norway welcomed the plan and offered soldiers.", "offered", "NOR"},
		{"contrast of two", "Norway backs the plan, but Portugal opposes it.", "opposes", "PRT"},
		{"relative clause", "Kenya, which opposes the plan, sent a letter.", "opposes", "KEN"},
		{"relative clause of two", "Kenya and Chad, which oppose the plan, met on Friday.", "oppose", "KEN TCD"},
		{"relative clause about people, no mood", "There was a change in the mood of Kenyan officials, who are opposing the plan.", "opposing", "KEN"},
		{"infinitive behind an insertion", "The speech, citing the agreement of Kenya, a member of the union, to send soldiers, was brief.", "send", "KEN"},
		{"gerund under a verb", "Portugal rejected sending soldiers.", "sending", "PRT"},
		{"participle of time", "Before sending soldiers, Norway wants a vote.", "sending", "NOR"},
		{"inverted speech", "The plan is dead, said the Kenyan foreign minister.", "said", "KEN"},
		{"order is nobody's deed", "Send more soldiers to the island.", "Send", ""},
		{"what obstructs is no actor", "A key obstacle is securing broad support for the force.", "support", ""},
		{"behind an inserted clause", "Portugal, as reported by the agency, opposes the plan.", "opposes", "PRT"},
		{"there is", "There is much support for the plan.", "support", ""},
	}, subjects)
}

func TestHeadOfASubject(t *testing.T) {
	ask(t, []question{
		{"parliament", "Kenya's parliament opposes the plan.", "opposes", "KEN:PARLIAMENT"},
		{"officials", "French officials oppose the plan.", "oppose", "FRA"},
		{"ministry", "The Indonesian defence ministry opposes the plan.", "opposes", "IDN"},
		{"spokesman for", "A spokesman for Jordan rejected the plan.", "rejected", "JOR"},
		{"government of", "The government of Chad rejected the plan.", "rejected", "TCD"},
		{"apposition", "Its oldest ally, Kenya, rejected the plan.", "rejected", "KEN"},
		{"participation stands for its state", "Kenya's participation remains open.", "remains", "KEN"},
		{"economy is no actor", "Kenya's economy depends on the plan.", "depends", ""},
		{"name as adjective is no actor", "The Gaza plan helps the poor.", "helps", ""},
		{"war is no actor", "The Ukraine war threatens the plan.", "threatens", ""},
		{"force that a state leads", "The Kenya-led force opposes the plan.", "opposes", ""},
		{"share of a set", "Most of the African countries oppose the plan.", "oppose", "GROUP"},
	}, subjects)
}

func TestOwnerOfANoun(t *testing.T) {
	ask(t, []question{
		{"possessor", "Kenya's refusal surprised the council.", "refusal", "KEN"},
		{"adjective", "French support for the plan grew.", "support", "FRA"},
		{"from", "Opposition from Portugal grew.", "Opposition", "PRT"},
		{"by", "A pledge of 500 soldiers by Kenya helped.", "pledge", "KEN"},
		{"among", "There was skepticism among European allies.", "skepticism", "GROUP"},
		{"what is expressed", "Turkey expressed support for the plan.", "support", "TUR"},
		{"its", "Turkey reaffirmed its support for the plan.", "support", "TUR"},
		{"in favour", "Norway spoke in favour of the plan.", "favour", "NOR"},
		{"what is welcomed is another's", "Turkey welcomed support for the plan.", "support", ""},
		{"offer to send", "Kenya's offer to send soldiers was accepted.", "send", "KEN"},
		{"plans to send", "Kenya has no plans to send soldiers.", "send", "KEN"},
	}, subjects)
}

func TestProposition(t *testing.T) {
	a := read(t, "Kenya has not offered soldiers to the United Nations.")
	p, ok := a.PropositionAt(at(t, a, "not"))
	if !ok || a.Doc.Tokens[p.Head].Norm != "offered" {
		t.Fatalf("proposition %+v, %v", p, ok)
	}
	if got := a.Doc.Text(a.Doc.SpanOf(p.First, p.Last)); got != "has not offered" {
		t.Errorf("predicate %q", got)
	}
	if o, ok := p.Object(); !ok || a.Doc.Tokens[o.Head].Norm != "soldiers" {
		t.Errorf("object %+v, %v", o, ok)
	}
	if to, ok := p.With("to", "for"); !ok || ids(a, to.Actors) != "UN" {
		t.Errorf("recipient %+v, %v", to, ok)
	}
	if _, ok := p.With("against"); ok {
		t.Error("found what is not there")
	}
	if p.Noun || p.Passive || p.Governor >= 0 || ids(a, p.Subject.Actors) != "KEN" || a.Why(p.Subject.Trail) == "" {
		t.Errorf("proposition %+v", p)
	}
}

func TestPropositionsOfASentence(t *testing.T) {
	a := read(t, "The force was welcomed by Chad after Kenya's refusal.")
	var got []string
	for _, p := range a.Propositions(0) {
		s := a.Doc.Tokens[p.Head].Norm + "(" + ids(a, p.Subject.Actors) + ")"
		if p.Noun {
			s += " noun"
		}
		if p.Passive {
			s += " passive"
		}
		got = append(got, s)
	}
	want := []string{"welcomed(TCD) passive", "refusal(KEN) noun"}
	if len(got) != len(want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %q, want %q", got[i], want[i])
		}
	}
}

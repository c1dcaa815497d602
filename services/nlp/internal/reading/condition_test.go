package reading_test

import (
	"strings"
	"testing"

	"github.com/barograph/barograph/services/nlp/internal/reading"
)

// conditions writes those of a predicate: "if the truce holds | subject to a vote".
func conditions(a *reading.Article, token int) string {
	var out []string
	for _, c := range a.Conditions(token) {
		s := a.Doc.Text(a.Doc.SpanOf(c.First, c.Last))
		if c.Weak {
			s += " (weak)"
		}
		out = append(out, s)
	}
	return strings.Join(out, " | ")
}

func TestConditions(t *testing.T) {
	ask(t, []question{
		{"if", "Kenya will send soldiers if the truce holds.", "send", "if the truce holds"},
		{"if before", "If the truce holds, Kenya will send soldiers.", "send", "If the truce holds"},
		{"if holds for what governs it", "Kenya is ready to send soldiers if the truce holds.", "ready", "if the truce holds"},
		{"only if", "Norway would join the force only if the parliament agrees.", "join", "only if the parliament agrees"},
		{"unless", "Unless the truce holds, Kenya will not send soldiers.", "send", "Unless the truce holds"},
		{"provided that", "Norway is ready to join the force, provided that a truce holds.", "join", "provided that a truce holds"},
		{"as long as", "Norway will pay as long as the truce holds.", "pay", "as long as the truce holds"},
		{"inverted", "Should the truce collapse, Qatar would leave.", "leave", "Should the truce collapse"},
		{"once is weak", "Kenya will send soldiers once the truce holds.", "send", "once the truce holds (weak)"},
		{"contingent", "Kenya's participation is contingent on a mandate.", "contingent", "contingent on a mandate"},
		{"subject to", "Kenya's offer is subject to a vote of parliament.", "subject", "subject to a vote of parliament"},
		{"hinges", "The deal hinges on Congress.", "hinges", "hinges on Congress"},
		{"insists", "Italy backs the force, but it insists on a mandate.", "backs", "insists on a mandate"},
		{"requires", "The mission would require a new mandate.", "require", "require a new mandate"},
		{"without and not", "Without a mandate, Kenya will not send soldiers.", "send", "Without a mandate"},
		{"not before", "Kenya will not send soldiers before the council has voted.", "send", "before the council has voted"},
		{"not until", "No country will send soldiers until the council has voted.", "send", "until the council has voted"},
		{"until alone is weak", "Kenya will wait until the council has voted.", "wait", "until the council has voted (weak)"},
		{"before alone is time", "Kenya sent soldiers before the council had voted.", "sent", ""},
		{"without alone", "Kenya sent soldiers without a mandate.", "sent", ""},
		{"pending", "Pending a vote, Kenya will send soldiers.", "send", "Pending a vote"},
		{"depending", "Kenya will send soldiers, depending on the vote.", "send", "depending on the vote"},
		{"what is accepted", "Kenya will accept no contract that it has not seen.", "accept", "that it has not seen"},
		{"nothing unseen", "Kenya will not sign a contract that it has not seen.", "sign", "that it has not seen"},
		{"such as is wanted", "Kenya would sign a treaty that spares its fishermen.", "sign", "that spares its fishermen (weak)"},
		{"a clause that describes", "Kenya signed a treaty that spares its fishermen.", "signed", ""},
		{"depends with a clause", "The offer depends on the union paying its debts.", "depends", "depends on the union paying its debts"},
		{"whether is none", "Kenya asked whether the truce holds.", "asked", ""},
		{"as if is none", "Kenya acted as if the truce held.", "acted", ""},
		{"of another clause", "Chad opposes the plan, and Kenya will send soldiers if the truce holds.", "opposes", ""},
		{"inside itself", "Kenya will send soldiers if the truce holds.", "holds", ""},
	}, conditions)
}

func TestConditionsOfASentence(t *testing.T) {
	a := read(t, "If the truce holds, Kenya will send soldiers.")
	found := a.ConditionsIn(0)
	if len(found) != 1 || found[0].Kind != "if" || a.Doc.Tokens[found[0].Cue].Norm != "If" || a.Doc.Tokens[found[0].Governs].Norm != "send" {
		t.Errorf("%+v", found)
	}
	if got := a.ConditionsIn(-1); got != nil {
		t.Errorf("conditions of no sentence: %+v", got)
	}
}

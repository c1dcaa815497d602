package render

import (
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	"github.com/barograph/barograph/services/nlp"
)

// longestPhrase is how many columns of a phrase are shown.
const longestPhrase = 48

func (p *reading) propositions(s nlp.ExplainedSentence) {
	for _, o := range s.Propositions {
		p.labelled("says", Predicate(p.e, o)+": "+strings.Join(PropositionFacts(p.e, o), " · "))
	}
}

// Predicate is the predicate of a proposition with who does it, harmless:
// "IDN: “would send”".
func Predicate(e *nlp.Explanation, o nlp.ExplainedProposition) string {
	text := quoted(e.Text[o.Start:o.End])
	if o.Subject != "" {
		text = terminal.Clean(o.Subject) + " " + text
	}
	return text
}

// PropositionFacts are the further parts of a proposition in words, harmless:
// its standing with the reason, its phrases, conditions and sources.
func PropositionFacts(e *nlp.Explanation, o nlp.ExplainedProposition) []string {
	standing := strings.Join(append([]string{o.Factuality}, o.Notes...), ", ")
	if o.Passive {
		standing += ", passive"
	}
	if o.Noun {
		standing += ", a noun"
	}
	if o.Why != "" {
		standing += " (" + terminal.Clean(o.Why) + ")"
	}
	facts := []string{standing}
	if o.SubjectWhy != "" {
		facts = append(facts, "subject by "+terminal.Clean(o.SubjectWhy))
	}
	for _, a := range o.Arguments {
		facts = append(facts, phrase(e, a))
	}
	for _, c := range o.Conditions {
		c.Relation = "hangs on" // its words say which way
		facts = append(facts, phrase(e, c))
	}
	if len(o.Chain) > 1 {
		facts = append(facts, "on the word of "+chain(o.Chain))
	}
	if o.Contradicts != "" {
		facts = append(facts, "against another account: "+quoted(o.Contradicts))
	}
	return facts
}

func phrase(e *nlp.Explanation, a nlp.ExplainedArgument) string {
	text := terminal.Clean(a.Relation) + " " + quoted(terminal.Cut(terminal.Clean(e.Text[a.Start:a.End]), longestPhrase))
	if a.Actors != "" {
		text += " = " + terminal.Clean(a.Actors)
	}
	return text
}

func chain(links []nlp.ExplainedFact) string {
	var out []string
	for _, l := range links {
		text := terminal.Clean(l.Name) + " " + l.Value
		if l.Why != "" {
			text += " (" + l.Why + ")"
		}
		out = append(out, text)
	}
	return strings.Join(out, " > ")
}

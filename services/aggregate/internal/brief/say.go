package brief

import (
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// noun is what an initiative of a class is called after its name was said, for
// example "the force" for multinational_force.
func noun(class string) string {
	words := strings.FieldsFunc(strings.ToLower(class), func(r rune) bool { return r == '_' || r == '-' || r == ' ' })
	if len(words) > 0 {
		switch last := words[len(words)-1]; last {
		case "force", "mission", "guarantee", "pact", "strategy", "alliance", "treaty", "operation", "agreement", "plan", "fund", "coalition":
			return "the " + last
		}
	}
	return "the initiative"
}

// say puts what a claim says of itself into words; empty for mere evidence on
// a dimension, whose words are the passage. The actors are that of the claim
// and those of whom the same passage says the same.
func (p *page) say(c *taggingv1.Claim, actors ...string) string {
	if len(actors) == 0 {
		actors = []string{c.GetActor()}
	}
	switch body := c.GetBody().(type) {
	case *taggingv1.Claim_Position:
		return p.stand(actors, body.Position.GetStance()) + qualified(c)
	case *taggingv1.Claim_Commitment:
		return sayCommitment(actors, body.Commitment) + qualified(c)
	case *taggingv1.Claim_Milestone:
		return p.sayRung(body.Milestone.GetKind(), body.Milestone.GetState(), body.Milestone.GetSetback()) + qualified(c)
	case *taggingv1.Claim_Condition:
		return p.noun + " hangs on " + conditionNoun(body.Condition.GetKind()) + qualified(c)
	}
	return ""
}

// inferred is the engine's confidence in its reading, in thousandths, below
// which a reading is called inferred: the passage does not say it in words.
const inferred = 300

// qualified says when the source does not vouch for the claim as a fact of the
// day, and when the reading is more than the passage says.
func qualified(c *taggingv1.Claim) string {
	var marks []string
	switch {
	case c.GetTense() == taggingv1.Tense_TENSE_HYPOTHETICAL || c.GetFactuality() == taggingv1.Factuality_FACTUALITY_UNKNOWN:
		marks = append(marks, "a supposition")
	case c.GetFactuality() != taggingv1.Factuality_FACTUALITY_CERTAIN && c.GetFactuality() != taggingv1.Factuality_FACTUALITY_CERTAIN_NOT:
		marks = append(marks, "hedged")
	case c.GetBackground():
		marks = append(marks, "background")
	}
	if sure := c.GetConfidenceMilli(); sure > 0 && sure < inferred {
		marks = append(marks, "inferred")
	}
	if len(marks) == 0 {
		return ""
	}
	return " (" + strings.Join(marks, ", ") + ")"
}

// stand says where actors stand, for example "Norway and Sweden reject the force".
func (p *page) stand(actors []string, s taggingv1.Stance) string {
	who, many := subject(actors)
	return who + " " + stanceVerb(s, many) + " " + p.noun
}

// subject names actors; many says that their verb is in the plural.
func subject(actors []string) (who string, many bool) {
	var names []string
	for _, id := range actors {
		names = append(names, ActorName(id))
	}
	return list(names), len(actors) > 1 || pluralActor(actors[0])
}

// stanceVerb in the singular or the plural, as far as its object.
func stanceVerb(s taggingv1.Stance, many bool) string {
	var verb string
	third := "s"
	switch s {
	case taggingv1.Stance_STANCE_PARTICIPATES:
		verb, third = "take", "s part in"
		if many {
			return "take part in"
		}
	case taggingv1.Stance_STANCE_SUPPORTS:
		verb = "support"
	case taggingv1.Stance_STANCE_SKEPTICAL:
		verb = "doubt"
	case taggingv1.Stance_STANCE_REJECTS:
		verb = "reject"
	case taggingv1.Stance_STANCE_OBSTRUCTS:
		verb, third = "work", "s against"
		if many {
			return "work against"
		}
	case taggingv1.Stance_STANCE_OPEN:
		verb, third = "is open to", ""
		if many {
			return "are open to"
		}
	default:
		verb, third = "is undecided on", ""
		if many {
			return "are undecided on"
		}
	}
	if many {
		return verb
	}
	return verb + third
}

// dimensionName for headings and lists.
func dimensionName(d taggingv1.Dimension) string {
	return strings.TrimPrefix(dimensionPhrase(d), "the ")
}

// dimensionPhrase within a sentence, with its article.
func dimensionPhrase(d taggingv1.Dimension) string {
	switch d {
	case taggingv1.Dimension_DIMENSION_COMMAND_CONTROL:
		return "command and control"
	case taggingv1.Dimension_DIMENSION_LEGAL_MANDATE, taggingv1.Dimension_DIMENSION_SECURITY_ENVIRONMENT:
		return "the " + vocab.Words(d)
	case taggingv1.Dimension_DIMENSION_ADVERSARY_REACTION:
		return "the reaction of adversaries"
	case taggingv1.Dimension_DIMENSION_HUMANITARIAN:
		return "the humanitarian situation"
	}
	return vocab.Words(d)
}

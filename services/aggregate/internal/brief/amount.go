package brief

import (
	"fmt"
	"math"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

func sayCommitment(actors []string, c *taggingv1.Commitment) string {
	who, many := subject(actors)
	what, s := amount(c.GetKind(), c.GetQuantity()), "s"
	if many {
		s = ""
	}
	give := "give"
	if people(c.GetKind()) {
		give = "send"
	}
	switch c.GetStatus() {
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_INTERESTED:
		return who + " show" + s + " interest in " + strings.TrimSuffix(give, "e") + "ing " + what
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_OFFERED:
		return who + " offer" + s + " " + what
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_PLEDGED:
		return who + " pledge" + s + " " + what
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_COMMITTED:
		return who + " commit" + s + " " + what
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_PREPARED:
		return who + " prepare" + s + " " + what
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_DEPLOYED:
		return who + " provide" + s + " " + what
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_WITHDRAWN:
		return who + " withdraw" + s + " " + what
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_DECLINED:
		return who + " decline" + s + " to " + give + " " + what
	default:
		return "there is talk of " + what + " from " + who
	}
}

// people reports a commitment of persons.
func people(kind taggingv1.CommitmentKind) bool {
	switch kind {
	case taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, taggingv1.CommitmentKind_COMMITMENT_KIND_POLICE, taggingv1.CommitmentKind_COMMITMENT_KIND_TRAINERS:
		return true
	}
	return false
}

// amount is a quantity with its noun, for example "8,000 troops" or "USD 6.1 billion".
func amount(kind taggingv1.CommitmentKind, q *taggingv1.Quantity) string {
	noun := vocab.Words(kind)
	if kind == taggingv1.CommitmentKind_COMMITMENT_KIND_POLITICAL {
		noun = "political backing"
	}
	if q.GetMax() <= 0 {
		return noun
	}
	figure := number(q.GetMax())
	if q.GetMin() > 0 && q.GetMin() < q.GetMax() {
		figure = number(q.GetMin()) + " to " + figure
	}
	switch unit := q.GetUnit(); {
	case unit == "countries":
		return noun + " from " + figure + " countries"
	case unit == "items" || unit == "personnel" && !people(kind):
		return noun + " (" + figure + " " + unit + ")"
	case unit == "personnel" || unit == "":
		return figure + " " + noun
	default:
		return unit + " " + figure
	}
}

// number writes a figure with thousands separated and millions in words.
func number(x float64) string {
	for _, step := range []struct {
		size float64
		word string
	}{{1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}} {
		if rest := x / step.size; rest >= 1 && math.Abs(rest*100-math.Round(rest*100)) < 1e-6 {
			return strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.2f", rest), "0"), ".") + " " + step.word
		}
	}
	printer := message.NewPrinter(language.English)
	if x == math.Trunc(x) && x < 1e15 {
		return printer.Sprintf("%d", int64(x))
	}
	return printer.Sprintf("%.2f", x)
}

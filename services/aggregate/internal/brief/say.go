package brief

import (
	"fmt"
	"math"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// say puts a claim into words; its quote and its citation go beside it.
func say(c *taggingv1.Claim) string {
	who := ActorName(c.GetActor())
	var text string
	switch body := c.GetBody().(type) {
	case *taggingv1.Claim_Position:
		text = who + " " + stanceVerb(body.Position.GetStance())
	case *taggingv1.Claim_Commitment:
		text = sayCommitment(who, body.Commitment)
	case *taggingv1.Claim_Milestone:
		text = "Rung *" + vocab.Words(body.Milestone.GetKind()) + "* " + milestoneState(body.Milestone.GetState(), body.Milestone.GetSetback())
	case *taggingv1.Claim_Condition:
		text = "It hangs on " + conditionNoun(body.Condition.GetKind())
	default:
		verb := "Hurts"
		if c.GetImpactMilli() > 0 {
			verb = "Helps"
		}
		text = verb + " " + vocab.Words(c.GetDimension())
		if c.GetActor() != "" {
			text = who + ": " + strings.ToLower(verb[:1]) + text[1:]
		}
	}
	return capital(text) + qualified(c)
}

// qualified says when the source does not vouch for the claim as a fact.
func qualified(c *taggingv1.Claim) string {
	switch {
	case c.GetTense() == taggingv1.Tense_TENSE_HYPOTHETICAL || c.GetFactuality() == taggingv1.Factuality_FACTUALITY_UNKNOWN:
		return " (supposed)"
	case c.GetFactuality() != taggingv1.Factuality_FACTUALITY_CERTAIN && c.GetFactuality() != taggingv1.Factuality_FACTUALITY_CERTAIN_NOT:
		return " (hedged)"
	case c.GetBackground():
		return " (background)"
	}
	return ""
}

func stanceVerb(s taggingv1.Stance) string {
	switch s {
	case taggingv1.Stance_STANCE_PARTICIPATES:
		return "takes part"
	case taggingv1.Stance_STANCE_SUPPORTS:
		return "supports it"
	case taggingv1.Stance_STANCE_OPEN:
		return "is open to it"
	case taggingv1.Stance_STANCE_SKEPTICAL:
		return "doubts it"
	case taggingv1.Stance_STANCE_REJECTS:
		return "rejects it"
	case taggingv1.Stance_STANCE_OBSTRUCTS:
		return "works against it"
	default:
		return "is undecided"
	}
}

func sayCommitment(who string, c *taggingv1.Commitment) string {
	what := amount(c.GetKind(), c.GetQuantity())
	switch c.GetStatus() {
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_INTERESTED:
		return who + " shows interest in giving " + what
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_OFFERED:
		return who + " offers " + what
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_PLEDGED:
		return who + " pledges " + what
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_COMMITTED:
		return who + " commits " + what
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_PREPARED:
		return who + " readies " + what
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_DEPLOYED:
		return who + " has " + what + " in place"
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_WITHDRAWN:
		return who + " takes back " + what
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_DECLINED:
		return who + " declines to give " + what
	default:
		return "There is talk of " + what + " from " + who
	}
}

// amount is a quantity with its noun, for example "up to 8,000 troops".
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
	switch unit := q.GetUnit(); unit {
	case "personnel", "":
		switch kind {
		case taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, taggingv1.CommitmentKind_COMMITMENT_KIND_POLICE, taggingv1.CommitmentKind_COMMITMENT_KIND_TRAINERS:
			return figure + " " + noun
		}
		return strings.TrimSpace(noun+" ("+figure+" "+unit) + ")"
	case "items", "countries":
		return noun + " (" + figure + " " + unit + ")"
	default:
		return plain(unit) + " " + figure
	}
}

// number writes a figure with thousands separated, at most two decimals.
func number(x float64) string {
	printer := message.NewPrinter(language.English)
	if x == math.Trunc(x) && x < 1e15 {
		return printer.Sprintf("%d", int64(x))
	}
	return printer.Sprintf("%.2f", x)
}

func milestoneState(s taggingv1.MilestoneState, setback string) string {
	switch s {
	case taggingv1.MilestoneState_MILESTONE_STATE_REACHED:
		return "reached"
	case taggingv1.MilestoneState_MILESTONE_STATE_FAILED:
		if setback != "" {
			return "failed: " + plain(setback)
		}
		return "failed"
	case taggingv1.MilestoneState_MILESTONE_STATE_PENDING:
		return "to come"
	default:
		return "open"
	}
}

// conditionNoun is what something hangs on.
func conditionNoun(k taggingv1.ConditionKind) string {
	switch k {
	case taggingv1.ConditionKind_CONDITION_KIND_UN_MANDATE:
		return "a mandate"
	case taggingv1.ConditionKind_CONDITION_KIND_CEASEFIRE:
		return "a ceasefire"
	case taggingv1.ConditionKind_CONDITION_KIND_US_BACKSTOP:
		return "American backing"
	case taggingv1.ConditionKind_CONDITION_KIND_HOST_CONSENT:
		return "the consent of the host"
	case taggingv1.ConditionKind_CONDITION_KIND_NO_COMBAT_ROLE:
		return "having no combat role"
	case taggingv1.ConditionKind_CONDITION_KIND_PARLIAMENT:
		return "approval by parliament"
	case taggingv1.ConditionKind_CONDITION_KIND_WITHDRAWAL:
		return "a withdrawal of forces"
	case taggingv1.ConditionKind_CONDITION_KIND_COMMAND:
		return "clarity on command"
	case taggingv1.ConditionKind_CONDITION_KIND_FUNDING:
		return "money being found"
	case taggingv1.ConditionKind_CONDITION_KIND_BURDEN_SHARING:
		return "others carrying their share"
	case taggingv1.ConditionKind_CONDITION_KIND_DISARMAMENT:
		return "disarmament"
	case taggingv1.ConditionKind_CONDITION_KIND_REFORM:
		return "reform"
	default:
		return "another condition"
	}
}

// conditionClause is what comes true when a condition is met.
func conditionClause(k taggingv1.ConditionKind) string {
	switch k {
	case taggingv1.ConditionKind_CONDITION_KIND_UN_MANDATE:
		return "a mandate is given"
	case taggingv1.ConditionKind_CONDITION_KIND_CEASEFIRE:
		return "a ceasefire is in place"
	case taggingv1.ConditionKind_CONDITION_KIND_US_BACKSTOP:
		return "the United States backs it"
	case taggingv1.ConditionKind_CONDITION_KIND_HOST_CONSENT:
		return "the host consents"
	case taggingv1.ConditionKind_CONDITION_KIND_NO_COMBAT_ROLE:
		return "there is no combat role"
	case taggingv1.ConditionKind_CONDITION_KIND_PARLIAMENT:
		return "parliament approves"
	case taggingv1.ConditionKind_CONDITION_KIND_WITHDRAWAL:
		return "forces withdraw"
	case taggingv1.ConditionKind_CONDITION_KIND_COMMAND:
		return "command is settled"
	case taggingv1.ConditionKind_CONDITION_KIND_FUNDING:
		return "money is found"
	case taggingv1.ConditionKind_CONDITION_KIND_BURDEN_SHARING:
		return "others carry their share"
	case taggingv1.ConditionKind_CONDITION_KIND_DISARMAMENT:
		return "arms are laid down"
	case taggingv1.ConditionKind_CONDITION_KIND_REFORM:
		return "reform comes"
	default:
		return "the condition is met"
	}
}

// rungMeaning says in a few words what reaching a rung means.
func rungMeaning(k taggingv1.MilestoneKind) string {
	switch k {
	case taggingv1.MilestoneKind_MILESTONE_KIND_PROPOSED:
		return "proposed by somebody who could start it"
	case taggingv1.MilestoneKind_MILESTONE_KIND_ENDORSED:
		return "a signed pact or leaders' declaration"
	case taggingv1.MilestoneKind_MILESTONE_KIND_MANDATED:
		return "authorised by a body with authority"
	case taggingv1.MilestoneKind_MILESTONE_KIND_PLEDGED:
		return "contributions named"
	case taggingv1.MilestoneKind_MILESTONE_KIND_FUNDED:
		return "money in place"
	case taggingv1.MilestoneKind_MILESTONE_KIND_COMMANDED:
		return "command and rules agreed"
	case taggingv1.MilestoneKind_MILESTONE_KIND_OPERATIONAL:
		return "doing what it is for"
	case taggingv1.MilestoneKind_MILESTONE_KIND_SUSTAINED:
		return "renewed and holding"
	default:
		return "a first contingent there"
	}
}

// day writes a date, for example "3 March 2026".
func day(t time.Time) string { return t.UTC().Format("2 January 2006") }

// when writes an event time to its precision.
func when(e *taggingv1.EventTime) string {
	t, err := time.Parse(time.DateOnly, e.GetDate())
	if err != nil {
		return "undated"
	}
	switch {
	case e.GetPrecision() == taggingv1.DatePrecision_DATE_PRECISION_MONTH:
		return t.Format("January 2006")
	case e.GetPrecision() == taggingv1.DatePrecision_DATE_PRECISION_YEAR:
		return t.Format("2006")
	case e.GetBasis() == taggingv1.DateBasis_DATE_BASIS_KNOWN:
		return day(t) + " at the latest"
	}
	return day(t)
}

// percent of a probability, whole.
func percent(p float64) string { return fmt.Sprintf("%.0f%%", 100*p) }

// points with a sign, one decimal.
func points(x float64) string {
	text := fmt.Sprintf("%+.1f", x)
	if text == "-0.0" || text == "+0.0" {
		return "±0.0"
	}
	return strings.Replace(text, "-", "−", 1)
}

func arrow(d assessmentv1.TrendDirection) string {
	switch d {
	case assessmentv1.TrendDirection_TREND_DIRECTION_UP:
		return "↑"
	case assessmentv1.TrendDirection_TREND_DIRECTION_DOWN:
		return "↓"
	default:
		return "→"
	}
}

func capital(text string) string {
	if text == "" {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

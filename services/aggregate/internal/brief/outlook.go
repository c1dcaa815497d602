package brief

import (
	"slices"
	"strings"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// fewestWords that a condition needs to be quoted by itself.
const fewestWords = 4

// developments lists what happened, newest first.
func (p *page) developments() {
	for i, d := range p.a.GetDevelopments()[:min(happenings, len(p.a.GetDevelopments()))] {
		if i == 0 {
			p.line("\n## Developments\n")
		}
		c := p.claims[d.GetClaimId()]
		p.line("- **%s** %s%s %s", when(d.GetEventTime()), say(c.GetClaim()), p.quoteOnce(c), p.cite(d.GetClaimId()))
	}
}

// contradictions sets accounts against each other.
func (p *page) contradictions() {
	for i, c := range p.a.GetContradictions() {
		if i == 0 {
			p.line("\n## Contradictions\n")
		}
		p.line("- **%s**: %s %s against %s %s", capital(slotWords(c.GetSlot())), quote(c.GetEvidence().GetQuote()), p.cite(c.GetClaimIds()...),
			quote(c.GetAgainstEvidence().GetQuote()), p.cite(c.GetAgainstClaimIds()...))
	}
}

// slotWords makes "position ITA" readable.
func slotWords(slot string) string {
	words := strings.Fields(slot)
	for i, word := range words {
		if word == strings.ToUpper(word) {
			words[i] = "of " + ActorName(word)
		}
	}
	return strings.ReplaceAll(strings.Join(words, " "), "_", " ")
}

// outlook lists the conditional scenarios that the evidence itself names.
func (p *page) outlook() {
	var lines []string
	for _, position := range p.a.GetPositions() {
		for _, c := range position.GetConditions() {
			if c.GetState() == taggingv1.ConditionState_CONDITION_STATE_OPEN && len(lines) < scenarios {
				lines = append(lines, p.scenario(position, c))
			}
		}
	}
	for _, c := range p.result.Contributions {
		if len(lines) < scenarios && supposition(c) {
			lines = append(lines, "- "+quote(c.GetClaim().GetEvidence().GetQuote())+" "+p.cite(c.GetClaimId()))
		}
	}
	if len(lines) > 0 {
		p.line("\n## Outlook\n\n%s", strings.Join(slices.Compact(lines), "\n"))
	}
}

// scenario is "if X, then Y" for an open condition of a position.
func (p *page) scenario(position *assessmentv1.ActorPosition, c *assessmentv1.ConditionStatus) string {
	who, cited := ActorName(position.GetActor()), p.cite(position.GetClaimId())
	words := quote(c.GetEvidence().GetQuote())
	if len(strings.Fields(c.GetEvidence().GetQuote())) < fewestWords {
		words = quote(position.GetEvidence().GetQuote())
	}
	if c.GetKind() <= taggingv1.ConditionKind_CONDITION_KIND_UNSPECIFIED || c.GetKind() == taggingv1.ConditionKind_CONDITION_KIND_OTHER {
		return "- A condition of " + who + " is open: " + words + " " + cited
	}
	clause := conditionClause(c.GetKind())
	switch position.GetStance() {
	case taggingv1.Stance_STANCE_PARTICIPATES, taggingv1.Stance_STANCE_SUPPORTS, taggingv1.Stance_STANCE_OPEN:
		return "- If " + clause + ", then " + who + " " + stanceVerb(position.GetStance()) + " without that reserve: " + words + " " + cited
	default:
		return "- Unless " + clause + ", " + who + " " + stanceVerb(position.GetStance()) + ": " + words + " " + cited
	}
}

// supposition reports a passage that itself says what would follow from what.
func supposition(c *assessmentv1.Contribution) bool {
	claim := c.GetClaim()
	switch c.GetState() {
	case assessmentv1.ContributionState_CONTRIBUTION_STATE_COUNTED, assessmentv1.ContributionState_CONTRIBUTION_STATE_NO_EFFECT:
	default:
		return false
	}
	if claim.GetCondition() != nil {
		return claim.GetCondition().GetState() != taggingv1.ConditionState_CONDITION_STATE_MET
	}
	if claim.GetTense() != taggingv1.Tense_TENSE_HYPOTHETICAL && claim.GetFactuality() != taggingv1.Factuality_FACTUALITY_UNKNOWN {
		return false
	}
	for _, word := range strings.Fields(strings.ToLower(claim.GetEvidence().GetQuote())) {
		if word == "if" || word == "unless" || word == "once" || word == "until" {
			return true
		}
	}
	return false
}

// unknown says what the evidence is silent on, who is undecided and what is ungraded.
func (p *page) unknown() {
	var lines []string
	if silent := p.a.GetGrounds().GetSilentDimensions(); len(silent) > 0 {
		var names []string
		for _, d := range silent {
			names = append(names, vocab.Words(d))
		}
		lines = append(lines, "- No evidence on "+strings.Join(names, ", ")+".")
	}
	var undecided, unquantified []string
	for _, position := range p.a.GetPositions() {
		if position.GetStance() == taggingv1.Stance_STANCE_UNDECIDED && len(undecided) < tableRows {
			undecided = append(undecided, ActorName(position.GetActor())+" "+p.cite(position.GetClaimId()))
		}
	}
	for _, c := range p.a.GetCommitments() {
		positive := c.GetStatus() >= taggingv1.CommitmentStatus_COMMITMENT_STATUS_OFFERED && c.GetStatus() < taggingv1.CommitmentStatus_COMMITMENT_STATUS_WITHDRAWN
		if positive && c.GetQuantity().GetMax() <= 0 && len(unquantified) < drivers {
			unquantified = append(unquantified, vocab.Words(c.GetKind())+" from "+ActorName(c.GetActor())+" "+p.cite(c.GetClaimId()))
		}
	}
	if len(undecided) > 0 {
		lines = append(lines, "- Which way these will go: "+strings.Join(undecided, ", "))
	}
	if len(unquantified) > 0 {
		lines = append(lines, "- How much will come: "+strings.Join(unquantified, ", "))
	}
	var ungraded []string
	for _, c := range p.counted() {
		if grade(c)[:1] == "F" && len(ungraded) < drivers {
			ungraded = append(ungraded, c.GetClaimId())
		}
	}
	if len(ungraded) > 0 {
		lines = append(lines, "- How far the sources without a grade can be trusted "+p.cite(ungraded...))
	}
	if len(lines) > 0 {
		p.line("\n## What is not known\n\n%s", strings.Join(lines, "\n"))
	}
}

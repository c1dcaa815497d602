package brief

import (
	"regexp"
	"slices"
	"strings"
	"time"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// silence is how far ahead the outlook looks when nothing more is reported.
const silence = 30 * 24 * time.Hour

// outlook lists the conditional scenarios that the evidence itself names, and
// what the number does if nothing more is said.
func (p *page) outlook() {
	var said []Statement
	told := make(map[passage]bool)
	for _, position := range p.a.GetPositions() {
		if c := p.claims[position.GetClaimId()]; len(said) < scenarios && c != nil {
			before := len(said)
			said = p.scenario(said, position)
			told[passageOf(c)] = len(said) > before
		}
	}
	var above []string
	for _, x := range p.pieces(p.suppositions()) {
		switch {
		case told[passageOf(x.claims[0])] || p.settled(passageOf(x.claims[0])):
		case p.quoted[passageOf(x.claims[0])]:
			above = append(above, x.ids()...)
		case len(said) < scenarios:
			c := x.claims[0]
			said = p.fact(said, x.ids(), p.quoteOnce(c, longQuote)[0], text(" – "+origin(c)+" "))
		}
	}
	if len(above) > 0 {
		words := "Conditions stand in passages quoted above: "
		if len(said) > 0 {
			words = "Further conditions stand in passages quoted above: "
		}
		said = p.fact(said, above, text(words))
	}
	p.section("outlook", "Outlook", 2, Block{List: append(said, p.silent()...)})
}

// scenario is "if X, then Y" for the open conditions of a position.
func (p *page) scenario(said []Statement, position *assessmentv1.ActorPosition) []Statement {
	var clauses []string
	own := ""
	for _, c := range position.GetConditions() {
		if c.GetState() != taggingv1.ConditionState_CONDITION_STATE_OPEN {
			continue
		}
		if nameless(c) {
			own = c.GetEvidence().GetQuote()
		} else if clause := conditionClause(c.GetKind()); !slices.Contains(clauses, clause) {
			clauses = append(clauses, clause)
		}
	}
	claim := p.claims[position.GetClaimId()]
	stand := p.stand([]string{position.GetActor()}, position.GetStance()) + qualified(claim.GetClaim())
	switch {
	case len(clauses) > 0:
		words := consequence(list(clauses), position.GetStance(), stand)
		if quote := p.quoteOnce(claim, longQuote); quote != nil {
			return p.fact(said, []string{position.GetClaimId()}, text(words+": "), quote[0], text(" – "+origin(claim)+" "))
		}
		return p.fact(said, []string{position.GetClaimId()}, text(words+". "))
	case own != "":
		return p.fact(said, []string{position.GetClaimId()}, text(capital(stand)+" on a condition: "), Part{Quote, excerpt(own, shortQuote)}, text(" "))
	}
	return said
}

// nameless reports a condition of no known kind, for which its words stand.
func nameless(c *assessmentv1.ConditionStatus) bool {
	switch c.GetKind() {
	case taggingv1.ConditionKind_CONDITION_KIND_UNSPECIFIED, taggingv1.ConditionKind_CONDITION_KIND_OTHER:
		return true
	}
	return false
}

func consequence(clause string, stance taggingv1.Stance, stand string) string {
	switch stance {
	case taggingv1.Stance_STANCE_PARTICIPATES, taggingv1.Stance_STANCE_SUPPORTS, taggingv1.Stance_STANCE_OPEN:
		return "If " + clause + ", then " + stand + "; until then its word is conditional"
	default:
		return "Unless " + clause + ", " + stand
	}
}

// conditional are the words of a passage that says what follows from what.
var conditional = regexp.MustCompile(`(?i)\b(unless|provided that|providing that|on condition that|only if|only when|as long as|so long as|depends? on|conditional on|contingent on|subject to|in the event|in case|were to|not (\w+ )*until|not (\w+ )*before)\b|(^|[^a-z])(if|once) `)

// counterfeit are the words that look like it.
var counterfeit = regexp.MustCompile(`(?i)\b(as if|even if|what if|if only|if not|ask(s|ed)? if|wonder(s|ed)? if|at once|once (again|said|more|was|a)|more than once)\b`)

// suppositions are the claims whose passage itself is conditional.
func (p *page) suppositions() []*assessmentv1.Contribution {
	return slices.DeleteFunc(slices.Clone(p.result.Contributions), func(c *assessmentv1.Contribution) bool {
		switch c.GetState() {
		case assessmentv1.ContributionState_CONTRIBUTION_STATE_COUNTED, assessmentv1.ContributionState_CONTRIBUTION_STATE_NO_EFFECT:
		default:
			return true
		}
		claim := c.GetClaim()
		quote := strings.Join(strings.Fields(claim.GetEvidence().GetQuote()), " ")
		if !conditional.MatchString(quote) || counterfeit.MatchString(quote) {
			return true
		}
		if claim.GetCondition() != nil {
			return claim.GetCondition().GetState() == taggingv1.ConditionState_CONDITION_STATE_MET
		}
		return claim.GetTense() != taggingv1.Tense_TENSE_HYPOTHETICAL && claim.GetTense() != taggingv1.Tense_TENSE_FUTURE &&
			claim.GetFactuality() != taggingv1.Factuality_FACTUALITY_UNKNOWN
	})
}

// settled reports a passage whose conditions have all come true.
func (p *page) settled(of passage) bool {
	stated := false
	for _, c := range p.of[of] {
		condition := c.GetClaim().GetCondition()
		if condition == nil {
			continue
		}
		if stated = true; !p.met(c.GetClaim().GetActor(), condition.GetKind()) {
			return false
		}
	}
	return stated
}

// met reports a condition of an actor that has come true: a mandate for all, the
// others where they are met in a position of the actor.
func (p *page) met(actor string, kind taggingv1.ConditionKind) bool {
	if kind == taggingv1.ConditionKind_CONDITION_KIND_UN_MANDATE {
		return slices.ContainsFunc(p.a.GetMilestones(), func(m *assessmentv1.MilestoneStatus) bool {
			return m.GetKind() == taggingv1.MilestoneKind_MILESTONE_KIND_MANDATED && m.GetState() == taggingv1.MilestoneState_MILESTONE_STATE_REACHED
		})
	}
	return slices.ContainsFunc(p.a.GetPositions(), func(position *assessmentv1.ActorPosition) bool {
		return position.GetActor() == actor && slices.ContainsFunc(position.GetConditions(), func(c *assessmentv1.ConditionStatus) bool {
			return c.GetKind() == kind && c.GetState() == taggingv1.ConditionState_CONDITION_STATE_MET
		})
	})
}

// silent is what the model gives when nothing more is reported: evidence ages,
// and time runs.
func (p *page) silent() []Statement {
	q := p.a.GetQuestion()
	if !p.open() {
		return nil
	}
	in := p.result.Input
	until := in.AsOf.Add(silence)
	if deadline := q.GetDeadline().AsTime(); !q.GetRolling() && !until.Before(deadline) {
		return nil
	}
	later := p.result.Aged(until, in.AsOf).Assessment
	if later.GetQuestion().GetResolution() != assessmentv1.Resolution_RESOLUTION_OPEN {
		return nil
	}
	return []Statement{figure(textf("If nothing more is reported, the number will be %s on %s.", probability(later.GetProbability()), lastDay(until)))}
}

package brief

import (
	"fmt"
	"slices"
	"strings"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// row writes one row of a table.
func (p *page) row(cells ...string) { p.line("| %s |", strings.Join(cells, " | ")) }

// header writes the head of a table under its title.
func (p *page) header(title string, columns ...string) {
	p.line("\n## %s\n", title)
	p.row(columns...)
	p.row(slices.Repeat([]string{"---"}, len(columns))...)
}

// actors says who stands where.
func (p *page) actors() {
	for i, position := range p.a.GetPositions() {
		if i == tableRows {
			p.line("\n%s with less weight.", plural(uint32(len(p.a.GetPositions())-i), "more actor", "more actors"))
			break
		}
		if i == 0 {
			p.header("Who stands where", "Actor", "Role", "Stance", "Since", "Conditions", "Evidence")
		}
		p.row(capital(ActorName(position.GetActor())), strings.ReplaceAll(strings.Join(position.GetRoles(), ", "), "_", " "),
			vocab.Words(position.GetStance())+qualified(p.claims[position.GetClaimId()].GetClaim())+before(position), when(position.GetEventTime()),
			p.conditions(position.GetConditions()), p.cite(position.GetClaimId()))
	}
}

// before names the stance that the one in force replaced, when it differed.
func before(position *assessmentv1.ActorPosition) string {
	for _, past := range position.GetPast() {
		if past.GetStance() != position.GetStance() {
			return ", before: " + vocab.Words(past.GetStance())
		}
	}
	return ""
}

func (p *page) conditions(conditions []*assessmentv1.ConditionStatus) string {
	var parts []string
	for _, c := range conditions {
		parts = append(parts, conditionNoun(c.GetKind())+": "+vocab.Words(c.GetState())+spaced(p.cite(c.GetClosedBy())))
	}
	return strings.Join(parts, "; ")
}

// commitments says who would contribute what.
func (p *page) commitments() {
	for i, c := range p.a.GetCommitments()[:min(tableRows, len(p.a.GetCommitments()))] {
		if i == 0 {
			p.header("Commitments", "Actor", "What", "Status", "Since", "Evidence")
		}
		what := amount(c.GetKind(), c.GetQuantity())
		if p.ofWhole(c) {
			what += " (the whole)"
		}
		p.row(capital(ActorName(c.GetActor())), what, vocab.Words(c.GetStatus())+qualified(p.claims[c.GetClaimId()].GetClaim()),
			when(c.GetEventTime()), p.cite(c.GetClaimId()))
	}
	if more := len(p.a.GetCommitments()) - tableRows; more > 0 {
		p.line("\n%d more of less weight.", more)
	}
	p.sums()
}

// ofWhole reports a figure that is nobody's part and in no sum.
func (p *page) ofWhole(c *assessmentv1.ActorCommitment) bool {
	in := p.result.Input
	return c.GetQuantity().GetMax() > 0 && in.Model.FigureOfWhole(in.Initiative, c.GetActor(), c.GetKind(), c.GetQuantity())
}

// sums says how the figures of each kind and unit add up.
func (p *page) sums() {
	first := true
	for _, t := range p.a.GetCommitmentTotals() {
		var parts, ids []string
		for _, part := range []struct {
			amount float64
			word   string
		}{{t.GetOffered(), "offered"}, {t.GetPledged(), "pledged"}, {t.GetDeployed(), "deployed"}} {
			if part.amount > 0 {
				parts = append(parts, number(part.amount)+" "+part.word)
			}
		}
		for _, c := range p.a.GetCommitments() {
			if c.GetKind() == t.GetKind() && c.GetQuantity().GetMax() > 0 && assess.UnitOf(c.GetKind(), c.GetQuantity().GetUnit()) == t.GetUnit() &&
				c.GetStatus() < taggingv1.CommitmentStatus_COMMITMENT_STATUS_WITHDRAWN && c.GetActor() != "GROUP" && !p.ofWhole(c) && len(ids) < drivers {
				ids = append(ids, c.GetClaimId())
			}
		}
		if len(parts) == 0 || len(ids) == 0 {
			continue
		}
		if first {
			p.line("")
			first = false
		}
		sought := ""
		if t.GetSought() > 0 {
			sought = " of " + number(t.GetSought()) + " sought"
		}
		p.line("- In sum, %s: %s%s (%s) %s", vocab.Words(t.GetKind()), strings.Join(parts, ", "), sought, plain(t.GetUnit()), p.cite(ids...))
	}
}

// rungs shows the ladder.
func (p *page) rungs() {
	p.header("Rungs", "Rung", "State", "Probability by then", "When", "Evidence")
	for _, m := range p.a.GetMilestones() {
		name := vocab.Words(m.GetKind())
		if m.GetTarget() {
			name = "**" + name + "** (target)"
		}
		date := ""
		if m.GetEventTime() != nil {
			date = when(m.GetEventTime())
		}
		p.row(name, rungState(m), percent(m.GetProbability()), date, p.cite(m.GetClaimIds()...))
	}
}

// rungState says where a rung stands, and how well that is known.
func rungState(m *assessmentv1.MilestoneStatus) string {
	switch {
	case m.GetState() != taggingv1.MilestoneState_MILESTONE_STATE_REACHED && m.GetState() != taggingv1.MilestoneState_MILESTONE_STATE_FAILED && m.GetProbability() == 1:
		return "implied by a later rung"
	case m.GetState() == taggingv1.MilestoneState_MILESTONE_STATE_REACHED && m.GetProbability() < 1:
		return "reported as reached"
	case m.GetState() == taggingv1.MilestoneState_MILESTONE_STATE_UNSPECIFIED && len(m.GetClaimIds()) > 0:
		return "open, reports are weak"
	}
	return milestoneState(m.GetState(), m.GetSetback())
}

// sources shows who was read, with grades and the share of unnamed speakers.
func (p *page) sources() {
	type source struct {
		letter           string
		pieces, articles int
		example          string
	}
	seen, sources, names := make(map[string]bool), make(map[string]*source), []string{}
	for _, c := range p.counted() {
		name := sourceName(c.GetArticle())
		if sources[name] == nil {
			sources[name] = &source{letter: grade(c)[:1], example: c.GetClaimId()}
			names = append(names, name)
		}
		sources[name].pieces++
		if !seen[c.GetArticle().GetId()] {
			seen[c.GetArticle().GetId()] = true
			sources[name].articles++
		}
	}
	slices.Sort(names)
	for i, name := range names {
		if i == 0 {
			p.header("Sources", "Source", "Reliability", "Articles", "Pieces of evidence", "Strongest")
		}
		s := sources[name]
		p.row(name, s.letter, fmt.Sprint(s.articles), fmt.Sprint(s.pieces), p.cite(s.example))
	}
	if len(names) > 0 {
		p.line("\nUnnamed speakers: %s of the evidence.", percent(p.a.GetGrounds().GetUnnamedShare()))
	}
}

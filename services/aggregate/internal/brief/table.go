package brief

import (
	"fmt"
	"slices"
	"strings"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
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
			p.line("\n%d more actors with less weight.", len(p.a.GetPositions())-i)
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

// commitments says who would contribute what, and how it adds up.
func (p *page) commitments() {
	figures, others := make(map[taggingv1.CommitmentKind][]string), make(map[taggingv1.CommitmentKind][]string)
	for i, c := range p.a.GetCommitments() {
		if c.GetQuantity().GetMax() > 0 {
			figures[c.GetKind()] = append(figures[c.GetKind()], c.GetClaimId())
		} else {
			others[c.GetKind()] = append(others[c.GetKind()], c.GetClaimId())
		}
		if i >= tableRows {
			continue
		}
		if i == 0 {
			p.header("Commitments", "Actor", "What", "Status", "Since", "Evidence")
		}
		p.row(capital(ActorName(c.GetActor())), amount(c.GetKind(), c.GetQuantity()), vocab.Words(c.GetStatus())+qualified(p.claims[c.GetClaimId()].GetClaim()),
			when(c.GetEventTime()), p.cite(c.GetClaimId()))
	}
	if more := len(p.a.GetCommitments()) - tableRows; more > 0 {
		p.line("\n%d more of less weight.", more)
	}
	first := true
	for _, t := range p.a.GetCommitmentTotals() {
		ids := append(figures[t.GetKind()], others[t.GetKind()]...)
		if len(ids) == 0 || t.GetSought()+t.GetOffered()+t.GetPledged()+t.GetDeployed() == 0 {
			continue
		}
		if first {
			p.line("")
			first = false
		}
		p.line("- In sum, %s: %s %s", vocab.Words(t.GetKind()), sums(t), p.cite(ids[:min(len(ids), drivers)]...))
	}
}

// sums of one kind against what is sought.
func sums(t *assessmentv1.CommitmentTotal) string {
	parts := []string{}
	if t.GetSought() > 0 {
		parts = append(parts, number(t.GetSought())+" sought")
	}
	parts = append(parts, fmt.Sprintf("%s offered, %s pledged, %s deployed (%s)", number(t.GetOffered()), number(t.GetPledged()), number(t.GetDeployed()), plain(t.GetUnit())))
	return strings.Join(parts, "; ")
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
		p.row(name, milestoneState(m.GetState(), m.GetSetback()), percent(m.GetProbability()), date, p.cite(m.GetClaimIds()...))
	}
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

package brief

import (
	"slices"
	"strings"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// Bounds of the developments.
const (
	mostDays   = 8
	mostPerDay = 5
)

// rungs shows the ladder.
func (p *page) rungs() {
	t := &Table{Columns: []string{"Milestone", "State", "Probability " + p.deadline(), "When", "Evidence"}}
	known := false
	for _, m := range p.a.GetMilestones() {
		name := cell(text(vocab.Words(m.GetKind())))
		if m.GetTarget() {
			name = cell(strong(vocab.Words(m.GetKind())), text(" (the question)"))
		}
		date := ""
		if m.GetEventTime() != nil {
			date = when(m.GetEventTime())
		}
		row := Row{Figure, [][]Part{name, cell(text(rungState(m))), cell(text(percent(m.GetProbability()))), cell(text(date)), p.cite(m.GetClaimIds()...)}}
		if len(m.GetClaimIds()) > 0 {
			row.Kind = Fact
			if known = known || len(row.Cells[4]) > 0; len(row.Cells[4]) == 0 {
				continue
			}
		}
		t.Rows = append(t.Rows, row)
	}
	if known || p.a.GetGrounds().GetEvidence() > 0 {
		p.section("milestones", "Milestones", 2, Block{Table: t})
	}
}

// rungState says where a rung stands, and how well that is known.
func rungState(m *assessmentv1.MilestoneStatus) string {
	switch {
	case m.GetState() != taggingv1.MilestoneState_MILESTONE_STATE_REACHED && m.GetState() != taggingv1.MilestoneState_MILESTONE_STATE_FAILED && m.GetProbability() == 1:
		return "implied by a later one"
	case m.GetState() == taggingv1.MilestoneState_MILESTONE_STATE_REACHED && m.GetProbability() < 1:
		return "reported as reached"
	case m.GetState() == taggingv1.MilestoneState_MILESTONE_STATE_UNSPECIFIED && len(m.GetClaimIds()) > 0:
		return "reported, but weakly"
	}
	switch m.GetState() {
	case taggingv1.MilestoneState_MILESTONE_STATE_REACHED:
		return "reached"
	case taggingv1.MilestoneState_MILESTONE_STATE_FAILED:
		if m.GetSetback() != "" {
			return "set back: " + m.GetSetback()
		}
		return "failed"
	case taggingv1.MilestoneState_MILESTONE_STATE_PENDING:
		return "reported as still to come"
	default:
		return "nothing reported"
	}
}

// developments tells what happened, newest first, the happenings of a day together.
func (p *page) developments() {
	var said []Statement
	var days []*happened
	for _, d := range p.a.GetDevelopments() {
		c := p.claims[d.GetClaimId()]
		if c == nil {
			continue
		}
		on := when(d.GetEventTime())
		if len(days) == 0 || days[len(days)-1].on != on {
			if len(days) == mostDays {
				break
			}
			days = append(days, &happened{on: on})
		}
		days[len(days)-1].add(p, c)
	}
	for _, d := range days {
		parts, ids := []Part{strong(capital(d.on)), text(": ")}, []string(nil)
		for i, words := range d.words {
			if i > 0 {
				parts = append(parts, text("; "))
			}
			parts, ids = append(append(append(parts, words...), text(" ")), p.cite(d.ids[i]...)...), append(ids, d.ids[i]...)
		}
		if len(ids) > 0 {
			said = append(said, Statement{Kind: Fact, Parts: parts})
		}
	}
	p.section("developments", "Developments", 2, Block{List: said})
}

// happened on one day: what is said, each with the claims that say it.
type happened struct {
	on    string
	words [][]Part
	ids   [][]string
}

// add takes a happening in, unless it would be a mere number or too much.
// Those of whom the same passage says the same happened to do it together.
func (h *happened) add(p *page, c *assessmentv1.Contribution) {
	like, ids := p.together(c)
	words := []Part{text(p.say(c.GetClaim(), like...))}
	if words[0].Text == "" {
		if p.quoted[passageOf(c)] || len(h.words) == mostPerDay {
			return
		}
		words = p.quoteOnce(c, shortQuote)
	}
	for i, have := range h.words {
		if slices.Equal(have, words) {
			h.ids[i] = append(h.ids[i], ids...)
			return
		}
	}
	if len(h.words) < mostPerDay {
		h.words, h.ids = append(h.words, words), append(h.ids, ids)
	}
}

// together are the actors of whom the claim's passage says the same, and the
// claims that say so.
func (p *page) together(c *assessmentv1.Contribution) (actors, ids []string) {
	if c.GetClaim().GetPosition() == nil && c.GetClaim().GetCommitment() == nil {
		return nil, []string{c.GetClaimId()}
	}
	var same []*assessmentv1.Contribution
	for _, other := range p.of[passageOf(c)] {
		if len(p.alike([]*assessmentv1.Contribution{other}, c.GetClaim())) > 0 {
			same, ids = append(same, other), append(ids, other.GetClaimId())
		}
	}
	return p.alike(same, c.GetClaim()), ids
}

// contradictions sets accounts against each other.
func (p *page) contradictions() {
	var said []Statement
	for _, c := range p.a.GetContradictions() {
		one, other := p.known(c.GetClaimIds()), p.known(c.GetAgainstClaimIds())
		if len(one) == 0 || len(other) == 0 {
			continue
		}
		parts := []Part{strong(capital(p.slot(c.GetSlot()))), text(": ")}
		parts = append(append(parts, p.side(one)...), text("; against it: "))
		parts = append(parts, p.side(other)...)
		said = append(said, Statement{Kind: Fact, Parts: parts})
	}
	p.section("contradictions", "Contradictions", 2, Block{List: said})
}

// known leaves out the claims that are not there.
func (p *page) known(ids []string) []*assessmentv1.Contribution {
	var found []*assessmentv1.Contribution
	for _, id := range ids {
		if c := p.claims[id]; c != nil {
			found = append(found, c)
		}
	}
	return found
}

// side is one side of a contradiction: what the strongest says, with its
// words and all marks.
func (p *page) side(claims []*assessmentv1.Contribution) []Part {
	c := claims[0]
	parts := []Part{{Quote, excerpt(c.GetClaim().GetEvidence().GetQuote(), longQuote)}, text(" – " + origin(c) + " ")}
	var ids []string
	for _, c := range claims {
		ids = append(ids, c.GetClaimId())
	}
	return append(parts, p.cite(ids...)...)
}

// slot names what accounts disagree on: "position ITA" is where Italy stands.
func (p *page) slot(slot string) string {
	words := strings.Fields(slot)
	switch {
	case len(words) == 2 && words[0] == "position":
		return "where " + ActorName(words[1]) + " stands"
	case len(words) == 2 && words[0] == "account":
		return "what is said of " + strings.ReplaceAll(words[1], "_", " ")
	case len(words) == 2 && words[0] == "milestone":
		return "whether the milestone " + strings.ReplaceAll(words[1], "_", " ") + " is reached"
	case len(words) == 3 && words[0] == "commitment":
		return "what " + ActorName(words[1]) + " contributes (" + strings.ReplaceAll(words[2], "_", " ") + ")"
	case len(words) == 3 && words[0] == "figures":
		return "how much " + ActorName(words[1]) + " contributes (" + strings.ReplaceAll(words[2], "_", " ") + ")"
	}
	return strings.ReplaceAll(slot, "_", " ")
}

package render

import (
	"fmt"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// whoShown is how many actors are shown: the strongest.
const whoShown = 10

// more tells how many were left out.
func (p *page) more(n int) {
	if n > 0 {
		p.line("%s", p.Dim(fmt.Sprintf("  … and %d more: -o json shows all", n)))
	}
}

// positions shows who stands where, with the words.
func (p *page) positions(all []*assessmentv1.ActorPosition) {
	if len(all) == 0 {
		return
	}
	p.heading("WHO STANDS WHERE")
	t := table{indent: 2, widths: []int{14, 13, 11, -8, 26, 0}}
	p.line("%s", p.Dim(t.row("actor", "stance", "since", "log-odds", "hangs on", "role")))
	for _, a := range all[:min(len(all), whoShown)] {
		p.line("%s", t.row(terminal.Clean(a.GetActor()), word(a.GetStance()), when(a.GetEventTime()),
			odds(a.GetLogOdds()), conditions(a.GetConditions()), roles(a.GetRoles())))
		words := otherwise(a)
		p.line("      %s", p.Dim(terminal.Cut(quoted(a.GetEvidence().GetQuote()), terminal.Columns-6-len([]rune(words)))+words))
	}
	p.more(len(all) - whoShown)
	p.line("%s", p.Dim("  ~ the day of publication, since the text gives none"))
}

func conditions(all []*assessmentv1.ConditionStatus) string {
	var text []string
	for _, c := range all {
		text = append(text, word(c.GetKind())+" ("+word(c.GetState())+")")
	}
	if len(text) == 0 {
		return none
	}
	return strings.Join(text, ", ")
}

func roles(all []string) string {
	return strings.ReplaceAll(terminal.Clean(strings.Join(all, ", ")), "_", " ")
}

// otherwise is the newest position that counts beside the one in force, else
// the newest that it superseded.
func otherwise(a *assessmentv1.ActorPosition) string {
	if standing := a.GetStanding(); len(standing) > 0 {
		return fmt.Sprintf(" beside it: %s, %s", word(standing[0].GetStance()), when(standing[0].GetEventTime()))
	}
	if past := a.GetPast(); len(past) > 0 {
		return fmt.Sprintf(" before: %s, %s", word(past[0].GetStance()), when(past[0].GetEventTime()))
	}
	return ""
}

// commitments shows who brings what, and the sums against what is sought.
func (p *page) commitments(a *assessmentv1.Assessment) {
	if len(a.GetCommitments()) == 0 && len(a.GetCommitmentTotals()) == 0 {
		return
	}
	p.heading("WHO BRINGS WHAT")
	t := table{indent: 2, widths: []int{14, 11, 11, 21, 11, 0}}
	all := a.GetCommitments()
	for i, c := range all[:min(len(all), whoShown)] {
		if i == 0 {
			p.line("%s", p.Dim(t.row("actor", "kind", "status", "amount", "since", "")))
		}
		p.line("%s", t.row(terminal.Clean(c.GetActor()), word(c.GetKind()), word(c.GetStatus()),
			strings.TrimPrefix(quantity(c.GetQuantity()), ", "), when(c.GetEventTime()), superseded(c.GetSuperseded())))
		p.line("      %s", p.Dim(terminal.Cut(quoted(c.GetEvidence().GetQuote()), terminal.Columns-6)))
	}
	p.more(len(all) - whoShown)
	for _, total := range a.GetCommitmentTotals() {
		p.total(total)
	}
}

func superseded(n uint32) string {
	if n == 0 {
		return ""
	}
	return "replaces " + plural(int(n), "figure", "figures")
}

func (p *page) total(t *assessmentv1.CommitmentTotal) {
	text := fmt.Sprintf("%s in %s: offered %s, pledged %s, in place %s", word(t.GetKind()), terminal.Clean(t.GetUnit()),
		number(t.GetOffered()), number(t.GetPledged()), number(t.GetDeployed()))
	if t.GetSought() > 0 {
		text += fmt.Sprintf(" of %s sought (%s firm)", number(t.GetSought()),
			percent((t.GetPledged()+t.GetDeployed())/t.GetSought()))
	}
	p.wrapped("  Σ ", text)
}

// ladder shows the rungs of realisation, lowest first.
func (p *page) ladder(all []*assessmentv1.MilestoneStatus) {
	if len(all) == 0 {
		return
	}
	p.heading("RUNGS")
	t := table{indent: 2, widths: []int{14, -5, 21, 9, 11, 0}}
	for _, m := range all {
		name, setback := word(m.GetKind()), terminal.Clean(m.GetSetback())
		if m.GetTarget() {
			name = "» " + name
		} else {
			name = "  " + name
		}
		state := word(m.GetState())
		if m.GetState() == taggingv1.MilestoneState_MILESTONE_STATE_FAILED && setback != "" {
			state = setback
		}
		p.line("%s", t.row(name, percent(m.GetProbability()), bar(m.GetProbability(), 1, 21), state,
			when(m.GetEventTime()), quoted(m.GetEvidence().GetQuote())))
	}
}

// contradictions shows both sides of accounts that cannot both hold.
func (p *page) contradictions(all []*assessmentv1.Contradiction) {
	if len(all) == 0 {
		return
	}
	p.heading("ACCOUNTS THAT CANNOT BOTH HOLD")
	for _, c := range all {
		p.line("  %s", terminal.Cut(terminal.Clean(c.GetSlot()), terminal.Columns-2))
		p.wrapped("      on one side    ", quoted(c.GetEvidence().GetQuote()))
		p.wrapped("      on the other   ", quoted(c.GetAgainstEvidence().GetQuote()))
	}
}

func (p *page) unknown(g *assessmentv1.Grounds) {
	var silent []string
	for _, d := range g.GetSilentDimensions() {
		silent = append(silent, word(d))
	}
	if len(silent) == 0 {
		return
	}
	p.heading("NOTHING IS KNOWN ABOUT")
	p.wrapped("  ", strings.Join(silent, ", "))
}

package render

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// view begins a page on one part of an assessment.
func view(style terminal.Style, a *assessmentv1.Assessment) *page {
	p := &page{Style: style}
	p.wrapped("", p.Bold(terminal.Clean(a.GetInitiativeName()))+" ("+terminal.Clean(a.GetInitiativeId())+"), as of the end of "+lastDay(a.GetAsOfTime()))
	return p
}

// omitted tells how many are left out.
func (p *page) omitted(n uint32, where string) {
	if n > 0 {
		p.line("%s", p.Dim(fmt.Sprintf("  … and %d more that are left out: %s", n, where)))
	}
}

// source is where words stand: claim and article, by the beginnings of their ids.
func source(claim string, e *taggingv1.Evidence) string {
	text := "claim " + short(claim)
	if e.GetArticleId() != "" {
		text += ", article " + short(e.GetArticleId())
	}
	return text
}

// Positions shows where every actor stands, with the whole words, what counts
// beside them, and what it said before.
func Positions(style terminal.Style, a *assessmentv1.Assessment) string {
	p := view(style, a)
	if len(a.GetPositions()) == 0 {
		p.line("Nobody has taken a position.")
	}
	t := table{indent: 2, widths: []int{14, 13, 11, -8, 0}}
	for i, position := range a.GetPositions() {
		if i == 0 {
			p.line("%s", p.Dim(t.row("actor", "stance", "since", "log-odds", "role")))
		}
		p.line("%s", t.row(terminal.Clean(position.GetActor()), word(position.GetStance()), when(position.GetEventTime()),
			odds(position.GetLogOdds()), roles(position.GetRoles())))
		p.wrapped("      ", quoted(position.GetEvidence().GetQuote()))
		p.line("      %s", p.Dim(terminal.Cut(said(position.GetAttribution())+source(position.GetClaimId(), position.GetEvidence()), terminal.Columns-6)))
		if len(position.GetConditions()) > 0 {
			p.wrapped("      hangs on ", conditions(position.GetConditions()))
		}
		for _, other := range position.GetStanding() {
			p.line("      beside it: %s, %s (claim %s)", word(other.GetStance()), when(other.GetEventTime()), short(other.GetClaimId()))
		}
		for _, past := range position.GetPast() {
			p.line("      before: %s, %s (claim %s)", word(past.GetStance()), when(past.GetEventTime()), short(past.GetClaimId()))
		}
	}
	p.omitted(a.GetPositionsOmitted(), "`barograph evidence --actor` has them")
	return p.String()
}

// said names those through whom the words came, with a trailing separator.
func said(a *taggingv1.Attribution) string {
	if text := through(a); text != "" {
		return "said by " + text + ", "
	}
	return ""
}

// through is those through whom the words came, from the author inwards.
func through(a *taggingv1.Attribution) string {
	var links []string
	for _, link := range a.GetChain() {
		links = append(links, terminal.Clean(link))
	}
	return strings.Join(links, " > ")
}

// Commitments shows who brings what, with the whole words, and the sums.
func Commitments(style terminal.Style, a *assessmentv1.Assessment) string {
	p := view(style, a)
	if len(a.GetCommitments()) == 0 {
		p.line("Nobody has offered anything.")
	}
	t := table{indent: 2, widths: []int{14, 11, 11, 21, 11, -8, 0}}
	for i, c := range a.GetCommitments() {
		if i == 0 {
			p.line("%s", p.Dim(t.row("actor", "kind", "status", "amount", "since", "log-odds", "")))
		}
		p.line("%s", t.row(terminal.Clean(c.GetActor()), word(c.GetKind()), word(c.GetStatus()),
			strings.TrimPrefix(quantity(c.GetQuantity()), ", "), when(c.GetEventTime()), odds(c.GetLogOdds()), superseded(c.GetSuperseded())))
		p.wrapped("      ", quoted(c.GetEvidence().GetQuote()))
		p.line("      %s", p.Dim(source(c.GetClaimId(), c.GetEvidence())))
	}
	p.omitted(a.GetCommitmentsOmitted(), "the sums have them")
	for i, total := range a.GetCommitmentTotals() {
		if i == 0 {
			p.heading("IN SUM")
		}
		p.total(total)
	}
	return p.String()
}

// Conditions shows what positions hang on, the open ones first.
func Conditions(style terminal.Style, a *assessmentv1.Assessment) string {
	p := view(style, a)
	states := []taggingv1.ConditionState{
		taggingv1.ConditionState_CONDITION_STATE_OPEN, taggingv1.ConditionState_CONDITION_STATE_BREACHED, taggingv1.ConditionState_CONDITION_STATE_MET,
	}
	count := 0
	for _, state := range states {
		for _, position := range a.GetPositions() {
			for _, c := range position.GetConditions() {
				if c.GetState() == state {
					p.condition(position, c)
					count++
				}
			}
		}
	}
	if count == 0 {
		p.line("No position hangs on a condition.")
	}
	return p.String()
}

func (p *page) condition(position *assessmentv1.ActorPosition, c *assessmentv1.ConditionStatus) {
	t := table{indent: 2, widths: []int{9, 14, 15, 0}}
	p.line("%s", t.row(strings.ToUpper(word(c.GetState())), terminal.Clean(position.GetActor()), word(c.GetKind()),
		"the actor "+word(position.GetStance())+", since "+when(position.GetEventTime())))
	words := c.GetEvidence()
	if words.GetQuote() == "" {
		words = position.GetEvidence()
	}
	p.wrapped("      ", quoted(words.GetQuote()))
	p.line("      %s", p.Dim(source(position.GetClaimId(), words)))
	switch {
	case c.GetRuledBy() != nil:
		p.wrapped("      ", ruledBy(c.GetRuledBy()))
	case c.GetClosedBy() != "":
		p.line("      %s by claim %s", word(c.GetState()), short(c.GetClosedBy()))
	}
}

// Contradictions shows the accounts that cannot both hold, with the claims on
// either side.
func Contradictions(style terminal.Style, a *assessmentv1.Assessment) string {
	p := view(style, a)
	if len(a.GetContradictions()) == 0 {
		p.line("No accounts contradict each other.")
	}
	for _, c := range a.GetContradictions() {
		p.line("  %s", p.Bold(terminal.Cut(terminal.Clean(c.GetSlot()), terminal.Columns-2)))
		p.side("on one side    ", c.GetEvidence(), c.GetClaimIds())
		p.side("on the other   ", c.GetAgainstEvidence(), c.GetAgainstClaimIds())
	}
	p.omitted(a.GetContradictionsOmitted(), "those of lighter claims")
	return p.String()
}

func (p *page) side(lead string, words *taggingv1.Evidence, claims []string) {
	p.wrapped("      "+lead, quoted(words.GetQuote()))
	var ids []string
	for _, id := range claims {
		ids = append(ids, short(id))
	}
	text := "claim "
	if len(ids) > 1 {
		text = strconv.Itoa(len(ids)) + " claims: "
	}
	p.line("      %s%s", strings.Repeat(" ", terminal.Width(lead)), p.Dim(text+strings.Join(ids, ", ")))
}

// Ledger is every piece of evidence in one line, in the given order; more tells
// how many were left out.
func Ledger(style terminal.Style, all []*assessmentv1.Contribution, more int) string {
	p := &page{Style: style}
	p.heading("LEDGER")
	t := table{indent: 2, widths: []int{-6, -8, 21, 5, 10, 8, 0}}
	p.line("%s", p.Dim(t.row("points", "log-odds", "counts in", "grade", "published", "claim", "says")))
	for _, c := range all {
		says := claim(c.GetClaim())
		if says != "" {
			says += ": "
		}
		p.line("%s", t.row(tenths(c.GetPoints()), odds(c.GetLogOdds()), counted(c), grade(c), day(c.GetArticle().GetPublishedTime()),
			short(c.GetClaimId()), says+quoted(c.GetClaim().GetEvidence().GetQuote())))
	}
	if more > 0 {
		p.line("%s", p.Dim("  … and "+plural(more, "weaker one", "weaker ones")))
	}
	return p.String()
}

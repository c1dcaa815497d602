package render

import (
	"fmt"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// findingWidth is how many columns a finding takes beside its words.
const findingWidth = 38

// Tagged is what was read out of one article.
func Tagged(style terminal.Style, a *taggingv1.TaggedArticle) string {
	p := &page{Style: style}
	title := terminal.Clean(a.GetTitle())
	if title == "" {
		title = "(no title)"
	}
	p.wrapped("", p.Bold(title)+" ("+terminal.Clean(a.GetArticleId())+")")
	facts := []string{word(a.GetKind()), percent(a.GetHedgedShare()) + " of sentences hedged"}
	if a.GetAnonymousSources() {
		facts = append(facts, "rests on unnamed sources")
	}
	facts = append(facts, plural(len(a.GetClaims()), "claim", "claims"), terminal.Clean(a.GetEngineVersion()))
	p.line("%s", p.Dim(strings.Join(facts, " · ")))
	if reason := terminal.Clean(a.GetSkippedReason()); reason != "" {
		p.line("Nothing was read: %s.", reason)
		return p.String()
	}
	if len(a.GetInitiatives()) == 0 {
		p.line("It is about none of the initiatives.")
	}
	for _, tag := range a.GetInitiatives() {
		p.tag(tag)
	}
	return p.String()
}

func (p *page) tag(tag *taggingv1.InitiativeTag) {
	relevance := "mentioned"
	if tag.GetCentral() {
		relevance = "central"
	}
	p.line("")
	p.line("  %s  %s, %s", p.Bold(terminal.Clean(tag.GetInitiativeId())), word(tag.GetDirection()), relevance)
	for _, f := range tag.GetPositions() {
		p.finding("position", terminal.Clean(f.GetActor())+" "+word(f.GetStance())+conditional(f.GetConditions()), f.GetEvidence())
	}
	for _, f := range tag.GetCommitments() {
		text := terminal.Clean(f.GetActor()) + " " + word(f.GetKind()) + " " + word(f.GetStatus())
		if f.Min != nil && f.Max != nil {
			text += ", " + amount(f.GetMin(), f.GetMax(), f.GetUnit())
		}
		p.finding("commitment", text, f.GetEvidence())
	}
	for _, f := range tag.GetDimensions() {
		p.finding("dimension", word(f.GetDimension())+" "+word(f.GetImpact()), f.GetEvidence())
	}
	for _, f := range tag.GetMilestones() {
		p.finding("milestone", strings.TrimSpace(fmt.Sprintf("%s %s %s", word(f.GetMilestone()), word(f.GetState()), f.GetDate())), f.GetEvidence())
	}
}

func (p *page) finding(kind, text string, evidence []*taggingv1.Evidence) {
	t := table{indent: 4, widths: []int{10, findingWidth, 0}}
	quote := ""
	if len(evidence) > 0 {
		quote = quoted(evidence[0].GetQuote())
	}
	if terminal.Width(text) <= findingWidth {
		p.line("%s", t.row(kind, text, quote))
		return
	}
	p.line("    %s", terminal.Cut(kind+strings.Repeat(" ", 12-len(kind))+text, terminal.Columns-4))
	p.line("%s", t.row("", "", quote))
}

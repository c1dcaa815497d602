package render

import (
	"fmt"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// Comparisons puts the assessments of two models side by side: of the one in use
// and of the one in a file, or, where the file has no name, of the one that
// published before and of the one in use.
func Comparisons(style terminal.Style, answer *assessmentv1.CompareModelsResponse, file string) string {
	p := &page{Style: style}
	all := answer.GetComparisons()
	switch {
	case len(all) == 0 && file == "":
		p.wrapped("", "Nothing that is kept was published with another model. To try one: `barograph model compare --model FILE`.")
		return p.String()
	case len(all) == 0:
		p.line("No initiative is defined.")
		return p.String()
	}
	before, after := "IN USE", "FILE"
	if file == "" {
		before, after = "BEFORE", "IN USE"
	}
	p.parameters(answer.GetParameters(), all[0], file)
	t := table{widths: []int{19, -6, -6, -6, 10, 10, 0}}
	p.line("%s", p.Bold(t.row("INITIATIVE", before, after, "POINTS", "INTERVAL", "", "LIKELIHOOD")))
	for _, c := range all {
		p.comparison(t, c)
	}
	return p.String()
}

// parameters says which models they are and what differs between them.
func (p *page) parameters(changes []*assessmentv1.ParameterChange, first *assessmentv1.ModelComparison, file string) {
	if file == "" {
		p.line("As published by the model before, and what %s makes of the same ledger.", terminal.Clean(first.GetAfter().GetModelVersion()))
		p.line("")
		return
	}
	p.line("%s in use, %s in %s.", terminal.Clean(first.GetBefore().GetModelVersion()), terminal.Clean(first.GetAfter().GetModelVersion()), terminal.Clean(file))
	if len(changes) == 0 {
		p.line("All parameters are the same.")
	}
	for _, c := range changes {
		p.line("%s", terminal.Cut(fmt.Sprintf("  %s: %s → %s", terminal.Clean(c.GetPath()), orNone(c.GetBefore()), orNone(c.GetAfter())), terminal.Columns))
	}
	p.line("")
}

func orNone(text string) string {
	if text == "" {
		return none
	}
	return terminal.Clean(text)
}

func (p *page) comparison(t table, c *assessmentv1.ModelComparison) {
	before, after := c.GetBefore(), c.GetAfter()
	term := word(after.GetLikelihood())
	if before.GetLikelihood() != after.GetLikelihood() {
		term = word(before.GetLikelihood()) + " → " + term
	}
	p.line("%s", t.row(terminal.Clean(c.GetInitiativeId()), percent(before.GetProbability()), percent(after.GetProbability()),
		tenths(100*(after.GetProbability()-before.GetProbability())),
		between(before.GetProbabilityLow(), before.GetProbabilityHigh()), "→ "+between(after.GetProbabilityLow(), after.GetProbabilityHigh()), term))
	if c.GetRevision() != 0 {
		p.line("  %s", p.Dim(fmt.Sprintf("revision %d of %s, as of the end of %s", c.GetRevision(), terminal.Clean(before.GetModelVersion()), lastDay(c.GetAsOfTime()))))
	}
	var groups, terms []string
	for _, e := range c.GetParameters() {
		name := terminal.Clean(e.GetGroup())
		if e.GetClamp() {
			name = "clamp or answer"
		}
		groups = append(groups, tenths(e.GetPoints())+" "+name)
	}
	for _, d := range c.GetTerms() {
		terms = append(terms, tenths(d.GetPoints())+" "+driverOwner(d))
	}
	p.sums("by parameter: ", groups)
	p.sums("by term: ", terms)
}

func (p *page) sums(lead string, parts []string) {
	if len(parts) > 0 {
		p.wrapped("  "+lead, strings.Join(parts, " · "))
	}
}

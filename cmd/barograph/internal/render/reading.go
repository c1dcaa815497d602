package render

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	"github.com/barograph/barograph/services/nlp"
)

// Part says which part of a reading to show; the zero value is all of it.
type Part struct {
	// Sentence is the number of the only sentence to show; 0 shows all.
	Sentence int
	// Initiative is the id of the only initiative to show; empty shows all.
	Initiative string
}

// Reading is how one article was read, sentence by sentence, with the reasons.
func Reading(style terminal.Style, e *nlp.Explanation, part Part) string {
	p := &reading{page: page{Style: style}, e: e, part: part}
	p.wrapped("", p.Bold(headline(e.Tagged))+" ("+terminal.Clean(e.Tagged.GetArticleId())+")")
	if part.Sentence == 0 {
		p.facts()
		p.findings()
	}
	shown := 0
	for _, l := range e.Lines {
		shown += p.sentencesOf(l)
	}
	if shown == 0 && len(e.Sentences) > 0 {
		p.line("")
		p.line("No sentence matches; there are %d.", len(e.Sentences))
	}
	return p.String()
}

// reading prints one explanation.
type reading struct {
	page
	e    *nlp.Explanation
	part Part
}

// labelled adds a line or more with a label in the margin.
func (p *reading) labelled(label, text string) {
	if text = terminal.Clean(text); text != "" {
		p.wrapped(p.Dim(terminal.Left("    "+label, 15))+" ", text)
	}
}

func (p *reading) facts() {
	for _, f := range p.e.Facts {
		text := terminal.Clean(f.Value)
		if f.Why != "" {
			text += " – " + terminal.Clean(f.Why)
		}
		p.wrapped("  "+terminal.Left(f.Name, 17), text)
	}
	p.wrapped("  "+terminal.Left("engine", 17), terminal.Clean(p.e.Tagged.GetEngineVersion()))
}

// findings is the summary by initiative, with the numbers of the claims.
func (p *reading) findings() {
	for _, in := range p.e.Initiatives {
		if p.part.Initiative != "" && in.Tag.GetInitiativeId() != p.part.Initiative {
			continue
		}
		relevance := "mentioned"
		if in.Tag.GetCentral() {
			relevance = "central"
		}
		p.line("")
		p.line("%s  %s, %s", p.Bold(terminal.Clean(in.Tag.GetInitiativeId())), word(in.Tag.GetDirection()), relevance)
		p.labelled("direction", in.Why)
		for _, w := range in.Weights {
			p.labelled("", fmt.Sprintf("%s: helps %d, hurts %d", w.Name, w.Helps, w.Hurts))
		}
		for _, f := range Findings(in) {
			p.labelled(f.Kind, f.Sign+" "+f.Text+claimNumbers(f.Claims))
		}
	}
}

func claimNumbers(numbers []int) string {
	var out []string
	for _, n := range numbers {
		out = append(out, "#"+strconv.Itoa(n))
	}
	if len(out) == 0 {
		return ""
	}
	return "  [" + strings.Join(out, " ") + "]"
}

// sentencesOf prints a line of the text and returns how many sentences it showed.
func (p *reading) sentencesOf(l nlp.ExplainedLine) int {
	all := p.part == Part{}
	if !l.Cited && all {
		p.line("")
		p.line("%s", p.Dim(terminal.Cut("–  "+l.Kind+", not read: "+l.Reason, terminal.Columns)))
		p.line("   %s", p.Dim(terminal.Cut(terminal.Clean(p.e.Text[l.Start:l.End]), terminal.Columns-3)))
	}
	shown := 0
	for _, s := range p.e.Sentences[l.First:l.Last] {
		if p.part.Sentence != 0 && p.part.Sentence != s.Number || p.part.Initiative != "" && !about(s, p.part.Initiative) {
			continue
		}
		shown++
		p.sentence(l, s)
	}
	return shown
}

// about tells whether a sentence speaks of an initiative, or gave a claim on it.
func about(s nlp.ExplainedSentence, initiative string) bool {
	for _, f := range s.Focus {
		if f.Initiative == initiative {
			return true
		}
	}
	for _, c := range s.Claims {
		if c.GetInitiativeId() == initiative {
			return true
		}
	}
	return false
}

func (p *reading) sentence(l nlp.ExplainedLine, s nlp.ExplainedSentence) {
	var notes []string
	if l.Kind != "paragraph" {
		notes = append(notes, l.Kind)
	}
	if s.Question {
		notes = append(notes, "question")
	}
	for _, f := range s.Focus {
		notes = append(notes, terminal.Clean(f.Initiative)+" ("+f.How+")")
	}
	if len(notes) == 0 {
		notes = append(notes, "about none of the initiatives")
	}
	p.line("")
	p.line("%s  %s", p.Bold(strconv.Itoa(s.Number)), p.Dim(terminal.Cut(strings.Join(notes, " · "), terminal.Columns-6)))
	p.wrapped("   ", quoted(p.e.Text[s.Start:s.End]))
	p.found(s)
	p.labelled("prospects", s.Prospects)
	p.spoken(s)
	p.clauses(s)
	p.propositions(s)
	for _, c := range s.Claims {
		p.claimed(c)
	}
	for _, d := range s.Dropped {
		p.labelled("dropped", dropped(p.e, d))
	}
}

// dropped is a candidate with the reason for which it is none.
func dropped(e *nlp.Explanation, d nlp.ExplainedDrop) string {
	text := quoted(e.Text[d.Start:d.End])
	if d.What != "" {
		text += " " + d.What
	}
	return text + ": " + d.Reason + " (" + d.Rule + ")"
}

package render

import (
	"fmt"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp"
)

// found lists the marks of a sentence by category.
func (p *reading) found(s nlp.ExplainedSentence) {
	for _, row := range []struct {
		label      string
		categories []nlp.ExplainedCategory
	}{
		{"actors", []nlp.ExplainedCategory{nlp.MarkActor}},
		{"initiatives", []nlp.ExplainedCategory{nlp.MarkInitiative}},
		{"figures", []nlp.ExplainedCategory{nlp.MarkFigure, nlp.MarkDate}},
		{"words", []nlp.ExplainedCategory{nlp.MarkStance, nlp.MarkCommitment, nlp.MarkDimension, nlp.MarkMilestone, nlp.MarkCondition, nlp.MarkSpeech, nlp.MarkModality, nlp.MarkValence}},
	} {
		var out []string
		for _, c := range row.categories {
			for _, m := range s.Marks {
				if m.Category == c {
					out = append(out, p.mark(m))
				}
			}
		}
		p.labelled(row.label, strings.Join(out, "; "))
	}
}

// mark is a mark in words: “Jakarta” = IDN (metonym).
func (p *reading) mark(m nlp.ExplainedMark) string {
	text := quoted(p.e.Text[m.Start:m.End])
	switch m.Category {
	case nlp.MarkActor, nlp.MarkInitiative, nlp.MarkFigure, nlp.MarkDate:
		if m.Value != "" {
			text += " = " + m.Value
		}
		if m.Why != "" {
			text += " (" + m.Why + ")"
		}
		return text
	}
	return text + " " + string(m.Category) + " " + m.Value
}

// spoken says on whose word the parts of a sentence rest, unless all of it is
// the author's.
func (p *reading) spoken(s nlp.ExplainedSentence) {
	for _, v := range s.Voices {
		if text := VoiceInWords(v); text != "" {
			p.labelled("voice", text+": "+quoted(terminal.Cut(terminal.Clean(p.e.Text[v.Start:v.End]), 60)))
		}
	}
}

// VoiceInWords says on whose word a run of words rests: "indirect: IDN
// (Jakarta), institution statement". It is empty for the author's own words
// without any other source.
func VoiceInWords(v nlp.ExplainedVoice) string {
	if v.Form == "author" && v.Class == "" {
		return ""
	}
	who := "somebody not known"
	switch {
	case v.Actor != "" && v.Speaker != "":
		who = v.Actor + " (" + v.Speaker + ")"
	case v.Actor != "":
		who = v.Actor
	case v.Speaker != "":
		who = v.Speaker
	case v.Form == "author":
		who = "the author"
	}
	text := who
	if v.Form != "author" {
		text = v.Form + ", " + who
	}
	if v.Class != "" {
		text += ", " + v.Class
	}
	return text
}

// clauses lists the clauses of a sentence that has no tree to say more.
func (p *reading) clauses(s nlp.ExplainedSentence) {
	if len(s.Propositions) > 0 {
		return
	}
	for _, c := range s.Clauses {
		p.labelled("clause", ClauseInWords(c)+": "+quoted(terminal.Cut(terminal.Clean(p.e.Text[c.Start:c.End]), 60)))
	}
}

// ClauseInWords says how a clause stands: "condition “if”, unknown, hypothetical".
func ClauseInWords(c nlp.ExplainedClause) string {
	text := c.Kind
	if c.Marker != "" {
		text += " “" + c.Marker + "”"
	}
	text += ", " + c.Certainty
	for _, n := range c.Notes {
		text += ", " + n
	}
	return text
}

// claimed is one claim with everything that it carries.
func (p *reading) claimed(c nlp.ExplainedClaim) {
	kind := ClaimKind(c.Claim)
	said := ClaimInWords(c.Claim)
	p.wrapped(p.Dim(terminal.Left("    "+kind, 15))+" "+p.sign(float64(c.GetImpactMilli()))+" ",
		terminal.Clean(fmt.Sprintf("#%d %s", c.Number, said)))
	p.labelled("", strings.Join(append(ClaimFacts(c.Claim), ClaimOrigin(c.Claim)...), " · "))
}

// ClaimKind names the kind of a claim: "position", "dimension".
func ClaimKind(c *taggingv1.Claim) string {
	switch {
	case c.GetPosition() != nil:
		return "position"
	case c.GetCommitment() != nil:
		return "commitment"
	case c.GetMilestone() != nil:
		return "milestone"
	case c.GetCondition() != nil:
		return "condition"
	}
	return "dimension"
}

// ClaimInWords is what a claim says, harmless: "IDN pledged troops, 8,000 personnel".
func ClaimInWords(c *taggingv1.Claim) string {
	text := claim(c)
	if d := c.GetDimensionEvidence(); d != nil {
		text = strings.TrimSpace(word(c.GetDimension()) + " " + quoted(d.GetCue()) + hedge(c.GetFactuality()))
	}
	return text
}

// ClaimFacts are what a claim says beside its body, in words, harmless: impact
// and confidence, certainty and tense, on whose word.
func ClaimFacts(c *taggingv1.Claim) []string {
	facts := []string{
		fmt.Sprintf("impact %s", signed(float64(c.GetImpactMilli())/1000, 2)),
		fmt.Sprintf("confidence %.2f", float64(c.GetConfidenceMilli())/1000),
		word(c.GetFactuality()) + ", " + word(c.GetTense()),
	}
	if c.GetBackground() {
		facts = append(facts, "background")
	}
	return append(facts, terminal.Clean(strings.Join(c.GetAttribution().GetChain(), " > ")))
}

// ClaimOrigin is what a claim belongs to and comes from, in words, harmless:
// initiative, kind of source, dimension, date, event, contradiction, rule, id.
func ClaimOrigin(c *taggingv1.Claim) []string {
	facts := []string{terminal.Clean(c.GetInitiativeId())}
	if a := c.GetAttribution(); len(a.GetChain()) > 1 || a.GetSpeakerClass() != taggingv1.SpeakerClass_SPEAKER_CLASS_UNATTRIBUTED {
		facts = append(facts, word(a.GetForm())+", "+word(a.GetSpeakerClass()))
	}
	if c.GetDimension() != taggingv1.Dimension_DIMENSION_UNSPECIFIED && c.GetDimensionEvidence() == nil {
		facts = append(facts, "counts in "+word(c.GetDimension()))
	}
	if t := c.GetEventTime(); t != nil {
		facts = append(facts, when(t))
	}
	if e := c.GetEvent(); e.GetType() != taggingv1.EventType_EVENT_TYPE_UNSPECIFIED {
		facts = append(facts, strings.TrimSpace("event "+strings.ToUpper(word(e.GetType()))+" "+terminal.Clean(e.GetMode())))
	}
	if w := terminal.Clean(c.GetContradiction()); w != "" {
		facts = append(facts, "contradicts: "+w)
	}
	return append(facts, terminal.Clean(c.GetRule()), "id "+short(c.GetId()))
}

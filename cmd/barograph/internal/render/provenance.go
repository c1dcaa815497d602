package render

import (
	"fmt"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// Claims is all that is known of some claims: the words with their place in the
// text, who says so, and how their share came about.
func Claims(style terminal.Style, all []*assessmentv1.Contribution) string {
	p := &page{Style: style}
	if len(all) == 0 {
		p.line("No claim matches.")
	}
	for i, c := range all {
		if i > 0 {
			p.line("")
		}
		p.provenance(c)
	}
	return p.String()
}

func (p *page) provenance(c *assessmentv1.Contribution) {
	words := c.GetClaim().GetEvidence()
	p.line("%s %s points  %s%s", p.sign(c.GetLogOdds()), tenths(c.GetPoints()), counted(c), saying(c))
	p.wrapped("    ", p.Bold(quoted(words.GetQuote())))
	fact := func(name, text string) {
		if text != "" {
			p.wrapped("    "+terminal.Left(name, 12), text)
		}
	}
	fact("claim", terminal.Clean(c.GetClaimId()))
	fact("counts", counts(c))
	fact("said by", strings.TrimPrefix(through(c.GetClaim().GetAttribution())+unnamed(c), ", "))
	presented := word(c.GetClaim().GetFactuality())
	if tense := word(c.GetClaim().GetTense()); tense != none {
		presented += ", " + tense + " tense"
	}
	fact("presented", presented)
	fact("happened", when(c.GetClaim().GetEventTime()))
	fact("share", fmt.Sprintf("%s log-odds = limit × weight %.3f × impact %+.2f / (κ + sum of weight × |impact|)", odds(c.GetLogOdds()), c.GetWeight(), c.GetImpact()))
	fact("grade", grade(c)+origin(c))
	a := c.GetArticle()
	fact("article", strings.TrimPrefix(quoted(a.GetTitle())+", "+terminal.Clean(a.GetSource())+", "+day(a.GetPublishedTime()), ", "))
	fact("", terminal.Clean(a.GetUrl()))
	fact("text", fmt.Sprintf("bytes %d to %d of", words.GetStartByte(), words.GetEndByte()))
	p.line("%s  barograph articles show %s --revision %d", strings.Repeat(" ", 14), terminal.Clean(a.GetId()), a.GetRevision())
}

// counts says whether the claim counts, and if not, why.
func counts(c *assessmentv1.Contribution) string {
	if c.GetState() == assessmentv1.ContributionState_CONTRIBUTION_STATE_COUNTED {
		return "yes"
	}
	text := "no: " + word(c.GetState())
	if c.GetReplacedBy() != "" {
		text += " by claim " + short(c.GetReplacedBy())
	}
	return text
}

// unnamed is the kind of a speaker without a name, with a leading separator.
func unnamed(c *assessmentv1.Contribution) string {
	switch class := c.GetClaim().GetAttribution().GetSpeakerClass(); class {
	case taggingv1.SpeakerClass_SPEAKER_CLASS_UNNAMED_OFFICIAL, taggingv1.SpeakerClass_SPEAKER_CLASS_UNNAMED_INSIDER,
		taggingv1.SpeakerClass_SPEAKER_CLASS_LEAKED_DOCUMENT, taggingv1.SpeakerClass_SPEAKER_CLASS_VAGUE_EXPERTS:
		return ", " + word(class)
	}
	return ""
}

func origin(c *assessmentv1.Contribution) string {
	if c.GetOrigin() == "" {
		return ", origin unknown"
	}
	return ", origin " + terminal.Clean(c.GetOrigin())
}

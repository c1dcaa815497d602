package render

import (
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp"
)

// Finding is one line of an article's summary in words, harmless.
type Finding struct {
	// Kind is "position", "commitment", "dimension" or "milestone".
	Kind string
	// Text says what was found, for example "IDN supports, if un mandate".
	Text string
	// Sign is "▲" for what raises the prospects, "▼" for what lowers them, "◆"
	// for both, "·" for neither.
	Sign string
	// Claims are the numbers of the claims that it was derived from.
	Claims []int
}

// Findings lists the summary of an article on one initiative.
func Findings(in nlp.ExplainedInitiative) []Finding {
	var out []Finding
	add := func(kind, sign, text string, ids []string) {
		f := Finding{Kind: kind, Sign: sign, Text: strings.TrimSpace(text)}
		for _, id := range ids {
			if n := in.Numbers[id]; n > 0 {
				f.Claims = append(f.Claims, n)
			}
		}
		out = append(out, f)
	}
	for _, f := range in.Tag.GetPositions() {
		add("position", stanceSign(f.GetStance()), terminal.Clean(f.GetActor())+" "+word(f.GetStance())+conditional(f.GetConditions()), f.GetClaimIds())
	}
	for _, f := range in.Tag.GetCommitments() {
		text := terminal.Clean(f.GetActor()) + " " + word(f.GetKind()) + " " + word(f.GetStatus())
		if f.Min != nil && f.Max != nil {
			text += ", " + amount(f.GetMin(), f.GetMax(), f.GetUnit())
		}
		add("commitment", givingSign(f.GetStatus()), text, f.GetClaimIds())
	}
	for _, f := range in.Tag.GetDimensions() {
		add("dimension", impactSign(f.GetImpact()), word(f.GetDimension())+" "+word(f.GetImpact()), f.GetClaimIds())
	}
	for _, f := range in.Tag.GetMilestones() {
		add("milestone", rungSign(f.GetState()), word(f.GetMilestone())+" "+word(f.GetState())+" "+terminal.Clean(f.GetDate()), f.GetClaimIds())
	}
	return out
}

// headline is an article's title, harmless; never empty.
func headline(a *taggingv1.TaggedArticle) string {
	if title := terminal.Clean(a.GetTitle()); title != "" {
		return title
	}
	return "(no title)"
}

// The signs of [Finding].
const raising, lowering, both, neither = "▲", "▼", "◆", "·"

func stanceSign(s taggingv1.Stance) string {
	switch {
	case s == taggingv1.Stance_STANCE_UNDECIDED || s == taggingv1.Stance_STANCE_UNSPECIFIED:
		return neither
	case s < taggingv1.Stance_STANCE_UNDECIDED:
		return raising
	}
	return lowering
}

func givingSign(s taggingv1.CommitmentStatus) string {
	switch s {
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_UNSPECIFIED:
		return neither
	case taggingv1.CommitmentStatus_COMMITMENT_STATUS_WITHDRAWN, taggingv1.CommitmentStatus_COMMITMENT_STATUS_DECLINED:
		return lowering
	}
	return raising
}

func impactSign(i taggingv1.Impact) string {
	switch i {
	case taggingv1.Impact_IMPACT_HELPS:
		return raising
	case taggingv1.Impact_IMPACT_HURTS:
		return lowering
	}
	return both
}

func rungSign(s taggingv1.MilestoneState) string {
	switch s {
	case taggingv1.MilestoneState_MILESTONE_STATE_REACHED:
		return raising
	case taggingv1.MilestoneState_MILESTONE_STATE_FAILED:
		return lowering
	}
	return neither
}

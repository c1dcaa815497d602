package render

import (
	"strconv"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// saying is what a contribution's claim says, with a leading separator.
func saying(c *assessmentv1.Contribution) string {
	if m := c.GetClaim().GetMilestone(); m != nil && m.GetKind() == c.GetMilestone() {
		return " " + word(m.GetState()) + hedge(c.GetClaim().GetFactuality()) // the rung is named already
	}
	text := claim(c.GetClaim())
	switch {
	case text == "":
		return ""
	case strings.HasPrefix(text, "("): // nobody and nothing to name, only how certain it is
		return " " + text
	}
	return " · " + text
}

// claim is what a claim says in a few words: "IDN pledged troops, 8,000 personnel".
func claim(c *taggingv1.Claim) string {
	actor := terminal.Clean(c.GetActor())
	text := actor
	switch {
	case c.GetPosition() != nil:
		text = actor + " " + word(c.GetPosition().GetStance()) + conditional(c.GetPosition().GetConditions())
	case c.GetCommitment() != nil:
		m := c.GetCommitment()
		text = actor + " " + word(m.GetKind()) + " " + word(m.GetStatus()) + quantity(m.GetQuantity())
	case c.GetMilestone() != nil:
		text = "rung " + word(c.GetMilestone().GetKind()) + " " + word(c.GetMilestone().GetState())
	case c.GetCondition() != nil:
		text = actor + " condition: " + word(c.GetCondition().GetKind())
	}
	return strings.TrimSpace(strings.TrimSpace(text) + hedge(c.GetFactuality()))
}

// hedge is how certain the source presents it, unless it is certain.
func hedge(f taggingv1.Factuality) string {
	switch f {
	case taggingv1.Factuality_FACTUALITY_UNSPECIFIED, taggingv1.Factuality_FACTUALITY_CERTAIN:
		return ""
	}
	return " (" + word(f) + ")"
}

func conditional(conditions []*taggingv1.Condition) string {
	var kinds []string
	for _, c := range conditions {
		kinds = append(kinds, word(c.GetKind()))
	}
	if len(kinds) == 0 {
		return ""
	}
	return ", if " + strings.Join(kinds, " and ")
}

func quantity(q *taggingv1.Quantity) string {
	if q == nil {
		return ""
	}
	return ", " + amount(q.GetMin(), q.GetMax(), q.GetUnit())
}

// citation is where a claim stands: publisher, day, headline, grade, claim id.
func citation(c *assessmentv1.Contribution) string {
	text := publication(c) + ", grade " + grade(c) + ", claim " + short(c.GetClaimId())
	if title := quoted(c.GetArticle().GetTitle()); title != "" {
		text += ", " + title
	}
	return text
}

// publication is the publisher, where it is known, and the day.
func publication(c *assessmentv1.Contribution) string {
	a := c.GetArticle()
	if source := terminal.Clean(a.GetSource()); source != "" {
		return source + ", " + day(a.GetPublishedTime())
	}
	return day(a.GetPublishedTime())
}

// grade is reliability and credibility on the Admiralty scale, "B2"; unknown is
// "F6".
func grade(c *assessmentv1.Contribution) string {
	letter := "F"
	if r := c.GetReliability(); r != articlev1.Reliability_RELIABILITY_UNSPECIFIED {
		letter = strings.ToUpper(word(r))
	}
	digit := c.GetCredibility()
	if digit < 1 || digit > 6 {
		digit = 6
	}
	return letter + strconv.Itoa(int(digit))
}

// short is the beginning of an id: enough to find it again.
func short(id string) string {
	id = terminal.Clean(id)
	if len(id) > 8 {
		return id[:8]
	}
	return id
}

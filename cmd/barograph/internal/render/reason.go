package render

import (
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// Reason is one row of a change in words, where there is no room for a table.
// All of it is harmless.
type Reason struct {
	// What happened to what, for example "added: force generation · IDN troops
	// pledged" or "more time, since rung pledged counts as reached".
	What string
	// Quote is the passage in quotation marks; empty where there is none.
	Quote string
	// Source is publisher and day; empty where there is none.
	Source string
}

// ReasonOf puts a row into words.
func ReasonOf(c *assessmentv1.Change) Reason {
	evidence := c.GetContribution()
	reason := Reason{What: word(c.GetKind())}
	if c.GetMilestone() != 0 {
		reason.What = openRungs(c)
	}
	if evidence == nil {
		return reason
	}
	reason.Quote = quoted(evidence.GetClaim().GetEvidence().GetQuote())
	if c.GetMilestone() == 0 {
		reason.What += regraded(c) + ": " + counted(evidence) + saying(evidence)
		if counted(evidence) == none {
			reason.What = word(c.GetKind()) + ": " + claim(evidence.GetClaim())
		}
	}
	if a := evidence.GetArticle(); a != nil {
		reason.Source = terminal.Clean(a.GetSource()) + ", " + day(a.GetPublishedTime())
	}
	return reason
}

// TermOf names the term that a row changed: a dimension, "rung pledged", "time
// pressure", or what else the row is about, such as "decay".
func TermOf(c *assessmentv1.Change) string {
	switch {
	case c.GetMilestone() != 0:
		return word(assessmentv1.ChangeKind_CHANGE_KIND_TIME_PRESSURE)
	case c.GetContribution() != nil && counted(c.GetContribution()) != none:
		return counted(c.GetContribution())
	}
	return word(c.GetKind())
}

// openRungs says what a rung did to the time that is left for the rest.
func openRungs(c *assessmentv1.Change) string {
	rung := "rung " + word(c.GetMilestone())
	if c.GetLogOdds() < 0 {
		return "less time, since " + rung + " no longer counts as reached"
	}
	return "more time, since " + rung + " counts as reached"
}

// regraded is how the grade changed of evidence that weighs more or less than
// before, for example " (C3 → C1)": most often another origin confirms it.
func regraded(c *assessmentv1.Change) string {
	kind := c.GetKind()
	reweighed := kind == assessmentv1.ChangeKind_CHANGE_KIND_STRENGTHENED || kind == assessmentv1.ChangeKind_CHANGE_KIND_WEAKENED
	if !reweighed || c.GetBefore() == nil || grade(c.GetBefore()) == grade(c.GetContribution()) {
		return ""
	}
	return " (" + grade(c.GetBefore()) + " → " + grade(c.GetContribution()) + ")"
}

// Word is the value of an enum for people: LIKELIHOOD_TERM_VERY_LIKELY is "very
// likely".
func Word(e protoreflect.Enum) string { return word(e) }

// Percent is a probability in whole percent: "37%".
func Percent(p float64) string { return percent(p) }

// Points is a signed number of percentage points.
func Points(v float64) string { return points(v) }

// Interval is the interval of an assessment: "21–55%".
func Interval(a *assessmentv1.Assessment) string { return interval(a) }

// Likelihood is the ICD 203 term of an assessment, or how its question was
// answered.
func Likelihood(a *assessmentv1.Assessment) string { return likelihood(a) }

// Question is the question of an assessment: "deployed by 2026-09-30".
func Question(a *assessmentv1.Assessment) string { return question(a.GetQuestion()) }

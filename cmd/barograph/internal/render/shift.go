package render

import (
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// Shift is a line that tells what shifted since the last alert, and one with
// the term that moved the probability most its way.
func Shift(style terminal.Style, s *assessmentv1.Shift) string {
	p := &page{Style: style}
	from := s.GetAlert().GetProbability()
	lead := "! " + terminal.Clean(s.GetInitiativeId()) + " shifted: " + percent(from) + " → " + percent(s.GetProbability()) +
		" (" + points(100*(s.GetProbability()-from)) + ")"
	if since := s.GetAlert().GetKnownTime(); since != nil {
		lead += " since " + day(since)
	}
	p.wrapped("", p.Bold(lead)+": "+strings.Join(shiftReasons(s), "; "))
	for _, driver := range s.GetDrivers() {
		if driver.GetPoints()*(s.GetProbability()-from) > 0 {
			p.line("  %s", p.Dim(terminal.Cut(driverText(driver), terminal.Columns-2)))
			break
		}
	}
	return p.String()
}

func shiftReasons(s *assessmentv1.Shift) []string {
	var reasons []string
	for _, reason := range s.GetReasons() {
		switch change := reason.GetChange().(type) {
		case *assessmentv1.ShiftReason_Probability:
			reasons = append(reasons, "the probability moved by "+points(100*change.Probability)+" points")
		case *assessmentv1.ShiftReason_Milestone:
			reasons = append(reasons, word(change.Milestone.GetKind())+" "+word(change.Milestone.GetBefore())+" → "+word(change.Milestone.GetAfter()))
		case *assessmentv1.ShiftReason_VetoPlayer:
			reasons = append(reasons, "veto player "+terminal.Clean(change.VetoPlayer.GetActor())+" "+
				word(change.VetoPlayer.GetBefore())+" → "+word(change.VetoPlayer.GetAfter()))
		case *assessmentv1.ShiftReason_Contradiction:
			what := "new contradiction on "
			if change.Contradiction.GetResolved() {
				what = "no more contradiction on "
			}
			reasons = append(reasons, what+terminal.Clean(change.Contradiction.GetSlot()))
		case *assessmentv1.ShiftReason_Resolution:
			reasons = append(reasons, "answer "+word(change.Resolution.GetBefore())+" → "+word(change.Resolution.GetAfter()))
		case *assessmentv1.ShiftReason_Model:
			reasons = append(reasons, "another model, "+terminal.Clean(change.Model.GetBefore())+" → "+terminal.Clean(change.Model.GetAfter()))
		}
	}
	return reasons
}

func driverText(d *assessmentv1.ShiftDriver) string {
	text := points(d.GetPoints()) + " " + driverOwner(d)
	if evidence := d.GetEvidence(); evidence != nil {
		text += saying(evidence) + " " + quoted(evidence.GetClaim().GetEvidence().GetQuote())
	}
	return text
}

// driverOwner is the term that a driver is of.
func driverOwner(d *assessmentv1.ShiftDriver) string {
	switch {
	case d.GetDimension() != 0:
		return word(d.GetDimension())
	case d.GetMilestone() != 0:
		return "rung " + word(d.GetMilestone())
	case d.GetTimePressure():
		return "time pressure"
	case d.GetPrior():
		return "prior"
	}
	return "clamp or answer"
}

package shift

import (
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
)

// explains reports whether a contribution is evidence of a driver's term. Time
// pressure has none of its own: what eases it is a report of the rung that is
// newly reached, where there is one.
func explains(c *assessmentv1.Contribution, d *assessmentv1.ShiftDriver, newly taggingv1.MilestoneKind) bool {
	switch {
	case d.GetDimension() != 0:
		return c.GetDimension() == d.GetDimension()
	case d.GetMilestone() != 0:
		return c.GetMilestone() == d.GetMilestone()
	case d.GetTimePressure():
		return newly != 0 && c.GetMilestone() == newly
	}
	return false
}

// newlyReached is the highest rung that is reached now where before none as high
// was; unspecified otherwise.
func newlyReached(before, now *assessmentv1.Assessment) taggingv1.MilestoneKind {
	if rung := assess.HighestRung(now); rung > assess.HighestRung(before) {
		return rung
	}
	return 0
}

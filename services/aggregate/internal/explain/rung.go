package explain

import (
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
)

// pressed adds the rows of time pressure on the way from a state over the same
// evidence at the later time to the state after: the time that went by, and the
// rungs that count as reached since, or no longer do. A reader who only sees time
// pressure ease would wonder how a deadline can move away.
func (t *table) pressed(state, aged, after assess.Result) {
	byTime, byRungs := pressure(aged.Assessment)-pressure(state.Assessment), pressure(after.Assessment)-pressure(aged.Assessment)
	rung := changedRung(aged.Assessment, after.Assessment)
	if rung == 0 { // the answer stopped the time
		byTime, byRungs = byTime+byRungs, 0
	}
	t.add(assessmentv1.ChangeKind_CHANGE_KIND_TIME_PRESSURE, nil, byTime)
	rows := len(t.rows)
	t.add(assessmentv1.ChangeKind_CHANGE_KIND_OPEN_RUNGS, report(rung, aged, after), byRungs)
	if len(t.rows) > rows {
		t.rows[rows].Milestone = rung
	}
}

// changedRung is the highest rung up to the target that is reached in one of
// two states but not in the other; unspecified where both stand equally high,
// since a reached rung takes those below it with it.
func changedRung(before, after *assessmentv1.Assessment) taggingv1.MilestoneKind {
	was, is := assess.HighestRung(before), assess.HighestRung(after)
	if was == is {
		return 0
	}
	return max(was, is)
}

// report is what decides on the state of a rung: the weightiest report that was
// not there before, else the weightiest; nil where nothing does any more.
func report(rung taggingv1.MilestoneKind, before, after assess.Result) *assessmentv1.Contribution {
	was, is := index(before), index(after)
	var strongest *assessmentv1.Contribution
	for _, status := range after.Assessment.GetMilestones() {
		if status.GetKind() != rung {
			continue
		}
		for _, id := range status.GetClaimIds() { // weightiest first
			switch c := is[id]; {
			case c == nil:
			case !present(was[id]):
				return c
			case strongest == nil:
				strongest = c
			}
		}
	}
	return strongest
}

package assess

import (
	"cmp"
	"slices"
	"time"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// ruled is what operators decided that holds at one time: on each subject the
// newest ruling.
type ruled struct {
	question   *assessmentv1.Ruling
	conditions map[conditionOf]*assessmentv1.Ruling
}

// conditionOf is a condition of an actor; of all actors without one.
type conditionOf struct {
	actor string
	kind  taggingv1.ConditionKind
}

// byRevision copies the rulings in order. Equal revisions are one ruling.
func byRevision(rulings []*assessmentv1.Ruling) []*assessmentv1.Ruling {
	return slices.SortedFunc(slices.Values(rulings), func(a, b *assessmentv1.Ruling) int {
		return cmp.Compare(a.GetRevision(), b.GetRevision())
	})
}

// ruledBy finds the rulings that hold before a time.
func (b *book) ruledBy(cut time.Time) ruled {
	var r ruled
	for _, ruling := range b.rulings {
		if !ruling.GetEffectiveTime().AsTime().Before(cut) {
			continue
		}
		if c := ruling.GetCondition(); c != nil {
			if r.conditions == nil {
				r.conditions = make(map[conditionOf]*assessmentv1.Ruling)
			}
			r.conditions[conditionOf{c.GetActor(), c.GetKind()}] = ruling
		} else if b.answers(ruling) {
			r.question = ruling
		}
	}
	return r
}

// answers reports whether a ruling is about the question that the definition
// asks now: an operator who answered another one did not answer this.
func (b *book) answers(ruling *assessmentv1.Ruling) bool {
	asked, bounded := known(b.initiative.GetQuestion().GetDeadline())
	answered, ok := known(ruling.GetDeadline())
	return ruling.GetMilestone() == b.target && bounded == ok && asked.Equal(answered)
}

// condition is what an operator decided on a condition; an actor's own ruling
// goes before one on all actors. False leaves it to the evidence.
func (r ruled) condition(actor string, kind taggingv1.ConditionKind) (closing, bool) {
	ruling, ok := r.conditions[conditionOf{actor, kind}]
	if !ok {
		ruling = r.conditions[conditionOf{"", kind}]
	}
	state := ruling.GetCondition().GetState()
	return closing{state: state, ruled: authority(ruling)}, state != taggingv1.ConditionState_CONDITION_STATE_UNSPECIFIED
}

// pose asks the question; an operator's answer goes before that of evidence
// and deadline.
func (e *evaluation) pose() {
	e.question = e.ask()
	ruling := e.ruled.question
	if ruling == nil || ruling.GetResolution() == assessmentv1.Resolution_RESOLUTION_OPEN {
		return
	}
	e.question.resolution, e.question.reason = ruling.GetResolution(), ruling.GetReason()
	e.question.answered, e.question.ruledBy = ruling.GetEffectiveTime().AsTime(), authority(ruling)
}

// authority says who ruled and why; nil for no ruling.
func authority(ruling *assessmentv1.Ruling) *assessmentv1.RuledBy {
	if ruling == nil {
		return nil
	}
	return &assessmentv1.RuledBy{
		Author: ruling.GetAuthor(), Reason: ruling.GetReason(),
		EffectiveTime: ruling.GetEffectiveTime(), RuleTime: ruling.GetRuleTime(),
	}
}

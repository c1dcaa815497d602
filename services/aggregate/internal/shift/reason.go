package shift

import (
	"cmp"
	"maps"
	"slices"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

const vetoPlayer = "veto_player" // role of ActorPosition, see the definition's fields

// reasonsOf is what passed its threshold, in a fixed order: the probability,
// rungs from the lowest, veto players and contradictions by name, the answer;
// and, beside any of them, that the model is another one.
func reasonsOf(before, now *assessmentv1.Assessment, threshold float64) []*assessmentv1.ShiftReason {
	var reasons []*assessmentv1.ShiftReason
	if move := now.GetProbability() - before.GetProbability(); passed(move, threshold) {
		reasons = append(reasons, &assessmentv1.ShiftReason{Change: &assessmentv1.ShiftReason_Probability{Probability: move}})
	}
	reasons = append(reasons, milestones(before, now)...)
	reasons = append(reasons, vetoPlayers(before, now)...)
	reasons = append(reasons, contradictions(before, now)...)
	if was, is := before.GetQuestion().GetResolution(), now.GetQuestion().GetResolution(); was != is {
		reasons = append(reasons, &assessmentv1.ShiftReason{Change: &assessmentv1.ShiftReason_Resolution{
			Resolution: &assessmentv1.ResolutionChange{Before: was, After: is},
		}})
	}
	if was, is := before.GetModelVersion(), now.GetModelVersion(); was != is && len(reasons) > 0 {
		reasons = append(reasons, &assessmentv1.ShiftReason{Change: &assessmentv1.ShiftReason_Model{
			Model: &assessmentv1.ModelChange{Before: was, After: is},
		}})
	}
	return reasons
}

// changed are the keys with another value in is than in was, sorted; a key that
// one of them lacks has the zero value there.
func changed[K cmp.Ordered, V comparable](was, is map[K]V) []K {
	keys := map[K]struct{}{}
	for key := range was {
		keys[key] = struct{}{}
	}
	for key := range is {
		keys[key] = struct{}{}
	}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(keys)), func(key K) bool { return was[key] == is[key] })
}

// milestones are the rungs that were reached or failed, or are neither any more.
// Talk of a rung that is still to come is no change: almost every report has some.
func milestones(before, now *assessmentv1.Assessment) []*assessmentv1.ShiftReason {
	states := func(a *assessmentv1.Assessment) map[taggingv1.MilestoneKind]taggingv1.MilestoneState {
		states := map[taggingv1.MilestoneKind]taggingv1.MilestoneState{}
		for _, rung := range a.GetMilestones() {
			states[rung.GetKind()] = rung.GetState()
		}
		return states
	}
	var reasons []*assessmentv1.ShiftReason
	was, is := states(before), states(now)
	for _, kind := range changed(was, is) {
		if !settled(was[kind]) && !settled(is[kind]) {
			continue
		}
		reasons = append(reasons, &assessmentv1.ShiftReason{Change: &assessmentv1.ShiftReason_Milestone{
			Milestone: &assessmentv1.MilestoneChange{Kind: kind, Before: was[kind], After: is[kind]},
		}})
	}
	return reasons
}

// settled reports whether something happened to a rung, for good or ill.
func settled(state taggingv1.MilestoneState) bool {
	return state == taggingv1.MilestoneState_MILESTONE_STATE_REACHED || state == taggingv1.MilestoneState_MILESTONE_STATE_FAILED
}

// vetoPlayers compares the stances of those who can stop it alone. One that
// took a first position, or whose last one is gone, has changed.
func vetoPlayers(before, now *assessmentv1.Assessment) []*assessmentv1.ShiftReason {
	stances := func(a *assessmentv1.Assessment) map[string]taggingv1.Stance {
		stances := map[string]taggingv1.Stance{}
		for _, position := range a.GetPositions() {
			if slices.Contains(position.GetRoles(), vetoPlayer) {
				stances[position.GetActor()] = position.GetStance()
			}
		}
		return stances
	}
	var reasons []*assessmentv1.ShiftReason
	was, is := stances(before), stances(now)
	for _, actor := range changed(was, is) {
		reasons = append(reasons, &assessmentv1.ShiftReason{Change: &assessmentv1.ShiftReason_VetoPlayer{
			VetoPlayer: &assessmentv1.StanceChange{Actor: actor, Before: was[actor], After: is[actor]},
		}})
	}
	return reasons
}

func contradictions(before, now *assessmentv1.Assessment) []*assessmentv1.ShiftReason {
	slots := func(a *assessmentv1.Assessment) map[string]bool {
		slots := map[string]bool{}
		for _, contradiction := range a.GetContradictions() {
			slots[contradiction.GetSlot()] = true
		}
		return slots
	}
	var reasons []*assessmentv1.ShiftReason
	was, is := slots(before), slots(now)
	for _, slot := range changed(was, is) {
		reasons = append(reasons, &assessmentv1.ShiftReason{Change: &assessmentv1.ShiftReason_Contradiction{
			Contradiction: &assessmentv1.ContradictionChange{Slot: slot, Resolved: !is[slot]},
		}})
	}
	return reasons
}

// Words are the reasons of a shift in words: "probability", "milestone
// mandated", "veto player ISR", "contradiction position ITA", "resolution yes",
// "model additive/0.4.0".
func Words(s *assessmentv1.Shift) []string {
	words := make([]string, len(s.GetReasons()))
	for i, reason := range s.GetReasons() {
		switch change := reason.GetChange().(type) {
		case *assessmentv1.ShiftReason_Probability:
			words[i] = "probability"
		case *assessmentv1.ShiftReason_Milestone:
			words[i] = "milestone " + vocab.Name(change.Milestone.GetKind())
		case *assessmentv1.ShiftReason_VetoPlayer:
			words[i] = "veto player " + change.VetoPlayer.GetActor()
		case *assessmentv1.ShiftReason_Contradiction:
			words[i] = "contradiction " + change.Contradiction.GetSlot()
		case *assessmentv1.ShiftReason_Resolution:
			words[i] = "resolution " + vocab.Name(change.Resolution.GetAfter())
		case *assessmentv1.ShiftReason_Model:
			words[i] = "model " + change.Model.GetAfter()
		}
	}
	return words
}

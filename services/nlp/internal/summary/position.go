package summary

import (
	"sort"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// polarity is the side on which a stance lies: 1, 0 or -1.
func polarity(s taggingv1.Stance) int {
	switch {
	case s == taggingv1.Stance_STANCE_UNDECIDED:
		return 0
	case s < taggingv1.Stance_STANCE_UNDECIDED:
		return 1
	}
	return -1
}

// positions gives each actor the side with the greatest weight of claims, and
// of the stances on that side the weightiest. A draw goes to the later claim.
// Conditions are those of all its claims.
func positions(claims []*taggingv1.Claim) []*taggingv1.PositionFinding {
	byActor := map[string][]*taggingv1.Claim{}
	hangs := map[string][]*taggingv1.Condition{}
	for _, c := range claims {
		if c.GetPosition() != nil {
			byActor[c.GetActor()] = append(byActor[c.GetActor()], c)
		}
		if k := c.GetCondition(); k != nil && c.GetActor() != "" {
			hangs[c.GetActor()] = append(hangs[c.GetActor()], k)
		}
	}
	var out []*taggingv1.PositionFinding
	for actor, own := range byActor {
		out = append(out, position(actor, own, hangs[actor]))
	}
	sort.Slice(out, func(a, b int) bool { return out[a].Actor < out[b].Actor })
	return out
}

func position(actor string, claims []*taggingv1.Claim, hangs []*taggingv1.Condition) *taggingv1.PositionFinding {
	sides := map[int]int64{}
	stances := map[taggingv1.Stance]int64{}
	for _, c := range claims {
		s := c.GetPosition().GetStance()
		sides[polarity(s)] += weight(c)
		stances[s] += weight(c)
	}
	side, best := 0, int64(-1)
	for _, p := range []int{-1, 1, 0} {
		if sides[p] > best {
			side, best = p, sides[p]
		}
	}
	f := &taggingv1.PositionFinding{Actor: actor}
	best = -1
	for s := taggingv1.Stance_STANCE_PARTICIPATES; s <= taggingv1.Stance_STANCE_OBSTRUCTS; s++ {
		if polarity(s) == side && stances[s] > best {
			f.Stance, best = s, stances[s]
		}
	}
	var b backing
	seen := map[taggingv1.ConditionKind]bool{}
	for _, c := range claims {
		if polarity(c.GetPosition().GetStance()) == side {
			b.claims = append(b.claims, c)
		}
		hangs = append(hangs, c.GetPosition().GetConditions()...) // "not unless" is a condition of a yes as well
	}
	for _, k := range hangs {
		if !seen[k.GetKind()] && !named(k, hangs) {
			seen[k.GetKind()] = true
			f.Conditions = append(f.Conditions, k)
		}
	}
	sort.SliceStable(f.Conditions, func(i, j int) bool { return f.Conditions[i].GetKind() < f.Conditions[j].GetKind() })
	f.Conditional = len(f.Conditions) > 0
	f.ClaimIds, f.Evidence = b.ids(), b.evidence()
	return f
}

// named reports whether a condition of no known kind is the same phrase as one
// that a closer reading knows.
func named(c *taggingv1.Condition, all []*taggingv1.Condition) bool {
	if c.GetKind() != taggingv1.ConditionKind_CONDITION_KIND_OTHER {
		return false
	}
	for _, k := range all {
		if k.GetKind() != c.GetKind() && k.GetEvidence().GetStartByte() < c.GetEvidence().GetEndByte() && c.GetEvidence().GetStartByte() < k.GetEvidence().GetEndByte() {
			return true
		}
	}
	return false
}

package assess

import (
	"cmp"
	"slices"
	"strings"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// subsume lets a passage count once per dimension: where passages overlap, the
// most specific claim counts, of two pieces of dimension evidence the heavier.
// Claims without effect displace nothing.
func (e *evaluation) subsume() {
	for start := 0; start < len(e.items); {
		end := start + 1
		for end < len(e.items) && e.items[end].story == e.items[start].story {
			end++
		}
		e.subsumeWithin(e.items[start:end])
		start = end
	}
}

func (e *evaluation) subsumeWithin(items []item) {
	var order []*item
	for i := range items {
		if items[i].counts() {
			order = append(order, &items[i])
		}
	}
	slices.SortFunc(order, func(a, b *item) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), -cmp.Compare(size(a), size(b)), strings.Compare(a.claim.GetId(), b.claim.GetId()))
	})
	kept := make(map[int32][]*item)
	for _, it := range order {
		dimension := e.passageDimension(it)
		if by := overlapping(kept[dimension], it); by != nil {
			it.state, it.replacedBy = assessmentv1.ContributionState_CONTRIBUTION_STATE_SUBSUMED, by.claim.GetId()
			continue
		}
		kept[dimension] = append(kept[dimension], it)
	}
}

func size(it *item) int64 { return max(it.base, -it.base) * (it.intrinsic / 1000) }

// passageDimension is the dimension that the claim's passage is used up in.
func (e *evaluation) passageDimension(it *item) int32 {
	if it.owner.rung != 0 {
		return int32(e.model.Rungs[it.owner.rung].Dimension.Value)
	}
	return int32(it.owner.dimension)
}

func overlapping(kept []*item, it *item) *item {
	span := it.claim.GetEvidence()
	for _, other := range kept {
		repeats := it.slot == other.slot && sign(it.base) == sign(other.base)
		if other.kind == it.kind && it.kind != kindDimension && !repeats {
			continue // another actor, another rung: not the same thing said twice
		}
		against := other.claim.GetEvidence()
		if span.GetStartByte() < against.GetEndByte() && against.GetStartByte() < span.GetEndByte() {
			return other
		}
	}
	return nil
}

// supersede takes out of each actor's positions, and commitments of one kind,
// what a newer word of comparable weight replaced. The result is a function of
// the set: a claim is superseded if any newer one weighs at least the model's
// ratio of it, before decay and without what other articles add to it.
//
// Newer is by latest possible day, then weight, what is said beside it
// (conditions, a figure) and claim id. Words of the same day and comparable weight that differ in direction both
// stand, each at the model's share.
func (e *evaluation) supersede() {
	for _, group := range e.wordsOf() {
		slices.SortFunc(group, compareNewness)
		for i, older := range group {
			for j := len(group) - 1; j > i; j-- {
				if newer := group[j]; !opposed(older, newer) && e.comparable(newer, older) {
					older.state, older.replacedBy = assessmentv1.ContributionState_CONTRIBUTION_STATE_SUPERSEDED, newer.claim.GetId()
					older.restated = sign(older.base) == sign(newer.base)
					break
				}
			}
		}
		e.halve(group)
		e.inherit(group)
	}
}

// inherit lets a commitment that is restated without a figure keep the newest
// figure of comparable weight, unless the actor refused or withdrew in between.
func (e *evaluation) inherit(group []*item) {
	for i, it := range group {
		c := it.claim.GetCommitment()
		if c == nil || it.base <= 0 || it.quantity.GetMax() > 0 {
			continue
		}
		for j := i - 1; j >= 0; j-- {
			earlier := group[j]
			if !e.comparable(earlier, it) {
				continue
			}
			if earlier.base <= 0 {
				break
			}
			if q := earlier.quantity; q.GetMax() > 0 {
				it.quantity = q
				it.extent = e.model.amount(it.slot.actor, c.GetKind(), q, e.initiative.GetSeeks())
				break
			}
		}
	}
}

// wordsOf groups what can supersede each other, in no particular order.
func (e *evaluation) wordsOf() map[slot][]*item {
	groups := make(map[slot][]*item)
	for i := range e.items {
		it := &e.items[i]
		if (it.kind == kindPosition || it.kind == kindCommitment) && it.active() && !it.void && !e.model.neverSupersedes(it.slot.actor) {
			groups[it.slot] = append(groups[it.slot], it)
		}
	}
	return groups
}

func compareNewness(a, b *item) int {
	return cmp.Or(cmp.Compare(a.last, b.last), cmp.Compare(a.intrinsic, b.intrinsic),
		cmp.Compare(details(a), details(b)),
		strings.Compare(a.claim.GetId(), b.claim.GetId()))
}

// details counts what a claim says beside its stance or status.
func details(it *item) int {
	n := len(it.claim.GetPosition().GetConditions())
	if it.claim.GetCommitment().GetQuantity().GetMax() > 0 {
		n++
	}
	return n
}

// comparable reports whether newer is heavy enough to take older's place.
func (e *evaluation) comparable(newer, older *item) bool {
	return newer.intrinsic*int64(one) >= older.intrinsic*int64(e.model.SupersedeRatio)
}

// opposed reports whether two words of the same time differ: positions in
// stance, commitments in direction.
func opposed(a, b *item) bool {
	if a.last != b.last {
		return false
	}
	if a.kind == kindPosition {
		return a.base != b.base
	}
	return sign(a.base) != sign(b.base)
}

// halve marks the standing words that another one of the same time opposes
// with comparable weight: a hedge does not halve a president's word, but is halved by it.
func (e *evaluation) halve(group []*item) {
	for i, a := range group {
		for j := i + 1; j < len(group) && group[j].last == a.last; j++ {
			if b := group[j]; a.stands() && b.stands() && opposed(a, b) {
				a.halved = a.halved || e.comparable(b, a)
				b.halved = b.halved || e.comparable(a, b)
			}
		}
	}
}

// figuresName is the slot of commitments that differ in amount.
func figuresName(it *item) string {
	return "figures " + it.slot.actor + " " + vocab.Name(it.claim.GetCommitment().GetKind())
}

// slotName is how people read a slot, for example "position ITA".
func slotName(it *item) string {
	switch it.kind {
	case kindMilestone:
		return "milestone " + vocab.Name(it.claim.GetMilestone().GetKind())
	case kindCommitment:
		return "commitment " + it.slot.actor + " " + vocab.Name(it.claim.GetCommitment().GetKind())
	case kindPosition:
		return "position " + it.slot.actor
	default:
		return "account " + vocab.Name(it.owner.dimension)
	}
}

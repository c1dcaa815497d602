package assess

import (
	"cmp"
	"math"
	"slices"
	"strings"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// subsume lets a passage of an article count once per dimension: where passages
// overlap, the most specific claim counts, of two pieces of dimension evidence
// the heavier. Claims without effect displace nothing.
func (e *evaluation) subsume(items []item) {
	var order []*item
	for i := range items {
		if items[i].initial == counted {
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
			it.initial, it.subsumedBy = assessmentv1.ContributionState_CONTRIBUTION_STATE_SUBSUMED, by.statement
			continue
		}
		kept[dimension] = append(kept[dimension], it)
	}
}

func size(it *item) int64 { return max(it.base, -it.base) * (it.intrinsic / 1000) }

// passageDimension is the dimension that the claim's passage is used up in.
func (e *evaluation) passageDimension(it *item) int32 { return int32(e.dimensionOf(it.owner)) }

// dimensionOf is the dimension of a term: its own, or its rung's.
func (b *book) dimensionOf(o owner) taggingv1.Dimension {
	if o.rung != 0 {
		return b.model.Rungs[o.rung].Dimension.Value
	}
	return o.dimension
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

// compareNewness orders words by latest possible day, then weight, what is said
// beside it (conditions, a figure) and claim id.
func compareNewness(a, b *item) int {
	return cmp.Or(cmp.Compare(a.last, b.last), cmp.Compare(a.intrinsic, b.intrinsic),
		cmp.Compare(a.details, b.details), compareIDs(a, b))
}

// detailsOf counts what a claim says beside its stance or status.
func detailsOf(claim *taggingv1.Claim) int8 {
	n := min(len(claim.GetPosition().GetConditions()), math.MaxInt8-1)
	if claim.GetCommitment().GetQuantity().GetMax() > 0 {
		n++
	}
	return int8(n)
}

// comparable reports whether newer is heavy enough to take older's place.
func (b *book) comparable(newer, older *item) bool {
	return newer.intrinsic*int64(one) >= older.intrinsic*int64(b.model.SupersedeRatio)
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

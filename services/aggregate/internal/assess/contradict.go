package assess

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// conflict is a slot with accounts that cannot both hold.
type conflict struct {
	slot    string
	claims  []*item // what raises the prospects, or agrees with the heaviest figure
	against []*item
}

// side is where the two directions of a milestone meet.
//
// Contradictions are found among the claims that sources present as facts: same
// slot, other direction or figure, another voice, overlapping time. A hedged claim
// contradicts nothing, but a fact from a better source outranks it all the same.
func (e *evaluation) side(it *item) *arena {
	a, ok := e.sides[it.slot]
	if !ok {
		a = e.newArena(slotName(it), directions)
		e.sides[it.slot] = a
	}
	return a
}

func (e *evaluation) newArena(name string, sort arenaSort) *arena {
	return &arena{name: name, sort: sort, days: int32(e.model.ConflictDays)}
}

func amounts(it *item) bool { return it.base > 0 && it.stated.GetMax() > 0 }

// figure is the side of an amount that differs from the pivot's (-1) or agrees
// with it (1); 0 for none, or one in another unit.
func (e *evaluation) figure(it, pivot *item) int {
	if pivot == nil || !amounts(it) || it.stated.GetUnit() != pivot.stated.GetUnit() {
		return 0
	}
	q, p, ratio := it.stated.GetMax(), pivot.stated.GetMax(), e.model.QuantityRatio.Float()
	if q > p*ratio || q*ratio < p {
		return -1
	}
	return 1
}

func innermost(claim *taggingv1.Claim) string {
	if chain := claim.GetAttribution().GetChain(); len(chain) > 0 {
		return chain[len(chain)-1]
	}
	return ""
}

// arenas are all in which claims exclude each other, in no particular order.
func (e *evaluation) arenas() iter.Seq[*arena] {
	return func(yield func(*arena) bool) {
		for _, w := range e.words {
			if w.supersedes && (!yield(w.directions) || !yield(w.figures)) {
				return
			}
		}
		for _, all := range []iter.Seq[*arena]{maps.Values(e.sides), maps.Values(e.disputes)} {
			for a := range all {
				if !yield(a) {
					return
				}
			}
		}
	}
}

// conflicts are the contradictions in a fixed order.
func (e *evaluation) conflicts() []conflict {
	var all []conflict
	for a := range e.arenas() {
		if len(a.plus.hits) > 0 {
			all = append(all, conflict{a.name, a.plus.hits, a.minus.hits})
		}
	}
	slices.SortFunc(all, func(a, b conflict) int {
		return cmp.Or(strings.Compare(a.slot, b.slot), strings.Compare(a.claims[0].claim.GetId(), b.claims[0].claim.GetId()))
	})
	return all
}

// rankOf orders letters from the best, which is 1. F is unknown: it is better
// than nothing, and only A to C are better than it.
func rankOf(r articlev1.Reliability) int8 {
	switch r {
	case articlev1.Reliability_RELIABILITY_A, articlev1.Reliability_RELIABILITY_B, articlev1.Reliability_RELIABILITY_C, articlev1.Reliability_RELIABILITY_E:
		return int8(r)
	default:
		return int8(articlev1.Reliability_RELIABILITY_D)
	}
}

// dispute seats evidence that denies an account ("the numbers are misleading")
// against what it denies: claims of the opposite direction in the same
// dimension, by another voice, of the same or an unnamed actor.
func (e *evaluation) dispute(it *item, join bool) {
	seat := func(key camp, direction int) {
		a, ok := e.disputes[key]
		if !ok {
			a = &arena{name: "account " + vocab.Name(key.owner.dimension), sort: denials, days: int32(e.model.DisputeDays)}
			e.disputes[key] = a
		}
		if join {
			a.add(e, it, direction)
		} else {
			a.remove(e, it, direction)
		}
	}
	switch {
	case it.base == 0 || it.void:
	case it.kind < kindCondition:
		own, also := it.owner, owner{dimension: it.claim.GetDimension()}
		seat(camp{owner: own, direction: -sign(it.base)}, 1)
		if also != own {
			seat(camp{owner: also, direction: -sign(it.base)}, 1)
		}
	case it.denial && it.initial == counted:
		seat(camp{owner: it.owner, direction: sign(it.base)}, -1)
	}
}

// disputing reports whether the cue denies an account.
func (m *Model) disputing(cue string) bool {
	for _, word := range strings.Fields(strings.ToLower(cue)) {
		if slices.Contains(m.DisputingCues, word) {
			return true
		}
	}
	return false
}

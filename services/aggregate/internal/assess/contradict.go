package assess

import (
	"cmp"
	"slices"
	"strings"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// conflict is a slot with accounts that cannot both hold.
type conflict struct {
	slot    string
	claims  []*item // what raises the prospects, or agrees with the heaviest figure
	against []*item
}

// contradict finds the contradictions among the claims that sources present as
// facts: same slot, other direction or figure, another voice, overlapping time.
// A hedged claim contradicts nothing, but a fact from a better source outranks it all the same.
func (e *evaluation) contradict() {
	groups := make(map[slot][]*item)
	for i := range e.items {
		it := &e.items[i]
		if !it.active() || it.base == 0 || it.void {
			continue
		}
		if it.kind == kindMilestone || (it.kind == kindPosition || it.kind == kindCommitment) && !e.model.neverSupersedes(it.slot.actor) {
			groups[it.slot] = append(groups[it.slot], it)
		}
	}
	for _, group := range groups {
		e.conflict(slotName, byDirection(group), e.exclude)
		if group[0].kind == kindCommitment {
			e.conflict(figuresName, e.byFigure(group), e.exclude)
		}
	}
	e.disputes()
	slices.SortFunc(e.conflicts, func(a, b conflict) int {
		return cmp.Or(strings.Compare(a.slot, b.slot), strings.Compare(a.claims[0].claim.GetId(), b.claims[0].claim.GetId()))
	})
}

// sides are the two camps of a slot.
type sides struct{ plus, minus []*item }

func byDirection(group []*item) (s sides) {
	for _, it := range group {
		if it.base > 0 {
			s.plus = append(s.plus, it)
		} else {
			s.minus = append(s.minus, it)
		}
	}
	return s
}

// byFigure sets the amounts that differ from the heaviest claim's against those that do not.
func (e *evaluation) byFigure(group []*item) (s sides) {
	var counted []*item
	for _, it := range group {
		if it.base > 0 && it.claim.GetCommitment().GetQuantity().GetMax() > 0 {
			counted = append(counted, it)
		}
	}
	if len(counted) < 2 {
		return s
	}
	slices.SortFunc(counted, heaviestFirst)
	pivot := counted[0].claim.GetCommitment().GetQuantity()
	for _, it := range counted {
		q := it.claim.GetCommitment().GetQuantity()
		if q.GetUnit() != pivot.GetUnit() {
			continue
		}
		if ratio := e.model.QuantityRatio.Float(); q.GetMax() > pivot.GetMax()*ratio || q.GetMax()*ratio < pivot.GetMax() {
			s.minus = append(s.minus, it)
		} else {
			s.plus = append(s.plus, it)
		}
	}
	return s
}

// exclude reports whether two claims of one slot cannot both hold.
func (e *evaluation) exclude(a, b *item) bool {
	if (a.halved || b.halved) && opposed(a, b) {
		return true
	}
	if sameVoice(a, b) {
		return false
	}
	gap := max(a.first-b.last, b.first-a.last)
	return gap <= 0 || gap <= e.model.ConflictDays && a.stands() && b.stands()
}

// sameVoice reports whether one speaker is quoted by one origin.
func sameVoice(a, b *item) bool {
	return a.apart == b.apart && innermost(a.claim) == innermost(b.claim)
}

func innermost(claim *taggingv1.Claim) string {
	if chain := claim.GetAttribution().GetChain(); len(chain) > 0 {
		return chain[len(chain)-1]
	}
	return ""
}

// conflict records the claims of both sides that exclude each other, if any.
func (e *evaluation) conflict(name func(*item) string, s sides, exclude func(a, b *item) bool) {
	var found conflict
	against := make(map[*item]bool)
	for _, a := range s.plus {
		hit := false
		for _, b := range s.minus {
			if !exclude(a, b) {
				continue
			}
			if a.certain() && b.certain() {
				hit, against[b] = true, true
			}
			if a.apart != b.apart {
				a.outranked = a.outranked || b.certain() && better(b, a)
				b.outranked = b.outranked || a.certain() && better(a, b)
			}
		}
		if hit {
			found.claims = append(found.claims, a)
		}
	}
	for b := range against {
		found.against = append(found.against, b)
	}
	if len(found.claims) == 0 {
		return
	}
	found.slot = name(s.minus[0])
	slices.SortFunc(found.claims, heaviestFirst)
	slices.SortFunc(found.against, heaviestFirst)
	e.conflicts = append(e.conflicts, found)
}

func heaviestFirst(a, b *item) int {
	return cmp.Or(-cmp.Compare(a.intrinsic, b.intrinsic), strings.Compare(a.claim.GetId(), b.claim.GetId()))
}

// better reports whether a's source has the better letter. F is unknown: it is
// better than nothing, and only A to C are better than it.
func better(a, b *item) bool {
	return rank(a) < rank(b)
}

func rank(it *item) int {
	switch r := it.story.source.GetReliability(); r {
	case articlev1.Reliability_RELIABILITY_A, articlev1.Reliability_RELIABILITY_B, articlev1.Reliability_RELIABILITY_C:
		return int(r)
	case articlev1.Reliability_RELIABILITY_E:
		return int(articlev1.Reliability_RELIABILITY_E)
	default:
		return int(articlev1.Reliability_RELIABILITY_D)
	}
}

// disputes finds evidence that denies an account ("the numbers are
// misleading") and sets it against what it denies: claims of the opposite
// direction in the same dimension, by another voice, of the same or an unnamed actor.
func (e *evaluation) disputes() {
	denials := make(map[camp][]*item)
	for i := range e.items {
		it := &e.items[i]
		if it.kind == kindDimension && it.counts() && it.certain() && e.model.disputing(it.claim.GetDimensionEvidence().GetCue()) {
			key := camp{owner: it.owner, direction: sign(it.base)}
			denials[key] = append(denials[key], it)
		}
	}
	if len(denials) == 0 {
		return
	}
	accounts := e.accounts()
	for key, against := range denials {
		key.direction = -key.direction
		e.conflict(slotName, sides{plus: accounts[key], minus: against}, func(a, b *item) bool {
			return !sameVoice(a, b) && a.first <= b.last && b.first-a.last <= e.model.DisputeDays &&
				(a.slot.actor == b.slot.actor || group(a.slot.actor) || group(b.slot.actor))
		})
	}
}

// accounts are the claims that can be denied, by each dimension that they bear on and direction.
func (e *evaluation) accounts() map[camp][]*item {
	all := make(map[camp][]*item)
	for i := range e.items {
		it := &e.items[i]
		if it.kind >= kindCondition || !it.active() || it.base == 0 {
			continue
		}
		own, also := it.owner, owner{dimension: it.claim.GetDimension()}
		all[camp{owner: own, direction: sign(it.base)}] = append(all[camp{owner: own, direction: sign(it.base)}], it)
		if also != own {
			all[camp{owner: also, direction: sign(it.base)}] = append(all[camp{owner: also, direction: sign(it.base)}], it)
		}
	}
	return all
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

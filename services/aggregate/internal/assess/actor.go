package assess

import (
	"cmp"
	"math"
	"slices"
	"strings"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// words are all that one actor said in one slot.
type words struct {
	slot       slot
	inForce    *item
	logOdds    float64
	superseded []*item // what gave way to inForce, newest first
}

// wordsInForce gathers positions or commitments per slot, strongest first.
func (e *evaluation) wordsInForce(k kind) []words {
	groups := make(map[slot][]*item)
	for i := range e.items {
		it := &e.items[i]
		if it.kind == k && it.active() && !it.void && it.slot.actor != "" {
			groups[it.slot] = append(groups[it.slot], it)
		}
	}
	all := make([]words, 0, len(groups))
	for s, group := range groups {
		if w := e.wordsIn(s, group); w.inForce != nil {
			all = append(all, w)
		}
	}
	slices.SortFunc(all, func(a, b words) int {
		return cmp.Or(-cmp.Compare(math.Abs(a.logOdds), math.Abs(b.logOdds)), strings.Compare(a.slot.actor, b.slot.actor), cmp.Compare(a.slot.number, b.slot.number))
	})
	return all
}

// wordsIn finds the word in force: the newest of those that stand and are
// comparable in weight with the heaviest.
func (e *evaluation) wordsIn(s slot, group []*item) words {
	w := words{slot: s}
	slices.SortFunc(group, compareNewness)
	var heaviest *item
	for _, it := range group {
		w.logOdds += it.logOdds
		switch {
		case it.state == assessmentv1.ContributionState_CONTRIBUTION_STATE_SUPERSEDED:
			w.superseded = append(w.superseded, it)
		case heaviest == nil || it.intrinsic > heaviest.intrinsic:
			heaviest = it
		}
	}
	for _, it := range group {
		if it.state != assessmentv1.ContributionState_CONTRIBUTION_STATE_SUPERSEDED && e.comparable(it, heaviest) {
			w.inForce = it
		}
	}
	w.superseded = slices.DeleteFunc(w.superseded, func(it *item) bool { return w.inForce == nil || !replaced(it, w.inForce) })
	slices.Reverse(w.superseded)
	return w
}

// replaced reports whether a superseded word gave way to the one in force or to
// one that did. It is older then; what is newer gave way to a word too weak to
// be in force itself, and was never before it.
func replaced(it, inForce *item) bool {
	return compareNewness(it, inForce) < 0 && !opposed(it, inForce)
}

func (e *evaluation) positions() []*assessmentv1.ActorPosition {
	var all []*assessmentv1.ActorPosition
	for _, w := range e.wordsInForce(kindPosition) {
		it := w.inForce
		position := &assessmentv1.ActorPosition{
			Actor: w.slot.actor, Roles: rolesOf(w.slot.actor, e.initiative.GetRoles()), Stance: it.claim.GetPosition().GetStance(),
			EventTime: it.when(), ClaimId: it.claim.GetId(), Evidence: it.claim.GetEvidence(), Attribution: it.claim.GetAttribution(),
			LogOdds: round13(w.logOdds), Past: past(w),
		}
		for _, condition := range it.claim.GetPosition().GetConditions() {
			position.Conditions = append(position.Conditions, e.conditionStatus(it, condition))
		}
		all = append(all, position)
	}
	return all
}

func (e *evaluation) conditionStatus(it *item, condition *taggingv1.Condition) *assessmentv1.ConditionStatus {
	c := e.conditionState(it, condition)
	status := &assessmentv1.ConditionStatus{Kind: condition.GetKind(), State: c.state, Evidence: condition.GetEvidence(), RuledBy: c.ruled}
	if c.by != nil {
		status.ClosedBy = c.by.claim.GetId()
	}
	return status
}

// past lists what was superseded, without mere repetitions.
func past(w words) []*assessmentv1.PastPosition {
	var all []*assessmentv1.PastPosition
	last := w.inForce
	for _, it := range w.superseded {
		repeated := it.claim.GetPosition().GetStance() == last.claim.GetPosition().GetStance() && it.first == last.first && it.last == last.last
		last = it
		if repeated || len(all) == fewest {
			continue
		}
		all = append(all, &assessmentv1.PastPosition{Stance: it.claim.GetPosition().GetStance(), EventTime: it.when(), ClaimId: it.claim.GetId()})
	}
	return all
}

func (e *evaluation) commitments() []*assessmentv1.ActorCommitment {
	var all []*assessmentv1.ActorCommitment
	for _, w := range e.wordsInForce(kindCommitment) {
		it, c := w.inForce, w.inForce.claim.GetCommitment()
		all = append(all, &assessmentv1.ActorCommitment{
			Actor: w.slot.actor, Kind: c.GetKind(), Status: c.GetStatus(), Quantity: it.quantity, EventTime: it.when(),
			ClaimId: it.claim.GetId(), Evidence: it.claim.GetEvidence(), LogOdds: round13(w.logOdds), Superseded: uint32(len(w.superseded)),
		})
	}
	return all
}

// totalKey is a row of the totals.
type totalKey struct {
	kind taggingv1.CommitmentKind
	unit string
}

// totals sets what named actors would contribute against what is sought. Sums
// of GROUP are left out, since its members may be named as well. A pledge that
// is only hedged counts as offered. Figures of the whole are nobody's part.
func (e *evaluation) totals() []*assessmentv1.CommitmentTotal {
	rows := make(map[totalKey]*assessmentv1.CommitmentTotal)
	row := func(kind taggingv1.CommitmentKind, unit string) *assessmentv1.CommitmentTotal {
		key := totalKey{kind, unit}
		if rows[key] == nil {
			rows[key] = &assessmentv1.CommitmentTotal{Kind: kind, Unit: unit}
		}
		return rows[key]
	}
	for _, sought := range e.initiative.GetSeeks() {
		row(sought.GetKind(), UnitOf(sought.GetKind(), sought.GetUnit())).Sought = sought.GetQuantity()
	}
	for _, w := range e.wordsInForce(kindCommitment) {
		c := w.inForce.claim.GetCommitment()
		if q := w.inForce.quantity; q.GetMax() > 0 && !group(w.slot.actor) && !e.model.FigureOfWhole(e.initiative, w.slot.actor, c.GetKind(), q) {
			addTo(row(c.GetKind(), UnitOf(c.GetKind(), q.GetUnit())), c.GetStatus(), q.GetMax(), w.inForce.certain())
		}
	}
	all := make([]*assessmentv1.CommitmentTotal, 0, len(rows))
	for _, total := range rows {
		all = append(all, total)
	}
	slices.SortFunc(all, func(a, b *assessmentv1.CommitmentTotal) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), strings.Compare(a.Unit, b.Unit))
	})
	return all
}

// FigureOfWhole reports whether a figure is that of the whole and not of the
// actor's part in it: of people, if the actor has none to send; and as much as
// is sought or more, unless the actor was asked to contribute and does not
// sponsor it. A sponsor that speaks of all pledges, or of the authorised
// strength, names the ceiling.
func (m *Model) FigureOfWhole(initiative *initiativev1.Initiative, actor string, kind taggingv1.CommitmentKind, quantity *taggingv1.Quantity) bool {
	unit := UnitOf(kind, quantity.GetUnit())
	if unit == personnel && slices.Contains(m.NoForces, actor) {
		return true
	}
	sought := 0.0
	for _, s := range initiative.GetSeeks() {
		if UnitOf(s.GetKind(), s.GetUnit()) == unit {
			sought = max(sought, s.GetQuantity())
		}
	}
	roles := initiative.GetRoles()
	asked := slices.Contains(roles.GetSought(), actor) && !slices.Contains(roles.GetSponsors(), actor)
	return sought > 0 && quantity.GetMax() >= sought && !asked
}

func addTo(total *assessmentv1.CommitmentTotal, status taggingv1.CommitmentStatus, quantity float64, certain bool) {
	switch {
	case status == taggingv1.CommitmentStatus_COMMITMENT_STATUS_DEPLOYED && certain:
		total.Deployed += quantity
	case atLeast(status, taggingv1.CommitmentStatus_COMMITMENT_STATUS_PLEDGED) && certain:
		total.Pledged += quantity
	case atLeast(status, taggingv1.CommitmentStatus_COMMITMENT_STATUS_INTERESTED):
		total.Offered += quantity
	}
}

// personnel is the unit of people.
const personnel = "personnel"

// UnitOf is the stated unit, else that in which the kind is counted.
func UnitOf(kind taggingv1.CommitmentKind, stated string) string {
	switch {
	case stated != "":
		return stated
	case kind == taggingv1.CommitmentKind_COMMITMENT_KIND_MONEY:
		return "USD"
	case kind == taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, kind == taggingv1.CommitmentKind_COMMITMENT_KIND_POLICE, kind == taggingv1.CommitmentKind_COMMITMENT_KIND_TRAINERS:
		return personnel
	default:
		return "items"
	}
}

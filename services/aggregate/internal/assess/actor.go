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

// wordsInForce are the words in one slot each that have one in force, strongest first.
func (e *evaluation) wordsInForce(k kind) []*words {
	var all []*words
	for _, w := range e.words {
		if w.slot.kind == k && w.inForce != nil {
			all = append(all, w)
		}
	}
	sizes := make(map[*words]float64, len(all))
	for _, w := range all {
		sizes[w] = math.Abs(e.logOddsOfWords(w))
	}
	slices.SortFunc(all, func(a, b *words) int {
		return cmp.Or(-cmp.Compare(sizes[a], sizes[b]), strings.Compare(a.slot.actor, b.slot.actor), cmp.Compare(a.slot.number, b.slot.number))
	})
	return all
}

// logOddsOfWords is the share of all words of a group: they count in one term.
func (e *evaluation) logOddsOfWords(w *words) float64 { return e.shareOf(w.inForce.owner, w.net) }

func (e *evaluation) positions(of []*words) []*assessmentv1.ActorPosition {
	var all []*assessmentv1.ActorPosition
	for _, w := range of {
		it := w.inForce
		position := &assessmentv1.ActorPosition{
			Actor: w.slot.actor, Roles: rolesOf(w.slot.actor, e.initiative.GetRoles()), Stance: it.claim.GetPosition().GetStance(),
			EventTime: it.when(), ClaimId: it.claim.GetId(), Evidence: it.claim.GetEvidence(), Attribution: it.claim.GetAttribution(),
			LogOdds: round13(e.logOddsOfWords(w)), Past: past(w), Standing: standing(w),
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

// past lists what was superseded, without mere repetitions, as far as there is room.
func past(w *words) []*assessmentv1.PastPosition {
	var all []*assessmentv1.PastPosition
	last := w.inForce
	for it := range w.superseded() {
		stance := it.claim.GetPosition().GetStance()
		repeated := stance == last.claim.GetPosition().GetStance() && it.first == last.first && it.last == last.last
		if last = it; repeated {
			continue
		}
		if all = append(all, &assessmentv1.PastPosition{Stance: stance, EventTime: it.when(), ClaimId: it.claim.GetId()}); len(all) == fewest {
			break
		}
	}
	return all
}

// standing lists the words of another stance that count beside the one in
// force, as far as there is room. Those who never supersede are many voices,
// and none of theirs is in force before the others.
func standing(w *words) []*assessmentv1.StandingPosition {
	if !w.supersedes {
		return nil
	}
	var all []*assessmentv1.StandingPosition
	for _, it := range w.standing {
		stance := it.claim.GetPosition().GetStance()
		if it == w.inForce || stance == w.inForce.claim.GetPosition().GetStance() {
			continue
		}
		if all = append(all, &assessmentv1.StandingPosition{Stance: stance, EventTime: it.when(), ClaimId: it.claim.GetId()}); len(all) == fewest {
			break
		}
	}
	return all
}

func (e *evaluation) commitments(of []*words) []*assessmentv1.ActorCommitment {
	var all []*assessmentv1.ActorCommitment
	for _, w := range of {
		it, c := w.inForce, w.inForce.claim.GetCommitment()
		all = append(all, &assessmentv1.ActorCommitment{
			Actor: w.slot.actor, Kind: c.GetKind(), Status: c.GetStatus(), Quantity: it.quantity, EventTime: it.when(),
			ClaimId: it.claim.GetId(), Evidence: it.claim.GetEvidence(), LogOdds: round13(e.logOddsOfWords(w)), Superseded: uint32(w.supersededCount()),
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

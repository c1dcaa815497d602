package assess

import (
	"cmp"
	"slices"

	"google.golang.org/protobuf/proto"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

const (
	// listed is how many contributions and developments an assessment carries itself.
	listed = 20
	// listedActors is how many positions, commitments and contradictions it carries.
	listedActors = 100
	// fewest bounds the short lists of claim ids and past positions.
	fewest = 5
	// mostBytes bounds an assessment: its record has to fit into a value of the
	// bucket, and with evidence of it and of an earlier one into a message.
	mostBytes = 256 << 10
)

// list fills the lists of an assessment as far as there is room.
func (e *evaluation) list(a *assessmentv1.Assessment, conflicts []conflict) {
	for n := listedActors; n > 0; n /= 2 {
		e.listUpTo(a, conflicts, n)
		if proto.Size(a) <= mostBytes {
			return
		}
	}
	e.listUpTo(a, conflicts, 0)
	for _, rung := range a.GetMilestones() {
		if proto.Size(a) > mostBytes {
			rung.Evidence = nil // its claims can be asked for
		}
	}
}

func (e *evaluation) listUpTo(a *assessmentv1.Assessment, conflicts []conflict, n int) {
	held := e.wordsInForce(kindPosition)
	positions := chosen(held, n, func(x, y *words) int {
		return -cmp.Compare(len(rolesOf(x.slot.actor, e.initiative.GetRoles())), len(rolesOf(y.slot.actor, e.initiative.GetRoles())))
	})
	a.Positions, a.PositionsOmitted = e.positions(positions), uint32(len(held)-len(positions))
	held = e.wordsInForce(kindCommitment)
	commitments := held[:min(n, len(held))]
	a.Commitments, a.CommitmentsOmitted = e.commitments(commitments), uint32(len(held)-len(commitments))
	heaviest := chosen(conflicts, n, func(x, y conflict) int { return -cmp.Compare(x.weight(), y.weight()) })
	a.Contradictions, a.ContradictionsOmitted = contradictions(heaviest), uint32(len(conflicts)-len(heaviest))
	a.Developments = e.developments(min(n, listed))
	e.listContributions(a, min(n, listed))
}

// chosen are the first n by an order, in the order in which they were.
func chosen[T any](all []T, n int, order func(x, y T) int) []T {
	if len(all) <= n {
		return all
	}
	places := make([]int, len(all))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(i, j int) int { return order(all[i], all[j]) })
	places = places[:n]
	slices.Sort(places)
	kept := make([]T, n)
	for i, place := range places {
		kept[i] = all[place]
	}
	return kept
}

// weight of a contradiction is that of the lighter side.
func (c conflict) weight() int64 { return min(c.claims[0].intrinsic, c.against[0].intrinsic) }

// listContributions carries the strongest and says what the others come to.
func (e *evaluation) listContributions(a *assessmentv1.Assessment, n int) {
	strongest := e.strongest(n)
	a.Contributions = e.contributions(strongest)
	a.ContributionsOmitted, a.ContributionsOmittedLogOdds = uint32(e.sum.evidence-len(strongest)), 0
	if a.ContributionsOmitted == 0 {
		return
	}
	shown, omitted := make(map[owner]int64), 0.0
	for _, it := range strongest {
		shown[it.owner] += it.effect
	}
	for _, o := range e.sum.order {
		omitted += e.shareOf(o, e.sum.owners[o].net-shown[o])
	}
	a.ContributionsOmittedLogOdds = round13(omitted)
}

package ledger

import (
	"cmp"
	"slices"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// Rulings are what operators decided on an initiative, defined or not, ordered
// by revision; also those that a later one replaced, since an assessment as of
// an earlier time may know those only. The slice is for reading only.
func (l *Ledger) Rulings(initiative string) []*assessmentv1.Ruling { return l.rulings[initiative] }

// RulingRevision is the greatest revision of a ruling on an initiative that the
// ledger has; 0 when it has none.
func (l *Ledger) RulingRevision(initiative string) uint64 {
	if all := l.rulings[initiative]; len(all) > 0 {
		return all[len(all)-1].GetRevision()
	}
	return 0
}

// mergeRuling keeps every revision; of two with one revision the bytes decide,
// so that the order of arrival never does.
func (l *Ledger) mergeRuling(next *assessmentv1.Ruling, touched *Touched) {
	id := next.GetInitiativeId()
	all := l.rulings[id]
	at, found := slices.BinarySearchFunc(all, next, func(a, b *assessmentv1.Ruling) int {
		return cmp.Compare(a.GetRevision(), b.GetRevision())
	})
	if found && compareBytes(next, all[at]) <= 0 {
		return
	}
	all = slices.Clone(all) // snapshots hold the old one
	if found {
		all[at] = next
	} else {
		all = slices.Insert(all, at, next)
	}
	l.rulings[id] = all
	touched.touch(id)
}

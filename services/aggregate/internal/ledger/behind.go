package ledger

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Behind is a defined initiative that some articles in force were not read for
// yet: their readings are of a catalogue before its definition.
type Behind struct {
	// Initiative is its id.
	Initiative string
	// Revision of the catalogue that its definition is of.
	Revision uint64
	// ArticlesCurrent are those in force read under that revision or a later one.
	ArticlesCurrent uint64
}

// Behind are all such initiatives, ordered by id; none when every article in
// force was read for every definition in force.
func (l *Ledger) Behind() []Behind {
	revisions := slices.Sorted(maps.Keys(l.revisions))
	if len(revisions) == 0 {
		return nil
	}
	var all []Behind
	for id, d := range l.definitions {
		if d.initiative == nil || d.revision <= revisions[0] {
			continue
		}
		b := Behind{Initiative: id, Revision: d.revision}
		first, _ := slices.BinarySearchFunc(revisions, d.revision, cmp.Compare)
		for _, revision := range revisions[first:] {
			b.ArticlesCurrent += l.revisions[revision]
		}
		all = append(all, b)
	}
	slices.SortFunc(all, func(a, b Behind) int { return strings.Compare(a.Initiative, b.Initiative) })
	return all
}

package feed

import (
	"cmp"
	"maps"
)

// Totals are counted from the first read of a feed at its address on.
type Totals struct {
	// Items that were new, Articles and revisions stored, items in front of which
	// a wall stands, items given up, articles withdrawn.
	Items     uint64 `json:"items,omitempty"`
	Articles  uint64 `json:"articles,omitempty"`
	Walled    uint64 `json:"walled,omitempty"`
	GivenUp   uint64 `json:"given_up,omitempty"`
	Retracted uint64 `json:"retracted,omitempty"`
	// Languages of the articles, by tag.
	Languages map[string]uint64 `json:"languages,omitempty"`
}

// maxLanguages is how many languages are told apart.
const maxLanguages = 200

// Plus is the totals with what one read found so far.
func (t Totals) Plus(r Report) Totals {
	t.Items += uint64(r.Items)
	t.Articles += uint64(r.Articles)
	t.Walled += uint64(r.Walled)
	t.GivenUp += uint64(r.GivenUp)
	t.Retracted += uint64(r.Retracted)
	t.Languages = maps.Clone(t.Languages)
	for tag, n := range r.Languages {
		if t.Languages == nil {
			t.Languages = map[string]uint64{}
		}
		if tag = cmp.Or(tag, "und"); len(t.Languages) < maxLanguages || t.Languages[tag] > 0 {
			t.Languages[tag] += uint64(n)
		}
	}
	return t
}

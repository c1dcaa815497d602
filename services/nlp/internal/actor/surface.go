package actor

import (
	"slices"
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/alias"
)

// Surfaces returns the names under which an actor is known without further
// company, sorted: of a state its names, adjectives, peoples and capital, of a
// body or an armed group its names. It is empty for unknown ids and factions.
func (r *Resolver) Surfaces(id string) []string { return slices.Clone(r.surfaces[id]) }

// surfaces groups the names of states, bodies and armed groups by id.
func surfaces(patterns []alias.Pattern[*entry]) map[string][]string {
	out := map[string][]string{}
	for _, p := range patterns {
		switch p.Value.kind {
		case State, Demonym, People, Metonym, Body, Armed:
			if !p.Value.none && len(p.Near) == 0 && p.Value.role != "seat" {
				out[p.Value.id] = append(out[p.Value.id], p.Text)
			}
		}
		if state, chamber := strings.CutSuffix(p.Value.id, ":PARLIAMENT"); chamber && !p.Value.none && len(p.Near) == 0 {
			out[state] = append(out[state], p.Text) // who speaks of the Knesset speaks of Israel
		}
	}
	for id := range out {
		slices.Sort(out[id])
		out[id] = slices.Compact(out[id])
	}
	return out
}

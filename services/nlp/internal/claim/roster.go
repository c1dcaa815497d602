package claim

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/link"
)

// roster names the rule that reads lists of who gives what.
const roster = "position/roster"

// readRosters reads figures and contributions right beside their givers, with
// the verb left out or far away: "Kenya 500, Uganda 300", "a Ghanaian company",
// "Japan's ten". Weak, since only the passage says that they are for the initiative.
func (r *reader) readRosters() {
	for s, sentence := range r.Doc.Sentences {
		if sentence.Question || len(r.Focus(s)) == 0 || r.announced(sentence.First) {
			continue
		}
		for _, i := range r.ActorsIn(sentence.First, sentence.Last) {
			m := r.Actors[i]
			confidence, ok := r.gives(m, sentence.Last)
			if st := r.Standing(m.First); !ok || st.Hypothetical || st.Wished || within(r.scopes(s), m.First) {
				continue // what somebody wants of others is not given
			}
			for _, f := range r.Focus(s) {
				if f.Reach == link.Carried || r.catalogue[f.Initiative].adversary(m.ID) {
					continue
				}
				r.position(m.First, m.ID, taggingv1.Stance_STANCE_SUPPORTS, nil, false, roster, confidence, f)
			}
		}
	}
}

// gives reports whether what stands right behind a mention is a figure or a
// thing that is given, and how surely it gives it.
func (r *reader) gives(m actor.Mention, last int) (uint32, bool) {
	if m.ID == "" || m.ID == "GROUP" || m.Suffix != "" || m.Place || m.Kind == actor.People || m.Kind == actor.Armed || faction(m.ID) {
		return 0, false
	}
	t := m.Last
	if t < last && r.Doc.Tokens[t].Is("'s", "’s") {
		t++
	}
	if t >= last {
		return 0, false
	}
	owned := m.Possessive || m.Kind == actor.Demonym
	if !owned && r.Doc.Tokens[t].Is(":") && t+1 < last {
		t++
	}
	if len(r.FiguresIn(t, t+1)) > 0 && m.Kind != actor.Demonym {
		return 380, true
	}
	if !owned {
		return 0, false
	}
	for _, n := range r.HitsIn("contribution", t, t+2) {
		if m.Kind == actor.Demonym && (r.Doc.Tokens[n.First].Is("people", "elite", "elites") || r.Doc.Tokens[max(0, m.First-2)].Is("by")) {
			continue // a society, or a firm that is paid, and nothing that is given
		}
		if _, known := kinds[n.Entry.Value]; known && n.Entry.Value != "political" && r.valence.Around(n.First).Milli >= 0 {
			return 240, true
		}
	}
	return 0, false
}

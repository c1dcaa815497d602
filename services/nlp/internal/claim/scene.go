package claim

import (
	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/link"
)

// elsewhere reports whether a passage that does not mention the initiative is
// set in a country that has no part in it, among people who have none either:
// an aside in a text that is about the initiative otherwise. Capitals do not
// count, since talks about one place are held in another. Part in it has who has
// a role, and who is named beside it somewhere.
func (r *reader) elsewhere(token int, f link.Focus) bool {
	if f.Reach != link.Carried {
		return false
	}
	set, in := false, r.catalogue[f.Initiative]
	sentence := r.Doc.Sentences[r.Doc.Tokens[token].Sentence]
	for _, i := range r.ActorsIn(sentence.First, sentence.Last) {
		m := r.Actors[i]
		if m.Kind == actor.Group || in.party(m.ID) || r.beside(f.Initiative)[m.ID] {
			return false
		}
		set = set || m.Place && m.Kind == actor.State && m.First > 0 && r.Doc.Tokens[m.First-1].Is("in", "inside", "across")
	}
	return set
}

// beside holds the actors that the sentences name which mention the initiative.
func (r *reader) beside(initiative int) map[string]bool {
	if found, ok := r.besides[initiative]; ok {
		return found
	}
	found := map[string]bool{}
	for _, m := range r.Actors {
		if m.First >= len(r.Doc.Tokens) {
			continue // named at the very end, behind the last token
		}
		for _, f := range r.Focus(r.Doc.Tokens[m.First].Sentence) {
			if f.Initiative == initiative && f.Reach == link.Direct {
				found[m.ID] = true
			}
		}
	}
	if r.besides == nil {
		r.besides = map[int]map[string]bool{}
	}
	r.besides[initiative] = found
	return found
}

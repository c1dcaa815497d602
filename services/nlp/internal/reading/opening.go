package reading

import (
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/actor"
)

// opening returns the enumeration of actors that is the subject of the word at
// t: the first in the clause that does not hang on a preposition and has no
// verb before it, or the one behind a verb of saying ("Oslo said Chad would").
func (a *Article) opening(first, t int) []int {
	var subject []int
	ms := a.ActorsIn(first, t)
	for k := 0; k < len(ms); k++ {
		i := ms[k]
		m := a.Actors[i]
		if m.Last > t || m.Suffix != "" || a.governed(m) && !a.headed(m) {
			continue
		}
		from := first
		if len(subject) > 0 {
			from = a.Actors[subject[len(subject)-1]].Last
		}
		if said, ok := a.lastVerb(from, m.First); ok && (!said || !a.behindSaying(m.First)) {
			break
		} else if !ok && len(subject) > 0 {
			continue // an apposition or a possessor: the first one stands
		}
		subject = []int{i}
		for k+1 < len(ms) && a.Actors[ms[k+1]].Last <= t && a.Joined(a.Actors[ms[k]].Last, a.Actors[ms[k+1]].First) {
			k++
			subject = append(subject, ms[k])
		}
	}
	return subject
}

// vague reports whether unnamed experts or critics stand in tokens [from, to).
func (a *Article) vague(from, to int) bool {
	for _, h := range a.HitsIn("speaker", from, to) {
		if h.Entry.Value == "vague_experts" {
			return true
		}
	}
	return false
}

// lastVerb tells whether a verb stands in tokens [from, to), and whether the
// last one is a verb of saying.
func (a *Article) lastVerb(from, to int) (said, found bool) {
	for t := to - 1; t >= from; t-- {
		if auxiliaries[a.Doc.Tokens[t].Lower] {
			return false, true
		}
		for _, kind := range [...]string{"speech", "event", "commitment", "stance"} {
			for _, h := range a.HitsIn(kind, t, t+1) {
				if h.Anchor == t && strings.Contains(h.Entry.Text, "{") {
					return kind == "speech", true
				}
			}
		}
	}
	return false, false
}

// behindSaying reports whether a verb of saying ends within three tokens before t.
func (a *Article) behindSaying(t int) bool {
	for _, h := range a.HitsIn("speech", t-4, t) {
		if h.Last <= t && t-h.Last <= 2 {
			return !addressed[h.Entry.Text]
		}
	}
	return false
}

// addressed are verbs whose object is the one spoken to.
var addressed = map[string]bool{"{tell}": true, "{inform}": true, "{ask}": true, "{urge}": true, "{accuse}": true, "{warn}": true, "{call}": true}

// VerbIn reports whether a verb stands in tokens [from, to).
func (a *Article) VerbIn(from, to int) bool {
	_, found := a.lastVerb(from, to)
	return found
}

// governed reports whether a preposition stands before the mention.
func (a *Article) governed(m actor.Mention) bool {
	for t := m.First - 1; t >= 0 && t >= m.First-3; t-- {
		w := a.Doc.Tokens[t]
		if w.Sentence != a.Doc.Tokens[m.First].Sentence {
			return false
		}
		if prepositions[w.Lower] {
			return true
		}
		if !w.Is("the", "a", "an", "its", "his", "their", "former", "all", "both", "many", "some", "several") {
			return false
		}
	}
	return false
}

// headed is the exception to governed: "a spokesman for Jordan said" speaks
// for Jordan, and "the government of Chad" is Chad.
func (a *Article) headed(m actor.Mention) bool {
	for k := m.First - 1; k >= 1 && k >= m.First-3; k-- {
		w := a.Doc.Tokens[k]
		if w.Is("of", "for", "from", "in", "to") {
			h := a.Doc.Tokens[k-1]
			return h.Is("spokesman", "spokeswoman", "spokesperson", "government", "president", "minister", "ministry", "ambassador", "army",
				"representative", "representatives", "leaders", "leader", "king", "chancellor", "governments", "member", "members", "troops", "soldiers",
				"officials", "official", "parliament", "republic", "kingdom", "most", "many", "some", "one", "two", "cent", "percent", "%", "majority", "half", "quarter", "thirds", "secretary-general", "state")
		}
	}
	return false
}

// Joined reports whether only commas, conjunctions and articles stand in tokens
// [from, to), as between members of an enumeration.
func (a *Article) Joined(from, to int) bool {
	if to-from > 4 || to <= from {
		return false
	}
	seen := false
	for t := from; t < to; t++ {
		w := a.Doc.Tokens[t]
		if !joins[w.Lower] {
			return false
		}
		seen = seen || w.Is(",", ";", "and", "or", "&", "/", "nor")
	}
	return seen
}

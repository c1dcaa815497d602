package reading

import (
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

var (
	// prepositions before a name make it a scene or a target, not the subject.
	prepositions = map[string]bool{"of": true, "with": true, "from": true, "to": true, "for": true, "against": true, "in": true, "on": true,
		"by": true, "between": true, "at": true, "about": true, "over": true, "into": true, "after": true, "before": true, "since": true,
		"towards": true, "toward": true, "including": true, "like": true, "near": true, "inside": true, "outside": true, "than": true,
		"around": true, "among": true, "alongside": true, "beside": true, "without": true, "under": true, "as": true, "via": true, "because": true}
	// joins link the members of an enumeration.
	joins = map[string]bool{",": true, ";": true, "and": true, "or": true, "the": true, "&": true, "both": true, "/": true, "nor": true, "well": true, "as": true}
	// auxiliaries and adverbs that may stand between an unsaid subject and its verb.
	fillers = map[string]bool{"and": true, "but": true, "or": true, "then": true, "also": true, "will": true, "would": true, "has": true, "have": true,
		"had": true, "is": true, "are": true, "was": true, "were": true, "not": true, "never": true, "be": true, "been": true, "to": true,
		"could": true, "may": true, "might": true, "should": true, "can": true, "did": true, "does": true, "do": true, "now": true, "still": true,
		"already": true, "later": true, "even": true, "only": true, "just": true, "yet": true, "instead": true, "thus": true, "publicly": true,
		"while": true, "though": true, ",": true, "—": true, "\"": true, "again": true, "rather": true, "however": true, "has n't": true}
	auxiliaries = map[string]bool{"is": true, "are": true, "was": true, "were": true, "has": true, "have": true, "had": true, "will": true, "would": true,
		"could": true, "may": true, "might": true, "should": true, "can": true, "did": true, "does": true, "do": true, "must": true, "be": true, "been": true}
	pronouns = map[string]bool{"he": true, "she": true, "they": true, "it": true, "who": true, "which": true, "that": true}
	own      = map[string]bool{"we": true, "i": true, "us": true, "our": true, "my": true, "we'll": true, "ours": true}
	// stand-ins refer to the actor last spoken of.
	standIns = map[string]bool{"country": true, "kingdom": true, "government": true, "ministry": true, "minister": true, "president": true, "group": true,
		"movement": true, "monarch": true, "chancellor": true, "premier": true, "spokesman": true, "spokeswoman": true, "spokesperson": true,
		"official": true, "officials": true, "diplomat": true, "source": true, "general": true, "ambassador": true, "king": true, "leader": true,
		"republic": true, "administration": true, "bloc": true, "alliance": true, "army": true, "parliament": true, "statement": true, "party": true,
		"commitment": true, "participation": true, "contribution": true, "offer": true, "support": true, "position": true, "stance": true}
)

// Subjects returns the actors that do what the word at token t says, as
// indices of Actors: the enumeration that opens the clause, the agent of a
// passive, the antecedent of a pronoun, the speaker of a "we". Empty when the
// subject is no actor or cannot be told.
func (a *Article) Subjects(t int) []int {
	c := a.clauseOf[t]
	if c < 0 {
		return nil
	}
	if a.passive(t, a.Clauses[c]) {
		return a.agent(t, a.Clauses[c])
	}
	return a.subjectOf(c, t, 0)
}

// subjectOf looks for the subject of the verb at t in clause c, going back
// clause by clause where the clause leaves it unsaid.
func (a *Article) subjectOf(c, t, depth int) []int {
	cl := a.Clauses[c]
	if cl.Kind == text.Relative && depth == 0 {
		if found := a.relativeHead(cl); found != nil && len(a.opening(cl.First, t)) == 0 {
			return found
		}
	}
	if found := a.opening(cl.First, t); len(found) > 0 {
		if a.vague(a.Actors[found[len(found)-1]].Last, t) {
			return nil // "of the Elbonian plan, analysts doubt ..."
		}
		return found
	}
	if who, ok := a.pronoun(cl, t); ok {
		return who
	}
	if c > 0 && depth < 3 && a.Clauses[c-1].Sentence == cl.Sentence && a.unsaid(cl.First, t) {
		prev := a.Clauses[c-1]
		if prev.Kind == text.Aside || prev.Kind == text.Relative || prev.Kind == text.Condition {
			if c > 1 && a.Clauses[c-2].Sentence == cl.Sentence {
				return a.subjectOf(c-2, a.Clauses[c-2].Last, depth+1)
			}
		}
		return a.subjectOf(c-1, prev.Last, depth+1)
	}
	return nil
}

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
				"officials", "official", "parliament", "republic", "kingdom", "most", "many", "some", "one", "two", "secretary-general", "state")
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

// unsaid reports whether only auxiliaries and adverbs stand before the verb.
func (a *Article) unsaid(first, t int) bool {
	for k := first; k < t; k++ {
		w := a.Doc.Tokens[k]
		if !fillers[w.Lower] && !w.Shape.Has(text.Punct) && !(len(w.Lower) > 4 && w.Lower[len(w.Lower)-2:] == "ly") {
			return false
		}
	}
	return true
}

// relativeHead is the actor right before a relative clause.
func (a *Article) relativeHead(c Clause) []int {
	for _, i := range a.ActorsIn(max(0, c.First-8), c.First) {
		m := a.Actors[i]
		if m.Last < c.First-2 || a.Doc.Tokens[m.First].Sentence != c.Sentence {
			continue
		}
		group := []int{i}
		for i > 0 && a.Joined(a.Actors[i-1].Last, a.Actors[i].First) && a.Doc.Tokens[a.Actors[i-1].First].Sentence == c.Sentence {
			i--
			group = append([]int{i}, group...)
		}
		return group
	}
	return nil
}

// passive reports whether the verb at t is a participle behind a form of be.
func (a *Article) passive(t int, c Clause) bool {
	w := a.Doc.Tokens[t].Lower
	if !participle(w) {
		return false
	}
	for k := t - 1; k >= c.First && k >= t-3; k-- {
		v := a.Doc.Tokens[k]
		if v.Is("is", "are", "was", "were", "been", "being", "be", "'re", "get", "got") {
			return true
		}
		if !v.Is("not", "also", "already", "now", "still", "never", "all") && !(len(v.Lower) > 4 && v.Lower[len(v.Lower)-2:] == "ly") {
			return false
		}
	}
	return false
}

func participle(w string) bool {
	n := len(w)
	return n > 3 && (w[n-2:] == "ed" || w[n-2:] == "en" || w[n-2:] == "wn" || w[n-2:] == "nt" || w == "led" || w == "made" || w == "held" || w == "put" || w == "met" || w == "set" || w == "told")
}

// agent is the actor behind "by".
func (a *Article) agent(t int, c Clause) []int {
	for k := t + 1; k < c.Last && k < t+12; k++ {
		if a.Doc.Tokens[k].Lower == "by" {
			return a.Behind(k+1, c.Last)
		}
	}
	return nil
}

// Behind returns the enumeration of actors that starts within a few tokens of t.
func (a *Article) Behind(t, last int) []int {
	ms := a.ActorsIn(t, min(last, t+7))
	if len(ms) == 0 {
		return nil
	}
	group := []int{ms[0]}
	for j := ms[0] + 1; j < len(a.Actors); j++ {
		if !a.Joined(a.Actors[j-1].Last, a.Actors[j].First) {
			break
		}
		group = append(group, j)
	}
	return group
}

// pronoun resolves he, they, it and stand-ins before t in the clause. The
// second result tells that the clause has such a subject, resolved or not.
func (a *Article) pronoun(c Clause, t int) ([]int, bool) {
	for k := c.First; k < t; k++ {
		w := a.Doc.Tokens[k]
		switch {
		case own[w.Lower]:
			return a.speakerActors(k), true
		case pronouns[w.Lower] && w.Lower != "that" && (w.Lower != "it" || !a.aboutInitiative(k)):
			return a.antecedent(k), true
		case w.Is("the", "its", "his", "their") && k+1 < t && standIns[a.Doc.Tokens[k+1].Lower]:
			return a.antecedent(k), true
		case w.Is("a", "an", "one", "another") && a.unnamedOfficial(k+1, t):
			return a.antecedent(k), true
		}
	}
	return nil, false
}

// unnamedOfficial reports whether a noun phrase at k is an official whose
// state the passage has named before ("a senior ministry official").
func (a *Article) unnamedOfficial(k, t int) bool {
	for n := k; n < t && n < k+5; n++ {
		w := a.Doc.Tokens[n]
		if w.Is("official", "spokesman", "spokeswoman", "spokesperson", "adviser", "diplomat", "minister") {
			return true
		}
		if w.Shape.Has(text.Punct) || prepositions[w.Lower] {
			return false
		}
	}
	return false
}

// aboutInitiative holds for an "it" whose nearest antecedent in the sentence
// before is the initiative rather than an actor.
func (a *Article) aboutInitiative(k int) bool {
	s := a.Doc.Tokens[k].Sentence
	last := -1
	for _, m := range a.Links.Mentions {
		if m.First < k && a.Doc.Tokens[m.First].Sentence >= s-1 {
			last = m.First
		}
	}
	if last < 0 {
		return false
	}
	for i := len(a.Actors) - 1; i >= 0; i-- {
		m := a.Actors[i]
		if m.First < k && !m.Place && !a.governed(m) && m.Kind != actor.Demonym {
			return m.First < last
		}
	}
	return true
}

// antecedent is the actor that the pronoun at k most likely stands for: the
// first actor of this sentence before it, else the topic of the sentence before.
func (a *Article) antecedent(k int) []int {
	s := a.Doc.Tokens[k].Sentence
	if found := a.opening(a.Doc.Sentences[s].First, k); len(found) > 0 {
		return found
	}
	for back := 1; back <= 3 && s-back >= 0; back++ {
		if t := a.topics[s-back]; t >= 0 {
			return []int{t}
		}
	}
	return nil
}

// findTopics takes the first actor of each sentence that hangs on nothing.
func (a *Article) findTopics() {
	a.topics = make([]int, len(a.Doc.Sentences))
	for s, sentence := range a.Doc.Sentences {
		a.topics[s] = -1
		if found := a.opening(sentence.First, sentence.Last); len(found) > 0 {
			a.topics[s] = found[0]
		}
	}
}

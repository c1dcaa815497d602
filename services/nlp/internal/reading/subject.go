package reading

import (
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
	if p, w := a.parseAt(t); p != nil {
		if who, known := p.doers(w, 0, nil); known {
			return who
		}
	}
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
		if found := a.relativeHead(cl); found != nil && (len(found) == 0 || len(a.opening(cl.First, t)) == 0) {
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
	if c.First > 0 && a.Doc.Tokens[c.First-1].Is("those", "anyone", "everyone", "someone", "nobody", "people", "countries", "states", "governments", "whoever") {
		return []int{} // "those who send soldiers" are nobody in particular
	}
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
	for len(ms) > 0 && a.Actors[ms[0]].Suffix != "" {
		ms = ms[1:] // "of the Elbonia-led force" is of the force
	}
	if len(ms) == 0 {
		return nil
	}
	group := []int{ms[0]}
	for j := ms[0] + 1; j < len(a.Actors); j++ {
		if !a.Joined(a.Actors[j-1].Last, a.Actors[j].First) || a.Actors[j].Suffix != "" {
			break
		}
		group = append(group, j)
	}
	return group
}

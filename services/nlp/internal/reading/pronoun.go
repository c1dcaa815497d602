package reading

import (
	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// pronoun resolves he, they, it and stand-ins before t in the clause. The
// second result tells that the clause has such a subject, resolved or not.
func (a *Article) pronoun(c Clause, t int) ([]int, bool) {
	for k := c.First; k < t; k++ {
		w := a.Doc.Tokens[k]
		switch {
		case own[w.Lower]:
			return a.speakerActors(k), true
		case w.Is("who", "which"):
			return a.relativeHead(Clause{Clause: text.Clause{First: k}, Sentence: c.Sentence}), true
		case pronouns[w.Lower] && w.Lower != "that" && (w.Lower != "it" || !a.aboutInitiative(k)):
			return a.antecedent(k, w.Lower), true
		case w.Is("the", "its", "his", "their") && k+1 < t && standIns[a.Doc.Tokens[k+1].Lower]:
			return a.antecedent(k, a.Doc.Tokens[k+1].Lower), true
		case w.Is("a", "an", "one", "another") && a.unnamedOfficial(k+1, t):
			return a.antecedent(k, ""), true
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
	from := a.Doc.Sentences[max(a.Doc.Tokens[k].Sentence-1, 0)].First
	before := a.MentionsFrom(from, k)
	if len(before) == 0 {
		return false
	}
	for _, i := range a.ActorsIn(before[len(before)-1].First, k) {
		if m := a.Actors[i]; !m.Place && !a.governed(m) && m.Kind != actor.Demonym {
			return false
		}
	}
	return true
}

// antecedent is what the pronoun at k most likely stands for: the first actors
// of this sentence before it, else the topic of one of the sentences before,
// the nearest that agrees with the pronoun.
func (a *Article) antecedent(k int, pronoun string) []int {
	s := a.Doc.Tokens[k].Sentence
	if found := a.opening(a.Doc.Sentences[s].First, k); len(found) > 0 && a.agrees(found, pronoun) {
		return found
	}
	for back := 1; back <= 3 && s-back >= 0; back++ {
		t := a.topics[s-back]
		if len(t) == 0 {
			continue
		}
		if a.agrees(t, pronoun) {
			return t
		}
		if pronoun == "they" {
			return nil // "they" are more often people just spoken of than states of long ago
		}
	}
	return nil
}

// agrees reports whether a pronoun can stand for the mentions: he and she for
// one person or office, it for no person, they for several, a party or a
// movement for no state.
func (a *Article) agrees(who []int, pronoun string) bool {
	m := a.Actors[who[0]]
	single := len(who) == 1 && !m.Plural
	switch pronoun {
	case "he", "she":
		return single && (m.Person != "" || m.Kind == actor.Leader || m.Kind == actor.Office)
	case "it":
		return single && m.Person == ""
	case "body":
		return single && m.Kind == actor.Body
	case "land":
		return single && len(m.ID) == 3 && m.Kind != actor.Body && m.Kind != actor.Armed && m.Kind != actor.Group
	case "office":
		return len(who) == 1 && m.Kind != actor.Armed && m.Kind != actor.Group
	case "party", "movement", "group":
		return m.Kind == actor.Faction || m.Kind == actor.Armed || m.Kind == actor.Group || m.Kind == actor.Body
	case "they":
		return !single || m.Kind == actor.Body || m.Kind == actor.Armed || m.Kind == actor.Group || m.Kind == actor.People || m.Kind == actor.Faction
	}
	return true
}

// findTopics takes the first actors of each sentence that hang on nothing.
func (a *Article) findTopics() {
	a.topics = make([][]int, len(a.Doc.Sentences))
	for s, sentence := range a.Doc.Sentences {
		a.topics[s] = a.opening(sentence.First, sentence.Last)
	}
}

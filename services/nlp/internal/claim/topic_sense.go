package claim

import (
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// otherwise says why a word of a topic is not about the topic here, or "".
func (r *reader) otherwise(h lexicon.Hit) string {
	switch {
	case r.partOfName(h):
		return "it is a part of a name"
	case r.isNot(h.Anchor):
		return "what something is not tells nothing of it"
	case r.counts(h):
		return "it counts something else than money"
	case r.oneself(h):
		return "it is somebody's own, for himself"
	case r.laidDown(h):
		return "the arms are those of others"
	case r.leaveToSpeak(h):
		return "it is about who may speak"
	case h.First > 0 && h.Last < len(r.Doc.Tokens) && r.Doc.Tokens[h.First-1].Is("“", "\"", "‘") && r.Doc.Tokens[h.Last].Is("”", "\"", "’"):
		return "it is the word that is spoken of"
	case r.incidental(h):
		return "it qualifies something else"
	case r.settles(h):
		return "a resolution of a conflict is no act of law"
	case r.ofNone(h.Anchor):
		return "that there is no such thing anywhere tells nothing of those that there are"
	case r.besideSubject(h.Anchor):
		return "the clause is about something else that has to do with it"
	}
	return ""
}

// institutions are the topics whose words are names of bodies as often as not.
var institutions = map[string]bool{"legal_mandate": true, "domestic_politics": true, "alliance_cohesion": true}

// partOfName reports whether a word of a topic belongs to the name of something
// else: "the Support Office", "the Investment Plan", "the Southern Command".
func (r *reader) partOfName(h lexicon.Hit) bool {
	t := r.Doc.Tokens[h.First]
	if institutions[h.Entry.Value] || h.Last-h.First > 1 || !t.Shape.Has(text.Capital) || t.Shape.Has(text.Upper) {
		return false
	}
	s := r.Doc.Sentences[t.Sentence]
	named := func(k int) bool {
		n := r.Doc.Tokens[k]
		return n.Shape.Has(text.Capital) && !n.Shape.Has(text.Punct)
	}
	return h.Last < s.Last && named(h.Last) || h.First-1 > s.First && named(h.First-1)
}

// isNot reports whether a token is the predicate of a denied copula: "it is no
// alliance", "a hospital is not a battalion".
func (r *reader) isNot(token int) bool {
	tree := r.Tree(r.Doc.Tokens[token].Sentence)
	if tree == nil {
		return false
	}
	w := tree.WordOf(token)
	if w < 0 || !tree.Words[w].POS.Nominal() || tree.Child(w, syntax.Cop) < 0 || tree.Child(w, syntax.Case) >= 0 {
		return false
	}
	negated, _ := r.Polarity(token)
	return negated
}

// counts reports whether a number word of the topic money counts people or things.
func (r *reader) counts(h lexicon.Hit) bool {
	if r.Doc.Tokens[h.First].Is("pledge", "pledges") && h.Entry.Value == "funding" {
		for _, k := range r.HitsIn("contribution", h.Last, min(len(r.Doc.Tokens), h.Last+8)) {
			if armed(kinds[k.Entry.Value]) {
				return true
			}
		}
		return false
	}
	if !r.Doc.Tokens[h.First].Is("million", "billion", "trillion") || h.Last-h.First > 1 {
		return false
	}
	for t := max(0, h.First-3); t < min(len(r.Doc.Tokens), h.Last+2); t++ {
		low := r.Doc.Tokens[t].Lower
		if strings.ContainsAny(low, "$€£¥") || r.Doc.Tokens[t].Is("dollars", "dollar", "euros", "euro", "pounds", "francs", "crowns", "kronor", "kroner", "zloty", "yen", "yuan", "rupees", "shillings", "usd", "eur", "gbp", "us") {
			return false
		}
	}
	return true
}

// oneself reports whether what a topic's word names is somebody's own: "our own
// capabilities" are not those of the initiative.
func (r *reader) oneself(h lexicon.Hit) bool {
	s := r.Doc.Sentences[r.Doc.Tokens[h.First].Sentence]
	for t := h.First - 1; t > s.First && t >= h.First-2; t-- {
		if r.Doc.Tokens[t].Is("own") {
			return r.Doc.Tokens[t-1].Is("our", "its", "their", "his", "her", "my")
		}
	}
	return false
}

// laidDown reports whether weapons are those that somebody is to give up, or of
// an armed group: they are no means of the initiative.
func (r *reader) laidDown(h lexicon.Hit) bool {
	if h.Entry.Value != "force_generation" || !r.Doc.Tokens[h.Anchor].Is("weapon", "weapons", "arms", "arm") {
		return false
	}
	s := r.Doc.Sentences[r.Doc.Tokens[h.Anchor].Sentence]
	for _, i := range r.ActorsIn(s.First, s.Last) {
		if r.Actors[i].Kind == actor.Armed {
			return true
		}
	}
	return r.Doc.Tokens[r.verbOver(h.Anchor)].Is("hand", "handed", "handing", "strip", "stripping", "stripped", "lay", "laid", "laying", "surrender", "surrendered", "surrendering", "raise", "raises", "raised", "take", "taking", "took")
}

// settles reports whether the resolution that a word names is the end of a
// conflict: the sentence speaks of one, and of nobody who adopts resolutions.
func (r *reader) settles(h lexicon.Hit) bool {
	if !r.Doc.Tokens[h.First].Is("resolution") || h.Last-h.First > 1 || h.Entry.Value != "legal_mandate" {
		return false
	}
	s, of := r.Doc.Sentences[r.Doc.Tokens[h.First].Sentence], false
	for t := s.First; t < s.Last; t++ {
		if r.Doc.Tokens[t].Is("council", "adopt", "adopted", "adopts", "vote", "voted", "votes", "draft", "veto", "vetoed", "text", "assembly") {
			return false
		}
		of = of || r.Doc.Tokens[t].Is("settlement", "conflict", "dispute", "crisis", "hostilities", "standoff")
	}
	return of
}

// besideSubject reports whether a token is only what the subject of its clause
// has to do with, by "to" or "with", where the subject itself is a neutral thing:
// how "the response to the coalition" is says nothing of the coalition.
func (r *reader) besideSubject(token int) bool {
	tree := r.Tree(r.Doc.Tokens[token].Sentence)
	if tree == nil {
		return false
	}
	w := tree.WordOf(token)
	if w < 0 || tree.Words[w].Relation.Base() != syntax.Nmod {
		return false
	}
	k, h := tree.Child(w, syntax.Case), tree.Words[w].Head
	if k < 0 || h < 0 || !r.Doc.Tokens[tree.Words[k].Token].Is("to", "with") {
		return false
	}
	return tree.Words[h].Relation.Subject() && r.valence.At(token).Milli == 0 && len(r.HitsIn("valence", tree.Words[h].Token, tree.Words[h].Token+1)) == 0
}

// ballot holds for words for votes, of which it matters who votes.
func ballot(h lexicon.Hit) bool {
	return h.Entry.Value == "domestic_politics" && (strings.Contains(h.Entry.Text, "<vote>") || strings.Contains(h.Entry.Text, "{vote}"))
}

// dimensionOfTopic is the dimension of a topic, settled where its words leave
// it open: a vote is one of domestic politics unless a council of states casts it.
func (r *reader) dimensionOfTopic(h lexicon.Hit) string {
	if !ballot(h) {
		return h.Entry.Value
	}
	for s := r.Doc.Tokens[h.Anchor].Sentence; s >= 0 && s > r.Doc.Tokens[h.Anchor].Sentence-voting; s-- {
		sentence := r.Doc.Sentences[s]
		for _, k := range r.HitsIn("topic", sentence.First, sentence.Last) {
			if k.Entry.Value == "domestic_politics" && !ballot(k) {
				return h.Entry.Value
			}
		}
		for _, i := range r.ActorsIn(sentence.First, sentence.Last) {
			if id := r.Actors[i].ID; id == "UNSC" || id == "UN" {
				return "legal_mandate"
			}
		}
	}
	return h.Entry.Value
}

// voting is for how many sentences one remembers who votes.
const voting = 6

package claim

import (
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/text"
	"github.com/barograph/barograph/services/nlp/internal/valence"
)

// noun is the token of the noun that the word at a token qualifies: of
// "domestic" in "domestic priorities" that of "priorities"; -1 where it
// qualifies none.
func (r *reader) noun(token int) int {
	tree := r.Tree(r.Doc.Tokens[token].Sentence)
	if tree == nil {
		return -1
	}
	w := tree.WordOf(token)
	if w < 0 || tree.Words[w].Head < 0 {
		return -1
	}
	if rel := tree.Words[w].Relation.Base(); (rel == syntax.Amod || rel == syntax.Compound) && tree.Words[tree.Words[w].Head].POS.Nominal() {
		return tree.Words[tree.Words[w].Head].Token
	}
	return -1
}

// incidental reports whether a word of a topic only qualifies something neutral
// else: how "its domestic priorities" fare is no news of domestic politics.
func (r *reader) incidental(h lexicon.Hit) bool {
	n := r.noun(h.Anchor)
	if n >= 0 && h.Entry.Value == "alliance_cohesion" && r.Doc.Tokens[h.First].Shape.Has(text.Capital) {
		return true // NATO soldiers, the NATO framework
	}
	if n < 0 || h.First <= n && n < h.Last || len(r.HitsIn("valence", n, n+1)) > 0 || len(r.HitsIn("topic", n, n+1)) > 0 {
		return false
	}
	return len(r.HitsIn("valence", h.First, h.Last)) == 0
}

// inPhrase is what a topic's clause says of it, v, corrected where the phrase of
// the topic itself is bad and nothing in the clause undoes that: "the strained
// relations suggest that ...".
func (r *reader) inPhrase(h lexicon.Hit, v valence.Value) valence.Value {
	n := r.noun(h.Anchor)
	if n < 0 {
		n = h.Anchor
	}
	own := r.valence.At(n)
	over := r.verbOver(h.Anchor)
	if denied, _ := r.Polarity(over); denied || h.Entry.Attrs["mood"] != "" {
		return v
	}
	if own.Milli <= -leastValence && v.Milli > 0 && over != h.Anchor && len(r.HitsIn("valence", over, over+1)) == 0 {
		return own
	}
	return v
}

// needed reports whether what a token's clause tells is only needed for
// something else: "it involves overcoming delays", "requires a budget".
func (r *reader) needed(token int) bool {
	if r.obstacle(token) {
		return true
	}
	for _, c := range r.Conditions(token) {
		if r.Doc.Tokens[c.First].Is("without") {
			return true // "without them the fleet would be"
		}
	}
	for n, t := 0, r.verbOver(token); n < 3 && t >= 0; n++ {
		if r.Doc.Tokens[t].Is("involve", "involves", "involved", "require", "requires", "required", "necessitate", "necessitates", "entail", "entails", "demand", "demands") {
			return true
		}
		p, ok := r.PropositionAt(t)
		if !ok {
			return false
		}
		t = p.Governor
	}
	return false
}

// missing reports whether a token's phrase is what there is none of: "the
// absence of a blueprint".
func (r *reader) missing(token int) bool {
	tree := r.Tree(r.Doc.Tokens[token].Sentence)
	if tree == nil {
		return false
	}
	for w := tree.WordOf(token); w >= 0; w = tree.Words[w].Head {
		if r.Doc.Tokens[tree.Words[w].Token].Is("absence", "lack", "shortage", "dearth", "loss") {
			return true
		}
		if rel := tree.Words[w].Relation.Base(); rel != syntax.Nmod && rel != syntax.Conj && rel != syntax.Amod && rel != syntax.Compound {
			return false
		}
	}
	return false
}

// unlikely reports whether what the words at a token name is said to become
// rarer: "makes attacks less likely".
func (r *reader) unlikely(h lexicon.Hit) bool {
	s := r.Doc.Sentences[r.Doc.Tokens[h.Anchor].Sentence]
	for t := h.Last; t < min(s.Last, h.Last+3); t++ {
		if r.Doc.Tokens[t].Is("unlikely", "rarer") || t+1 < s.Last && r.Doc.Tokens[t].Is("less") && r.Doc.Tokens[t+1].Is("likely", "frequent", "probable") {
			return true
		}
	}
	return false
}

// inAwaited reports whether a token stands in a clause that something is to
// come before: it tells nothing that is so.
func (r *reader) inAwaited(token int) bool {
	for t, n := token, 0; t >= 0 && n < 4; n++ {
		p, ok := r.PropositionAt(r.verbOver(t))
		if !ok {
			return false
		}
		s := r.Doc.Sentences[r.Doc.Tokens[token].Sentence]
		for k := max(s.First, p.First-6); p.Relation == "advcl" && k < p.First; k++ {
			if r.Doc.Tokens[k].Is("before") {
				return true
			}
		}
		t = p.Governor
	}
	return false
}

package effect

import (
	"sort"
	"strings"

	"github.com/kljensen/snowball/english"

	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/text"
	"github.com/barograph/barograph/services/nlp/internal/valence"
)

// What stands for words that would tie a weight to one state, one initiative or
// one figure. Capitals, so that no stem is one.
const (
	actorMask  = "ACTOR"
	nameMask   = "NAME"
	numberMask = "NUMBER"
)

// Source is a document with what other layers found in it.
type Source struct {
	doc     *text.Document
	hits    []lexicon.Hit
	named   []bool // by token: it belongs to the mention of an actor
	tree    func(sentence int) *syntax.Tree
	valence *valence.Reader
}

// NewSource makes a source of the lexicon's hits in doc, in text order, of the
// actors that it mentions and of its trees, nil where a sentence has none.
func NewSource(doc *text.Document, hits []lexicon.Hit, actors []actor.Mention, tree func(sentence int) *syntax.Tree) Source {
	named := make([]bool, len(doc.Tokens))
	for _, m := range actors {
		for t := m.First; t < m.Last; t++ {
			named[t] = true
		}
	}
	return Source{doc: doc, hits: hits, named: named, tree: tree, valence: valence.New(doc, hits, tree)}
}

func masked(stem string) bool { return stem == actorMask || stem == nameMask || stem == numberMask }

// marked are the lexicon's kinds that say how things go.
func marked(kind string) bool {
	switch kind {
	case "valence", "attitude", "stance", "modality", "verdict":
		return true
	}
	return false
}

// Sentence gathers what is weighed of a sentence; false where it has no tree.
func (s Source) Sentence(index int) (Sentence, bool) {
	tree := s.tree(index)
	if tree == nil || len(tree.Words) == 0 {
		return Sentence{}, false
	}
	out := Sentence{Words: make([]Word, len(tree.Words)), Said: s.valence.Said(index)}
	for i := range tree.Words {
		w := tree.Words[i]
		out.Words[i] = Word{Stem: s.stem(w), POS: w.POS, Relation: w.Relation, Head: w.Head, Denied: denied(tree, i)}
	}
	bounds := s.doc.Sentences[index]
	from := sort.Search(len(s.hits), func(i int) bool { return s.hits[i].First >= bounds.First })
	for _, h := range s.hits[from:] {
		if h.First >= bounds.Last {
			break
		}
		if h.Last > bounds.Last || !marked(h.Entry.Kind) {
			continue
		}
		w := tree.WordOf(h.Anchor)
		if w < 0 || masked(out.Words[w].Stem) {
			continue // a word in a name is no word
		}
		out.Marks = append(out.Marks, Mark{Class: h.Entry.Kind + ":" + h.Entry.Value, Word: w})
		if h.Entry.Kind == "valence" {
			v := s.valence.Around(h.Anchor).Milli
			out.Helps, out.Hurts = max(out.Helps, v), max(out.Hurts, -v)
		}
	}
	return out, true
}

// stem is a word's stem, or the mask of a name or a number.
func (s Source) stem(w syntax.Word) string {
	form := strings.ToLower(w.Form)
	switch {
	case s.named[w.Token]:
		return actorMask
	case w.POS == syntax.NUM || form != "" && form[0] >= '0' && form[0] <= '9':
		return numberMask
	case w.POS == syntax.PROPN:
		return nameMask
	}
	return english.Stem(form, true)
}

// denied reports whether a word has a negation of its own.
func denied(tree *syntax.Tree, w int) bool {
	for c := range tree.Children(w) {
		switch strings.ToLower(tree.Words[c].Form) {
		case "not", "n't", "never", "no", "without", "neither", "nor", "hardly":
			return true
		}
	}
	return false
}

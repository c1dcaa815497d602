package fit

import (
	"slices"
	"time"

	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/effect"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/text"
	"github.com/barograph/barograph/services/nlp/internal/valence"
)

// Reader makes examples of passages, as the tagger reads sentences.
type Reader struct {
	lexicon *lexicon.Lexicon
	actors  *actor.Resolver
	parser  *syntax.Parser
}

// NewReader loads the embedded knowledge.
func NewReader() (*Reader, error) {
	words, err := lexicon.Embedded()
	if err != nil {
		return nil, err
	}
	actors, err := actor.New()
	if err != nil {
		return nil, err
	}
	model, err := syntax.Load()
	if err != nil {
		return nil, err
	}
	return &Reader{lexicon: words, actors: actors, parser: model.NewParser()}, nil
}

// Example is a passage as the model sees it.
type Example struct {
	Passage
	Features []effect.Feature
}

// Examples reads passages; the features of a passage's sentences add up.
func (r *Reader) Examples(passages []Passage) []Example {
	out := make([]Example, 0, len(passages))
	for _, p := range passages {
		counts := map[string]int{}
		for _, s := range r.sentences(p.Text) {
			for _, f := range effect.Features(s) {
				counts[f.Name] += f.Count
			}
		}
		e := Example{Passage: p}
		for name, n := range counts {
			e.Features = append(e.Features, effect.Feature{Name: name, Count: n})
		}
		slices.SortFunc(e.Features, func(a, b effect.Feature) int {
			if a.Name < b.Name {
				return -1
			}
			return 1
		})
		out = append(out, e)
	}
	return out
}

// Sentences are what the model weighs of a text.
func (r *Reader) sentences(passage string) []effect.Sentence {
	doc := text.Parse("", passage)
	hits := r.lexicon.Find(doc)
	trees := make([]*syntax.Tree, len(doc.Sentences))
	tree := func(s int) *syntax.Tree {
		if trees[s] == nil {
			trees[s] = &syntax.Tree{}
			r.parser.Parse(doc, s, trees[s])
		}
		return trees[s]
	}
	named := make([]bool, len(doc.Tokens))
	for _, m := range r.actors.Find(doc, time.Time{}) {
		for t := m.First; t < m.Last; t++ {
			named[t] = true
		}
	}
	src := effect.Source{Doc: doc, Hits: hits, Actors: func(t int) bool { return named[t] }, Tree: tree, Valence: valence.New(doc, hits, tree)}
	var out []effect.Sentence
	for s := range doc.Sentences {
		if sentence, ok := src.Sentence(s); ok {
			out = append(out, sentence)
		}
	}
	return out
}

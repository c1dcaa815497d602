package fit

import (
	"slices"
	"strings"
	"time"

	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/effect"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/text"
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
		slices.SortFunc(e.Features, func(a, b effect.Feature) int { return strings.Compare(a.Name, b.Name) })
		out = append(out, e)
	}
	return out
}

// sentences are what the model weighs of a text.
func (r *Reader) sentences(passage string) []effect.Sentence {
	doc := text.Parse("", passage)
	src := effect.NewSource(doc, r.lexicon.Find(doc), r.actors.Find(doc, time.Time{}), syntax.Lazy(func(i int, tree *syntax.Tree) { r.parser.Parse(doc, i, tree) }))
	var out []effect.Sentence
	for s := range doc.Sentences {
		if sentence, ok := src.Sentence(s); ok {
			out = append(out, sentence)
		}
	}
	return out
}

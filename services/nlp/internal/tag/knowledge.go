package tag

import (
	"fmt"
	"sync"

	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/effect"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Knowledge is what reading takes besides a catalogue: actors, lexicon and
// parser. Loading it is dear in time and memory, so taggers of successive
// catalogues share one. It is immutable and safe for concurrent use.
type Knowledge struct {
	actors  *actor.Resolver
	lexicon *lexicon.Lexicon
	model   *syntax.Model
	effects *effect.Model
	parsers sync.Pool // of *syntax.Parser, one for each article in work
}

// Load reads the embedded lexicon and parser. Actors may hold an operator's
// own; nil loads the embedded ones. It fails on broken embedded data.
func Load(actors *actor.Resolver) (*Knowledge, error) {
	k := &Knowledge{actors: actors}
	var err error
	if k.actors == nil {
		if k.actors, err = actor.New(); err != nil {
			return nil, fmt.Errorf("load actors: %w", err)
		}
	}
	if k.lexicon, err = lexicon.Embedded(); err != nil {
		return nil, fmt.Errorf("load lexicon: %w", err)
	}
	if k.model, err = syntax.Load(); err != nil {
		return nil, fmt.Errorf("load parser: %w", err)
	}
	if k.effects, err = effect.Load(); err != nil {
		return nil, fmt.Errorf("load effects: %w", err)
	}
	return k, nil
}

// parserOf returns what parses the sentences of a document. A parser is lent
// for one sentence at a time, since most are never asked for. Once the time is
// over sentences have no trees, and what asks for them has nothing to do.
func (k *Knowledge) parserOf(doc *text.Document, over ended) func(int, *syntax.Tree) {
	return func(sentence int, tree *syntax.Tree) {
		if over() != nil {
			return
		}
		p, ok := k.parsers.Get().(*syntax.Parser)
		if !ok {
			p = k.model.NewParser()
		}
		defer k.parsers.Put(p)
		p.Parse(doc, sentence, tree)
	}
}

// Option changes what a tagger knows.
type Option func(*options)

type options struct {
	actors    *actor.Resolver
	knowledge *Knowledge
}

// WithActors has a tagger use these actors, which may hold an operator's own.
func WithActors(actors *actor.Resolver) Option { return func(o *options) { o.actors = actors } }

// WithKnowledge has a tagger share what is loaded already, its actors included.
func WithKnowledge(k *Knowledge) Option { return func(o *options) { o.knowledge = k } }

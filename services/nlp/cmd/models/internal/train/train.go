package train

import (
	"fmt"
	"sync"

	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/syntax/feature"
	"github.com/barograph/barograph/services/nlp/internal/syntax/transition"
	"github.com/barograph/barograph/services/nlp/internal/syntax/weight"
)

// Train makes a model. Log is called with a line of progress now and then.
func Train(sentences []Sentence, r Recipe, log func(string)) (*syntax.Model, error) {
	set := newLabelSet(sentences)
	taggers, err := trainTaggers(sentences, set, r)
	if err != nil {
		return nil, err
	}
	log(fmt.Sprintf("taggers trained: %d labels", len(set.labels)))
	corpus := make([]tagged, len(sentences))
	facts := syntax.Facts(set.labels)
	for k := range r.Folds {
		parser := taggers[k].NewParser()
		for i := range sentences {
			if fold(i, r.Folds) == k {
				corpus[i] = tag(parser, &sentences[i], set, facts)
			}
		}
	}
	actions := newActions(sentences)
	runs := make([][]weight.Feature, r.ParserRuns)
	var turn sync.Mutex
	inParallel(r.ParserRuns, r.Parallel, func(k int) {
		runs[k] = trainParser(corpus, actions, r, r.Seed+uint64(k))
		turn.Lock()
		defer turn.Unlock()
		log(fmt.Sprintf("parser %d of %d trained: %d features", k+1, r.ParserRuns, len(runs[k])))
	})
	parts := taggers[r.Folds].Parts()
	parts.Actions, parts.Parser = actions, weight.Build(sum(runs))
	return syntax.New(parts)
}

// trainTaggers trains one tagger for every fold, without its sentences, and
// last one on all.
func trainTaggers(sentences []Sentence, set labelSet, r Recipe) ([]*syntax.Model, error) {
	out := make([]*syntax.Model, r.Folds+1)
	errs := make([]error, r.Folds+1)
	inParallel(r.Folds+1, r.Parallel, func(k int) {
		own := r
		if k < r.Folds {
			own.TaggerRuns = 1 // tags a little worse than in use do no harm
		}
		out[k], errs[k] = trainTagger(without(sentences, k, r.Folds), set, own, r.Seed+uint64(k))
	})
	for _, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("train tagger: %w", err)
		}
	}
	return out, nil
}

// inParallel calls work for 0 to n-1, so many at a time.
func inParallel(n, many int, work func(k int)) {
	next := make(chan int, n)
	for k := range n {
		next <- k
	}
	close(next)
	var wait sync.WaitGroup
	for range many {
		wait.Go(func() {
			for k := range next {
				work(k)
			}
		})
	}
	wait.Wait()
}

// fold is the fold of sentence i of n. Folds are made of runs of sentences,
// since those of one document share their rare words.
func fold(i, n int) int { return i / 50 % n }

// without returns the sentences that are not in fold k; fold n is empty.
func without(sentences []Sentence, k, n int) []Sentence {
	var out []Sentence
	for i := range sentences {
		if fold(i, n) != k {
			out = append(out, sentences[i])
		}
	}
	return out
}

func tag(p *syntax.Parser, s *Sentence, set labelSet, facts *feature.Labels) tagged {
	var tree syntax.Tree
	p.ParseWords(s.Forms, &tree)
	t := tagged{oracle: transition.NewOracle(s.Heads, s.Relations)}
	t.sentence.Reset(len(s.Forms))
	for i, w := range tree.Words {
		t.sentence.Words[i].Read(w.Form)
		t.sentence.Tags[i] = set.number(syntax.Label{POS: w.POS, Tag: w.Tag})
	}
	t.sentence.Count(facts)
	return t
}

package train

import (
	"math/rand/v2"

	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/syntax/feature"
	"github.com/barograph/barograph/services/nlp/internal/syntax/transition"
	"github.com/barograph/barograph/services/nlp/internal/syntax/weight"
)

// tagged is a sentence with the tags that a tagger gave it.
type tagged struct {
	sentence feature.Sentence
	oracle   *transition.Oracle
}

// newActions lists shift, reduce and an arc either way for every relation that
// the treebanks have in that direction.
func newActions(sentences []Sentence) []transition.Action {
	var left, right [256]bool
	left[syntax.Root] = true
	for _, s := range sentences {
		for i, h := range s.Heads {
			switch {
			case int(h) < i:
				right[s.Relations[i]] = true
			default:
				left[s.Relations[i]] = true
			}
		}
	}
	actions := []transition.Action{{Kind: transition.Shift}, {Kind: transition.Reduce}}
	for k, seen := range [][256]bool{left, right} {
		for l, ok := range seen {
			if ok {
				actions = append(actions, transition.Action{Kind: transition.Left + transition.Kind(k), Label: uint8(l)})
			}
		}
	}
	return actions
}

// learner trains one parser.
type learner struct {
	*perceptron
	actions []transition.Action
	random  *rand.Rand
	state   transition.State
	out     [feature.MostParsing]uint64
	scores  weight.Scores
}

// trainParser returns the averaged weights of a parser's actions.
func trainParser(corpus []tagged, actions []transition.Action, r Recipe, seed uint64) []weight.Feature {
	l := &learner{perceptron: newPerceptron(), actions: actions, random: rand.New(rand.NewPCG(seed, 2))}
	order := l.random.Perm(len(corpus))
	for epoch := range r.ParserEpochs {
		l.random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, k := range order {
			l.learn(&corpus[k], epoch >= r.ExploreFrom, r.Explore)
		}
	}
	return l.average(r.ParserUpdates)
}

// learn parses a sentence with the weights of the moment. Where the best
// action is wrong it learns; then it goes on with the right one or, exploring,
// with its own, and so learns what to do after errors.
func (l *learner) learn(t *tagged, explore bool, share float64) {
	s := &l.state
	s.Reset(len(t.sentence.Words), syntax.Machine())
	for !s.Done() {
		features := l.out[:feature.Parsing(&t.sentence, s, &l.out)]
		l.score(features, &l.scores)
		good, best := l.choose(t.oracle)
		l.step++
		next := good
		if good != best {
			l.update(features, uint8(good), uint8(best))
			if explore && l.random.Float64() < share {
				next = best
			}
		}
		s.Apply(l.actions[next])
	}
}

// choose returns the best of the actions that lose least, and the best of all.
func (l *learner) choose(o *transition.Oracle) (good, best int) {
	valid, costs := l.state.Valid(), o.Costs(&l.state)
	least := 1 << 30
	for k, ok := range valid {
		if ok {
			least = min(least, costs[k])
		}
	}
	var arc [4]uint8
	var known [4]bool
	for _, k := range []transition.Kind{transition.Left, transition.Right} {
		if valid[k] && costs[k] == least {
			arc[k], known[k] = o.Arc(&l.state, k)
		}
	}
	good, best = -1, -1
	for i, a := range l.actions {
		if !valid[a.Kind] || !l.state.Allows(a) {
			continue
		}
		if best < 0 || l.scores[i] > l.scores[best] {
			best = i
		}
		if costs[a.Kind] > least || known[a.Kind] && a.Label != arc[a.Kind] {
			continue
		}
		if good < 0 || l.scores[i] > l.scores[good] {
			good = i
		}
	}
	return good, best
}

package transition_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/barograph/barograph/services/nlp/internal/syntax/transition"
)

var labels = transition.Labels{Root: 1, Case: 11, Mark: 32}

// tree draws the heads of a projective tree of n words by running the machine at random.
func tree(t *rapid.T, n int) []int16 {
	var s transition.State
	s.Reset(n, labels)
	run(t, &s, func(m transition.Moves) transition.Kind {
		var valid []transition.Kind
		for k, ok := range m {
			if ok {
				valid = append(valid, transition.Kind(k))
			}
		}
		return rapid.SampledFrom(valid).Draw(t, "move")
	})
	heads := make([]int16, n)
	for i := range heads {
		heads[i] = s.Nodes[i].Head
	}
	return heads
}

// run drives the machine to its end and fails if it takes more than 2n steps.
func run(t *rapid.T, s *transition.State, choose func(transition.Moves) transition.Kind) {
	for steps := 0; !s.Done(); steps++ {
		if steps >= 2*s.Root() {
			t.Fatalf("not done after %d steps", steps)
		}
		k := choose(s.Valid())
		label := uint8(2)
		if s.Front == s.Root() {
			label = labels.Root
		}
		s.Apply(transition.Action{Kind: k, Label: label})
	}
}

func TestOracleFindsEveryProjectiveTree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "n")
		want := tree(t, n)
		oracle := transition.NewOracle(want, make([]uint8, n))
		var s transition.State
		s.Reset(n, labels)
		run(t, &s, func(m transition.Moves) transition.Kind {
			costs := oracle.Costs(&s)
			for k, ok := range m {
				if ok && costs[k] == 0 {
					return transition.Kind(k)
				}
			}
			t.Fatalf("no move without cost: %v of %v", costs, m)
			return 0
		})
		for i := range want {
			if s.Nodes[i].Head != want[i] {
				t.Fatalf("heads of %v: word %d got %d", want, i, s.Nodes[i].Head)
			}
		}
	})
}

// The costs of the moves made add up to the arcs missed, from any start and on
// any way: this is what lets the parser learn from its own errors.
func TestCostsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "n")
		want := tree(t, n)
		oracle := transition.NewOracle(want, make([]uint8, n))
		var s transition.State
		s.Reset(n, labels)
		total := 0
		run(t, &s, func(m transition.Moves) transition.Kind {
			var valid []transition.Kind
			for k, ok := range m {
				if ok {
					valid = append(valid, transition.Kind(k))
				}
			}
			k := rapid.SampledFrom(valid).Draw(t, "move")
			total += oracle.Costs(&s)[k]
			return k
		})
		missed := 0
		for i := range want {
			if s.Nodes[i].Head != want[i] {
				missed++
			}
		}
		if missed != total {
			t.Fatalf("missed %d arcs of %v at a cost of %d", missed, want, total)
		}
	})
}

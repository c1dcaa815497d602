package effect

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"
	"strings"
)

// Weight is what one feature adds to the log-odds of raising and of lowering
// against neither, in thousandths.
type Weight struct {
	Raises, Lowers int16
}

// Model holds the weights. It is immutable and safe for concurrent use.
type Model struct {
	weights map[uint64]Weight
	bias    Weight
}

// New makes a model. Features that are not listed weigh nothing.
func New(bias Weight, weights map[string]Weight) *Model {
	m := &Model{bias: bias, weights: make(map[uint64]Weight, len(weights))}
	for name, w := range weights {
		m.weights[key(name)] = w
	}
	return m
}

func key(name string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(name))
	return h.Sum64()
}

// Effect is what a sentence does to the prospects: the probabilities that it
// raises and that it lowers them, in thousandths. The rest is for neither.
type Effect struct {
	Raises, Lowers int
}

// Balance is from -1000, surely lowering, to 1000, surely raising.
func (e Effect) Balance() int { return e.Raises - e.Lowers }

// Weigh returns a sentence's effect.
func (m *Model) Weigh(s Sentence) Effect { return m.Read(Features(s)) }

// Read returns the effect of what has these features.
func (m *Model) Read(features []Feature) Effect { return softmax(m.sums(features)) }

// Features is the number of features that have a weight.
func (m *Model) Features() int { return len(m.weights) }

// sums are the log-odds of raising and lowering against neither, in thousandths.
func (m *Model) sums(features []Feature) (up, down int) {
	up, down = int(m.bias.Raises)*1000, int(m.bias.Lowers)*1000
	for _, f := range features {
		w := m.weights[key(f.Name)]
		up += int(w.Raises) * f.Count
		down += int(w.Lowers) * f.Count
	}
	return up / 1000, down / 1000
}

// mostOdds bounds log-odds, in thousandths, so that powers stay finite.
const mostOdds = 20_000

func softmax(up, down int) Effect {
	a, b := math.Exp(odds(up)), math.Exp(odds(down))
	all := 1 + a + b
	return Effect{Raises: int(math.Round(1000 * a / all)), Lowers: int(math.Round(1000 * b / all))}
}

func odds(milli int) float64 { return float64(max(-mostOdds, min(mostOdds, milli))) / 1000 }

// Reason is a feature with what it adds to raising over lowering, in thousandths.
type Reason struct {
	Feature string
	Milli   int
}

// Why lists the features that weigh most, at most n of them, strongest first.
func (m *Model) Why(s Sentence, n int) []Reason {
	var out []Reason
	for _, f := range Features(s) {
		w := m.weights[key(f.Name)]
		if x := (int(w.Raises) - int(w.Lowers)) * f.Count / 1000; x != 0 {
			out = append(out, Reason{Feature: f.Name, Milli: x})
		}
	}
	slices.SortStableFunc(out, func(a, b Reason) int { return cmp.Compare(size(b.Milli), size(a.Milli)) })
	return out[:min(n, len(out))]
}

func size(x int) int { return max(x, -x) }

// Words says what the feature stands for, with stems for words: “delay vote”.
func (r Reason) Words() string {
	kind, what, _ := strings.Cut(r.Feature, "=")
	switch kind {
	case "n":
		return "not “" + what + "”"
	case "b":
		return "“" + strings.Replace(what, "_", " ", 1) + "”"
	case "a", "c":
		if parts := strings.Split(what, ">"); len(parts) == 3 {
			return "“" + parts[0] + "” with “" + parts[2] + "” as its " + parts[1]
		}
	case "h":
		class, denied := strings.CutSuffix(what, "/n")
		if class = strings.ReplaceAll(class, ":", " "); denied {
			return "a denied word of " + class
		}
		return "a word of " + class
	case "r":
		return "“" + what + "” as the main word"
	case "v+":
		return "good clauses"
	case "v-":
		return "bad clauses"
	case "said":
		return "clauses good less bad"
	}
	return "“" + what + "”"
}

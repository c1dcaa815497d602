package fit

import (
	"math"
	"slices"

	"github.com/barograph/barograph/services/nlp/internal/effect"
)

// Recipe is how the model is trained.
type Recipe struct {
	// Least is the number of passages that must hold a feature.
	Least int
	// Ridge is the weight of the squares of all weights in the loss; it is what
	// holds those of rare features down.
	Ridge float64
	// Steps and Rate are those of the descent, over all examples at once.
	Steps int
	Rate  float64
}

// Default is the recipe of the embedded model. Ridge was chosen by
// cross-validation among 2.5, 5, 10 and 20; the descent has settled by then.
func Default() Recipe { return Recipe{Least: 2, Ridge: 5, Steps: 300, Rate: 0.1} }

// classes is Neither, Raises and Lowers.
const classes = 3

// problem is the examples with their features as numbers.
type problem struct {
	names  []string
	rows   [][]cell
	labels []Label
}

type cell struct {
	feature int
	count   float64
}

// pose numbers the features that enough examples hold.
func pose(examples []Example, least int) *problem {
	held := map[string]int{}
	for _, e := range examples {
		for _, f := range e.Features {
			held[f.Name]++
		}
	}
	p := &problem{}
	for name, n := range held {
		if n >= least {
			p.names = append(p.names, name)
		}
	}
	slices.Sort(p.names)
	index := make(map[string]int, len(p.names))
	for i, name := range p.names {
		index[name] = i
	}
	for _, e := range examples {
		var row []cell
		for _, f := range e.Features {
			if i, ok := index[f.Name]; ok {
				row = append(row, cell{i, float64(f.Count) / 1000})
			}
		}
		p.rows, p.labels = append(p.rows, row), append(p.labels, e.Label)
	}
	return p
}

// Train returns the model of the examples that are not Both: multinomial
// logistic regression with a ridge, by Adam over the whole set (Kingma and Ba
// 2015), which needs no draw and so gives the same weights every time.
func Train(examples []Example, r Recipe) *effect.Model {
	p := pose(slices.DeleteFunc(slices.Clone(examples), func(e Example) bool { return e.Label == Both }), r.Least)
	n := len(p.names) + 1 // the last is the bias
	w := make([]float64, n*classes)
	first, second := make([]float64, len(w)), make([]float64, len(w))
	for step := 1; step <= r.Steps; step++ {
		slope := p.slope(w, r.Ridge)
		rate := r.Rate * math.Sqrt(1-math.Pow(0.999, float64(step))) / (1 - math.Pow(0.9, float64(step)))
		rate *= 1 - float64(step-1)/float64(r.Steps)
		for i, g := range slope {
			first[i] = 0.9*first[i] + 0.1*g
			second[i] = 0.999*second[i] + 0.001*g*g
			w[i] -= rate * first[i] / (math.Sqrt(second[i]) + 1e-8)
		}
	}
	weights := map[string]effect.Weight{}
	for i, name := range p.names {
		if v := against(w[i*classes : i*classes+classes]); v != (effect.Weight{}) {
			weights[name] = v
		}
	}
	return effect.New(against(w[(n-1)*classes:]), weights)
}

// against turns the weights of three classes into those of two against Neither.
func against(w []float64) effect.Weight {
	milli := func(x float64) int16 { return int16(max(-32767, min(32767, math.Round(1000*x)))) }
	return effect.Weight{Raises: milli(w[Raises] - w[Neither]), Lowers: milli(w[Lowers] - w[Neither])}
}

// slope is the gradient of the loss at w.
func (p *problem) slope(w []float64, ridge float64) []float64 {
	out := make([]float64, len(w))
	bias := len(p.names) * classes
	for i := range out[:bias] {
		out[i] = ridge * w[i]
	}
	for k, row := range p.rows {
		var odds [classes]float64
		copy(odds[:], w[bias:])
		for _, c := range row {
			for j := range odds {
				odds[j] += w[c.feature*classes+j] * c.count
			}
		}
		share := softmax(odds)
		share[p.labels[k]]--
		for _, c := range row {
			for j := range share {
				out[c.feature*classes+j] += share[j] * c.count
			}
		}
		for j := range share {
			out[bias+j] += share[j]
		}
	}
	return out
}

func softmax(odds [classes]float64) [classes]float64 {
	top, all := slices.Max(odds[:]), 0.0
	for j := range odds {
		odds[j] = math.Exp(odds[j] - top)
		all += odds[j]
	}
	for j := range odds {
		odds[j] /= all
	}
	return odds
}

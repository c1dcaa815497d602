package train

import "github.com/barograph/barograph/services/nlp/internal/syntax/weight"

// sum adds up the weights of several runs.
func sum(runs [][]weight.Feature) []weight.Feature {
	if len(runs) == 1 {
		return runs[0]
	}
	index := map[uint64]int32{}
	var out []weight.Feature
	for _, run := range runs {
		for _, f := range run {
			i, ok := index[f.Hash]
			if !ok {
				index[f.Hash] = int32(len(out))
				out = append(out, f)
				continue
			}
			out[i].Weights = merge(out[i].Weights, f.Weights)
		}
	}
	return out
}

func merge(to, from []weight.Weight) []weight.Weight {
	for _, w := range from {
		found := false
		for i := range to {
			if to[i].Label == w.Label {
				to[i].Value += w.Value
				found = true
				break
			}
		}
		if !found {
			to = append(to, w)
		}
	}
	return to
}

package cluster_test

import (
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/barograph/barograph/services/aggregate/internal/cluster"
)

// draw makes signatures around a few stories; edits make near and distant copies.
func draw(t *rapid.T) [][]uint64 {
	signatures := make([][]uint64, rapid.IntRange(0, 30).Draw(t, "signatures"))
	for i := range signatures {
		length := rapid.SampledFrom([]int{0, 64, 128, 128, 128}).Draw(t, "length")
		story, edits := rapid.Uint64Range(1, 3).Draw(t, "story"), rapid.IntRange(0, 40).Draw(t, "edits")
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		signatures[i] = make([]uint64, length)
		for j := range signatures[i] {
			signatures[i][j] = story<<32 | uint64(j)
		}
		for range min(edits, length) {
			signatures[i][random.IntN(length)] = random.Uint64()
		}
	}
	return signatures
}

// naive compares all pairs.
func naive(signatures [][]uint64, percent int) []int {
	labels := make([]int, len(signatures))
	for i := range labels {
		labels[i] = i
	}
	for i, a := range signatures {
		for j, b := range signatures[:i] {
			equal := 0
			for k := range min(len(a), len(b)) {
				if a[k] == b[k] {
					equal++
				}
			}
			if len(a) == 0 || len(a) != len(b) || equal*100 < percent*len(a) || labels[i] == labels[j] {
				continue
			}
			from, to := max(labels[i], labels[j]), min(labels[i], labels[j])
			for k := range labels {
				if labels[k] == from {
					labels[k] = to
				}
			}
		}
	}
	return labels
}

func TestBandsMissNoPair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		signatures := draw(t)
		percent := rapid.IntRange(76, 100).Draw(t, "percent")
		got, want := cluster.Components(signatures, percent), naive(signatures, percent)
		for i := range want {
			if got[i] != want[i] {
				t.Fatalf("signature %d: got component %d, want %d", i, got[i], want[i])
			}
		}
	})
}

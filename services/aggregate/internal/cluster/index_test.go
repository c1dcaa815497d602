package cluster_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
	"github.com/barograph/barograph/services/aggregate/internal/cluster"
)

// What comes and goes one by one has the near copies that all at once have.
func TestIndexMissesNoNearCopy(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		index, held := cluster.NewIndex[int](), map[int][]uint64{}
		for key := range rapid.IntRange(0, 40).Draw(t, "signatures") {
			signature := assesstest.Signature(rapid.Uint64Range(0, 3).Draw(t, "story"), uint64(key), rapid.IntRange(0, 60).Draw(t, "edits"))
			if rapid.IntRange(0, 9).Draw(t, "unsigned") == 0 {
				signature = nil
			}
			found := slices.Collect(index.Candidates(signature))
			for other, against := range held {
				if len(signature) > 0 && cluster.Similar(signature, against, 80) && !slices.Contains(found, other) {
					t.Fatalf("%d is a near copy of %d, candidates %v", other, key, found)
				}
			}
			for _, other := range found {
				if _, ok := held[other]; !ok {
					t.Fatalf("%d was removed and is a candidate", other)
				}
			}
			index.Add(key, signature)
			held[key] = signature
			if victim := rapid.IntRange(0, 2*key+1).Draw(t, "removed"); held[victim] != nil {
				index.Remove(victim)
				delete(held, victim)
			}
		}
	})
}

// BenchmarkNearCopies is one story with 5,000 copies that differ a little.
func BenchmarkNearCopies(b *testing.B) {
	var signatures [][]uint64
	for i := range 5000 {
		signatures = append(signatures, assesstest.Signature(1, uint64(i), i%12))
	}
	for b.Loop() {
		if roots := cluster.Components(signatures, 80); roots[len(roots)-1] != 0 {
			b.Fatal("not one story")
		}
	}
}

package weight_test

import (
	"bufio"
	"bytes"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/barograph/barograph/services/nlp/internal/syntax/weight"
)

// features draws trained features with hashes that spread like real ones.
func features(t *rapid.T) []weight.Feature {
	n := rapid.IntRange(0, 300).Draw(t, "n")
	var out []weight.Feature
	for i := range n {
		f := weight.Feature{Hash: uint64(i+1) * 0x9e3779b97f4a7c15}
		for l := range rapid.IntRange(1, 4).Draw(t, "labels") {
			f.Weights = append(f.Weights, weight.Weight{Label: uint8(l * 7), Value: rapid.Float64Range(-50, 50).Draw(t, "value")})
		}
		out = append(out, f)
	}
	return out
}

// Rounding moves the square root of a weight's share of the largest by half a
// step at most, so a weight w by about sqrt(w*largest)/127.
func TestWeightsSurviveFreezing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := features(t)
		table := weight.Build(in)
		largest := 0.0
		for _, f := range in {
			for _, w := range f.Weights {
				largest = max(largest, math.Abs(w.Value))
			}
		}
		for _, f := range in {
			var scores weight.Scores
			table.Add([]uint64{f.Hash}, &scores)
			for _, w := range f.Weights {
				got := float64(scores[w.Label]) / (1 << 18) * largest
				if off := math.Abs(got - w.Value); off > 1.1*math.Sqrt(math.Abs(w.Value)*largest)/127+largest/10000 {
					t.Fatalf("weight %v became %v, largest is %v", w.Value, got, largest)
				}
			}
		}
	})
}

func TestCodec(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := features(t)
		table := weight.Build(in)
		var b bytes.Buffer
		w := bufio.NewWriter(&b)
		if err := table.Write(w); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		again, err := weight.Read(bufio.NewReader(&b))
		if err != nil {
			t.Fatal(err)
		}
		if again.Features() != table.Features() || again.Entries() != table.Entries() {
			t.Fatalf("%d features became %d", table.Features(), again.Features())
		}
		for _, f := range in {
			var x, y weight.Scores
			table.Add([]uint64{f.Hash}, &x)
			again.Add([]uint64{f.Hash}, &y)
			if x != y {
				t.Fatalf("feature %x scores otherwise after reading", f.Hash)
			}
		}
	})
}

func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	table := weight.Build([]weight.Feature{{Hash: 3, Weights: []weight.Weight{{Label: 1, Value: 2}}}})
	if err := table.Write(w); err != nil {
		f.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := weight.Read(bufio.NewReader(bytes.NewReader(data)))
		if err != nil {
			return
		}
		var scores weight.Scores
		table.Add([]uint64{0, 1, 3, math.MaxUint64}, &scores) // must end
	})
}

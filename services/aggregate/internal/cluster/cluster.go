// Package cluster finds the stories among articles: groups of near copies by
// their MinHash signatures. Pure; the assessment imports it.
package cluster

import "slices"

// rows is the number of signature values in one band. With 128 values there
// are 32 bands; two signatures that agree in at least 80% differ in at most 25
// values, which spoil at most 25 bands, so at least 7 bands agree: candidates
// found by equal bands miss no pair that counts.
const rows = 4

// Components returns for each signature the least index of its connected
// component, where signatures are connected that agree in at least `percent`
// of 100 of their values. Exact for percent >= 76 (see rows). Signatures of
// different lengths, and empty ones, are never connected. The partition does
// not depend on the order of the signatures.
func Components(signatures [][]uint64, percent int) []int {
	f := forest(len(signatures))
	distinct := collapse(f, signatures)
	c := chains{forest: f, last: make(map[uint64]int32, len(distinct)*8)}
	for _, i := range distinct {
		for band := range bands(signatures[i]) {
			before := c.last[band]
			for at := before; at != 0; {
				j := int(c.entries[at-1].signature)
				if f.find(i) == f.find(j) {
					at = c.leap(at)
					continue
				}
				if Similar(signatures[i], signatures[j], percent) {
					f.union(i, j)
				}
				at = c.entries[at-1].before
			}
			c.entries = append(c.entries, entry{signature: int32(i), before: before})
			c.skips = append(c.skips, before)
			c.last[band] = int32(len(c.entries))
		}
	}
	return f.roots()
}

// chains are the buckets of equal bands.
type chains struct {
	forest  disjoint
	last    map[uint64]int32 // latest entry of each key, counted from 1
	entries []entry
	skips   []int32 // an earlier entry of the chain: what lies between is of one component
}

// entry of a bucket; before is the place of the one before it, counted from 1, or 0.
type entry struct {
	signature int32
	before    int32
}

// leap is the next entry of a chain that was of another component when it was
// last looked at. Components only grow, so that what was leapt over stays so: the
// copies of one story cost no walk along all of them.
func (c *chains) leap(at int32) int32 {
	root := c.forest.find(int(c.entries[at-1].signature))
	to := c.skips[at-1]
	for to != 0 && c.forest.find(int(c.entries[to-1].signature)) == root {
		to = c.skips[to-1]
	}
	c.skips[at-1] = to
	return to
}

// collapse unites equal signatures, so that exact copies cost no comparison,
// and returns one index of each.
func collapse(f disjoint, signatures [][]uint64) []int {
	seen := make(map[uint64]int, len(signatures))
	distinct := make([]int, 0, len(signatures))
	for i, signature := range signatures {
		if len(signature) == 0 {
			continue
		}
		key := mix(uint64(len(signature)), signature)
		if first, ok := seen[key]; ok && slices.Equal(signatures[first], signature) {
			f.union(first, i)
			continue
		}
		seen[key] = i
		distinct = append(distinct, i)
	}
	return distinct
}

// mix hashes values. What shares a hash by accident only costs a comparison,
// which decides.
func mix(key uint64, values []uint64) uint64 {
	for _, value := range values {
		key = (key ^ value) * 0x9e3779b97f4a7c15
		key ^= key >> 32
	}
	return key
}

// Similar reports whether a and b agree in at least percent of their values.
func Similar(a, b []uint64, percent int) bool {
	if len(a) != len(b) {
		return false
	}
	equal := 0
	for i, value := range a {
		if value == b[i] {
			equal++
		}
	}
	return equal*100 >= percent*len(a)
}

// disjoint is a union-find forest in which a root is the least index of its set.
type disjoint []int32

func forest(n int) disjoint {
	f := make(disjoint, n)
	for i := range f {
		f[i] = int32(i)
	}
	return f
}

func (f disjoint) find(i int) int32 {
	for f[i] != int32(i) {
		f[i] = f[f[i]]
		i = int(f[i])
	}
	return int32(i)
}

func (f disjoint) union(i, j int) {
	a, b := f.find(i), f.find(j)
	f[max(a, b)] = min(a, b)
}

func (f disjoint) roots() []int {
	roots := make([]int, len(f))
	for i := range f {
		roots[i] = int(f.find(i))
	}
	return roots
}

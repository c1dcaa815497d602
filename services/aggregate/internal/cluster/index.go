package cluster

import "iter"

// Index finds the near copies of a signature among signatures that come and
// go. Not safe for concurrent use.
type Index[K comparable] struct {
	nodes   map[K]int32
	keys    []node[K]
	last    map[uint64]int32 // latest entry of each band, counted from 1
	entries []entry
}

type node[K comparable] struct {
	key  K
	live bool
}

// NewIndex is an empty index.
func NewIndex[K comparable]() *Index[K] {
	return &Index[K]{nodes: make(map[K]int32), last: make(map[uint64]int32)}
}

// Len is the number of signatures.
func (x *Index[K]) Len() int { return len(x.nodes) }

// Add takes a signature in under a key that the index does not have. An empty
// one is like no other, and is not kept.
func (x *Index[K]) Add(key K, signature []uint64) {
	if len(signature) == 0 {
		return
	}
	n := len(x.keys)
	x.nodes[key] = int32(n)
	x.keys = append(x.keys, node[K]{key: key, live: true})
	for band := range bands(signature) {
		x.entries = append(x.entries, entry{signature: int32(n), before: x.last[band]})
		x.last[band] = int32(len(x.entries))
	}
}

// Remove takes a key out. Its entries stay behind; see [Index.Worn].
func (x *Index[K]) Remove(key K) {
	if n, ok := x.nodes[key]; ok {
		x.keys[n] = node[K]{}
		delete(x.nodes, key)
	}
}

// Worn reports whether so much was removed that a new index serves better.
func (x *Index[K]) Worn() bool { return len(x.keys) > 1024 && len(x.keys) > 2*len(x.nodes) }

// Candidates are the keys of all signatures that [Similar] holds for, perhaps
// repeated, and of some others. For the percentages that [Components] is exact for.
func (x *Index[K]) Candidates(signature []uint64) iter.Seq[K] {
	return func(yield func(K) bool) {
		for band := range bands(signature) {
			for at := x.last[band]; at != 0; at = x.entries[at-1].before {
				if n := x.keys[x.entries[at-1].signature]; n.live && !yield(n.key) {
					return
				}
			}
		}
	}
}

// bands are the hashes of a signature's bands.
func bands(signature []uint64) iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		for band := 0; (band+1)*rows <= len(signature); band++ {
			if !yield(mix(uint64(band), signature[band*rows:(band+1)*rows])) {
				return
			}
		}
	}
}

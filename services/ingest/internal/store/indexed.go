package store

import "sync"

// indexed remembers which messages this process has stored and indexed since
// the last checkpoint, so that reading on from there does not look each of them
// up again.
type indexed struct {
	mu        sync.Mutex
	sequences map[uint64]struct{}
}

func (x *indexed) add(seq uint64) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.sequences == nil {
		x.sequences = map[uint64]struct{}{}
	}
	x.sequences[seq] = struct{}{}
}

func (x *indexed) has(seq uint64) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	_, ok := x.sequences[seq]
	return ok
}

// forget drops what lies up to a checkpoint.
func (x *indexed) forget(checkpoint uint64) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for seq := range x.sequences {
		if seq <= checkpoint {
			delete(x.sequences, seq)
		}
	}
}

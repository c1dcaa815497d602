package board

import (
	"context"
	"fmt"
	"math"

	"github.com/barograph/barograph/services/aggregate/internal/ledger"
)

// mostMarks bounds how many states of the ledger are remembered while another
// replica is behind.
const mostMarks = 1024

// Peers is how far the other replicas are.
type Peers struct {
	// View is the shard.View.ID of those that this replica sees.
	View string
	// Agreed tells that all others see the same.
	Agreed bool
	// Least is the sequence of the ledger that all records of the others take into
	// account.
	Least uint64
}

// alone is a replica without others.
func alone() Peers { return Peers{Agreed: true, Least: math.MaxUint64} }

// ShowPeers says how far the others are. In another view this replica has yet to
// say how far it is itself.
func (b *Board) ShowPeers(peers Peers) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if peers == b.peers {
		return // else whoever waits would answer one sign of life by another, for ever
	}
	if peers.View != b.peers.View {
		b.marks = nil
	}
	b.peers = peers
	b.advance()
}

// MarkPublished says that the records of what this replica owns in a view take
// the whole ledger, as it is now, into account.
func (b *Board) MarkPublished(view string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	status := b.ledger.Status()
	if view != b.peers.View || len(b.marks) > 0 && b.marks[len(b.marks)-1] == status {
		return
	}
	if len(b.marks) == mostMarks { // the oldest is the next to be reached
		b.marks = append(b.marks[:1], b.marks[2:]...)
	}
	b.marks = append(b.marks, status)
	b.advance()
}

// advance finds the newest state that the records of all replicas take into account.
func (b *Board) advance() {
	for i := len(b.marks) - 1; i >= 0 && b.peers.Agreed; i-- {
		mark := b.marks[i]
		if mark.Sequence > b.peers.Least {
			continue
		}
		if mark.Sequence >= b.published.Sequence {
			b.published = mark
		}
		b.marks = b.marks[i:] // the newest reached one stays, as what Progress tells
		break
	}
	close(b.changed)
	b.changed = make(chan struct{})
}

// Progress is the view that this replica works in, and the sequence of the ledger
// that the records of what it owns there take into account; 0 before they do.
func (b *Board) Progress() (view string, sequence uint64) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	if n := len(b.marks); n > 0 {
		sequence = b.marks[n-1].Sequence
	}
	return b.peers.View, sequence
}

// Changed is closed when Progress or Published change.
func (b *Board) Changed() <-chan struct{} {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.changed
}

// AwaitPublished waits until the records of all replicas take a sequence of the
// ledger into account.
func (b *Board) AwaitPublished(ctx context.Context, sequence uint64) error {
	for {
		changed := b.Changed()
		if b.Published().Sequence >= sequence {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("await sequence %d of the ledger in all assessments: %w", sequence, ctx.Err())
		}
	}
}

// Published is the ledger in numbers that the records of all replicas take into
// account, which [Board.Status] may be ahead of.
func (b *Board) Published() ledger.Status {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.published
}

package worker

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
)

// Past reads the ledger again, to see what it said of an initiative before.
type Past struct {
	Reader   Reader
	Messages Messages
}

// Messages reads single messages of a stream; see bus.Conn.GetMsg.
type Messages interface {
	GetMsg(ctx context.Context, stream string, seq uint64) (bus.Msg, error)
}

// Reading is that of an article at a sequence of the ledger; a fault.ErrNotFound
// where the stream has none there (any more).
func (p Past) Reading(ctx context.Context, sequence uint64) (*taggingv1.TaggedArticle, error) {
	msg, err := p.Messages.GetMsg(ctx, subject.StreamLedger, sequence)
	if err != nil {
		return nil, fmt.Errorf("read ledger at %d: %w", sequence, err)
	}
	fact, err := decode(msg)
	if err != nil || fact.Article == nil {
		return nil, fault.NotFound("LEDGER_TRIMMED", "the ledger has no reading at sequence %d", sequence)
	}
	return fact.Article, nil
}

// Snapshot is what the ledger said of an initiative when a sequence was its
// last. It reads the stream from its beginning: a rare and slow way, of
// O(messages). A fault.ErrNotFound where the stream does not go back that far,
// or the initiative was not defined.
func (p Past) Snapshot(ctx context.Context, initiative string, through uint64) (ledger.Snapshot, error) {
	all, err := p.Snapshots(ctx, map[string]uint64{initiative: through})
	return all[initiative], err
}

// Snapshots are those of several initiatives, each when a sequence of its own
// was the last, for one reading of the stream.
func (p Past) Snapshots(ctx context.Context, through map[string]uint64) (map[string]ledger.Snapshot, error) {
	state, first, last := ledger.New(), uint64(0), slices.Max(append(slices.Collect(maps.Values(through)), 0))
	due := slices.SortedFunc(maps.Keys(through), func(a, b string) int { return cmp.Compare(through[a], through[b]) })
	found := make(map[string]ledger.Snapshot, len(through))
	until := func(sequence uint64) { // those whose last message was before it
		for ; len(due) > 0 && through[due[0]] < sequence; due = due[1:] {
			if snapshot, defined := state.Snapshot(due[0]); defined {
				found[due[0]] = snapshot
			}
		}
	}
	_, err := p.Reader.ReadAll(ctx, subject.StreamLedger, 1, func(msg bus.Msg) error {
		if first == 0 {
			first = msg.Seq
		}
		until(msg.Seq)
		if msg.Seq > last {
			return bus.ErrStop
		}
		fact, err := decode(msg)
		if err != nil {
			state.Skip(msg.Seq) // as it was skipped then
			return nil
		}
		narrow(fact.Article, through)
		state.Merge(fact)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read ledger through %d: %w", last, err)
	}
	until(math.MaxUint64)
	for id, sequence := range through {
		if _, ok := found[id]; first > 1 || !ok {
			return nil, fault.NotFound("LEDGER_TRIMMED", "the ledger does not go back to what it said of %s at sequence %d", id, sequence)
		}
	}
	return found, nil
}

// narrow leaves an article its claims on some initiatives: the others would only
// take room. Readings are compared by what it keeps.
func narrow(article *taggingv1.TaggedArticle, initiatives map[string]uint64) {
	var claims []*taggingv1.Claim
	for _, claim := range article.GetClaims() {
		if _, wanted := initiatives[claim.GetInitiativeId()]; wanted {
			claims = append(claims, claim)
		}
	}
	if article != nil {
		article.Claims, article.Initiatives = claims, nil
	}
}

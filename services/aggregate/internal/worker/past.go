package worker

import (
	"context"
	"fmt"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
)

// Past reads the ledger again, to see what it said of an initiative before.
type Past struct{ Reader Reader }

// Snapshot is what the ledger said of an initiative when a sequence was its
// last. It reads the stream from its beginning: a rare and slow way, of
// O(messages). A fault.ErrNotFound where the stream does not go back that far,
// or the initiative was not defined.
func (p Past) Snapshot(ctx context.Context, initiative string, through uint64) (ledger.Snapshot, error) {
	state, first := ledger.New(), uint64(0)
	_, err := p.Reader.ReadAll(ctx, subject.StreamLedger, 1, func(msg bus.Msg) error {
		if first == 0 {
			first = msg.Seq
		}
		if msg.Seq > through {
			return bus.ErrStop
		}
		fact, err := decode(msg)
		if err != nil {
			state.Skip(msg.Seq) // as it was skipped then
			return nil
		}
		narrow(fact.Article, initiative)
		state.Merge(fact)
		return nil
	})
	if err != nil {
		return ledger.Snapshot{}, fmt.Errorf("read ledger through %d: %w", through, err)
	}
	snapshot, defined := state.Snapshot(initiative)
	if first > 1 || !defined {
		return ledger.Snapshot{}, fault.NotFound("LEDGER_TRIMMED", "the ledger does not go back to what it said of %s at sequence %d", initiative, through)
	}
	return snapshot, nil
}

// narrow leaves an article its claims on one initiative: the others would only
// take room. Readings are compared by what it keeps.
func narrow(article *taggingv1.TaggedArticle, initiative string) {
	var claims []*taggingv1.Claim
	for _, claim := range article.GetClaims() {
		if claim.GetInitiativeId() == initiative {
			claims = append(claims, claim)
		}
	}
	if article != nil {
		article.Claims, article.Initiatives = claims, nil
	}
}

package aggregate

import (
	"context"
	"fmt"
	"time"

	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// replayer asks ingest to have all stored articles tagged again.
type replayer struct {
	ingest ingestv1.IngestServiceClient
}

// replayTimeout is for ingest to read and queue all that it ever stored; without
// a deadline of ours its own for ordinary calls would hold.
const replayTimeout = 10 * time.Minute

// Replay names the request after the revision, so that what is asked for twice
// in a short time is queued once.
func (r replayer) Replay(ctx context.Context, catalogueRevision, from uint64) (queued, through uint64, err error) {
	ctx, cancel := context.WithTimeout(ctx, replayTimeout)
	defer cancel()
	response, err := r.ingest.ReplayArticles(ctx, &ingestv1.ReplayArticlesRequest{
		FromSequence: from, ReplayId: fmt.Sprintf("catalogue-%d", catalogueRevision), MinCatalogueRevision: catalogueRevision,
	})
	if err != nil {
		return 0, 0, fmt.Errorf("replay articles for catalogue revision %d: %w", catalogueRevision, err)
	}
	return response.GetQueued(), response.GetToSequence(), nil
}

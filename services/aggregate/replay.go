package aggregate

import (
	"context"
	"fmt"

	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// replayer asks ingest to have all stored articles tagged again.
type replayer struct {
	ingest ingestv1.IngestServiceClient
}

// Replay names the request after the revision: asking again queues only what
// was stored since.
func (r replayer) Replay(ctx context.Context, catalogueRevision uint64) (uint64, error) {
	response, err := r.ingest.ReplayArticles(ctx, &ingestv1.ReplayArticlesRequest{
		ReplayId: fmt.Sprintf("catalogue-%d", catalogueRevision), MinCatalogueRevision: catalogueRevision,
	})
	if err != nil {
		return 0, fmt.Errorf("replay articles for catalogue revision %d: %w", catalogueRevision, err)
	}
	return response.GetQueued(), nil
}

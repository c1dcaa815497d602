package rpcapi

import (
	"cmp"
	"context"
	"strconv"

	"github.com/barograph/barograph/internal/fault"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// defaultRevisions is the size of a page of revisions where none is asked for:
// each costs a read of the stream.
const defaultRevisions = 20

// ListRevisions returns a page of the revisions of an article, newest first.
func (s *Server) ListRevisions(ctx context.Context, in *ingestv1.ListRevisionsRequest) (*ingestv1.ListRevisionsResponse, error) {
	from := uint64(0)
	if token := in.GetPageToken(); token != "" {
		var err error
		if from, err = strconv.ParseUint(token, 10, 32); err != nil || from == 0 {
			return nil, fault.Invalid("INVALID_PAGE_TOKEN", "the page token is none that was given out",
				fault.Field{Path: "page_token", Problem: "is not a token of ListRevisions"})
		}
	}
	revisions, next, err := s.deps.Store.Revisions(ctx, in.GetArticleId(), uint32(from), cmp.Or(int(in.GetPageSize()), defaultRevisions))
	if err != nil {
		return nil, err
	}
	out := &ingestv1.ListRevisionsResponse{Revisions: revisions}
	if next > 0 {
		out.NextPageToken = strconv.FormatUint(uint64(next), 10)
	}
	return out, nil
}

package rpcapi

import (
	"context"
	"encoding/base64"
	"maps"
	"slices"

	"github.com/barograph/barograph/internal/fault"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// ListSources returns the publishers that are configured or were seen. What is
// configured wins.
func (s *Server) ListSources(ctx context.Context, in *ingestv1.ListSourcesRequest) (*ingestv1.ListSourcesResponse, error) {
	after, err := base64.RawURLEncoding.DecodeString(in.GetPageToken())
	if err != nil {
		return nil, badPageToken()
	}
	seen, err := s.deps.Store.Sources(ctx)
	if err != nil {
		return nil, err
	}
	byID := map[string]*articlev1.Source{}
	for _, source := range slices.Concat(seen, s.deps.Directory.List()) {
		byID[source.GetId()] = source
	}
	out := &ingestv1.ListSourcesResponse{}
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		if id <= string(after) {
			continue
		}
		if len(out.GetSources()) == pageSize(in.GetPageSize()) {
			last := out.GetSources()[len(out.GetSources())-1].GetId()
			out.NextPageToken = base64.RawURLEncoding.EncodeToString([]byte(last))
			break
		}
		out.Sources = append(out.Sources, byID[id])
	}
	return out, nil
}

func pageSize(asked int32) int {
	if asked <= 0 {
		return defaultPageSize
	}
	return min(int(asked), maxPageSize)
}

func badPageToken() error {
	return fault.Invalid("INVALID_PAGE_TOKEN", "the page token is not one that this call returned",
		fault.Field{Path: "page_token", Problem: "is not a token of this call"})
}

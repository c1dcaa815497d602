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

// ListSources returns the publishers that are defined or were seen. What is
// defined wins.
func (s *Server) ListSources(ctx context.Context, in *ingestv1.ListSourcesRequest) (*ingestv1.ListSourcesResponse, error) {
	if err := s.deps.Sources.Ready(ctx); err != nil {
		return nil, err
	}
	seen, err := s.deps.Store.Sources(ctx)
	if err != nil {
		return nil, err
	}
	byID := map[string]*articlev1.Source{}
	for _, source := range slices.Concat(seen, s.deps.Sources.List()) {
		byID[source.GetId()] = source
	}
	all := make([]*articlev1.Source, 0, len(byID))
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		all = append(all, byID[id])
	}
	page, next, err := cut(all, (*articlev1.Source).GetId, in.GetPageToken(), in.GetPageSize())
	if err != nil {
		return nil, err
	}
	return &ingestv1.ListSourcesResponse{Sources: page, NextPageToken: next}, nil
}

// cut is a page of a list that is ordered by key, and the token of the page
// after it.
func cut[T any](all []T, key func(T) string, token string, size int32) (page []T, next string, err error) {
	after, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil {
		return nil, "", badPageToken()
	}
	if token != "" {
		all = slices.DeleteFunc(all, func(item T) bool { return key(item) <= string(after) })
	}
	if limit := pageSize(size); len(all) > limit {
		all = all[:limit]
		next = base64.RawURLEncoding.EncodeToString([]byte(key(all[limit-1])))
	}
	return all, next, nil
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

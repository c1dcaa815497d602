package rpcapi

import (
	"context"
	"fmt"

	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/ingest/internal/feed"
)

// GetPipeline returns what waits where. The order of the questions is what lets
// a caller wait for an article: a reading is in the ledger before its article
// counts as tagged, hence the ledger is asked after the articles.
func (s *Server) GetPipeline(ctx context.Context, _ *operationsv1.GetPipelineRequest) (*operationsv1.GetPipelineResponse, error) {
	accepted, _, err := s.deps.Streams.Size(ctx, subject.StreamArticles)
	if err != nil {
		return nil, fmt.Errorf("get pipeline: %w", err)
	}
	tagged, err := s.deps.Streams.Progress(ctx, subject.StreamArticles, subject.DurableTagger)
	if err != nil {
		return nil, fmt.Errorf("get pipeline: %w", err)
	}
	replayed, err := s.deps.Streams.Progress(ctx, subject.StreamReplays, subject.DurableReplay)
	if err != nil {
		return nil, fmt.Errorf("get pipeline: %w", err)
	}
	ledger, _, err := s.deps.Streams.Size(ctx, subject.StreamLedger)
	if err != nil {
		return nil, fmt.Errorf("get pipeline: %w", err)
	}
	_, dead, err := s.deps.Streams.Size(ctx, subject.StreamDeadLetter)
	if err != nil {
		return nil, fmt.Errorf("get pipeline: %w", err)
	}
	if err := s.deps.Sources.Ready(ctx); err != nil {
		return nil, err
	}
	return &operationsv1.GetPipelineResponse{
		ArticlesSequence: accepted, ArticlesTaggedSequence: tagged.Settled, ArticlesWaiting: tagged.Waiting,
		ReplaysWaiting: replayed.Waiting, LedgerSequence: ledger, DeadLetters: dead,
		Feeds: feed.Health(s.deps.Sources.All()),
	}, nil
}

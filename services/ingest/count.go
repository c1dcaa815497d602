package ingest

import (
	"context"
	"strings"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/telemetry"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/ingest/internal/gauge"
	"github.com/barograph/barograph/services/ingest/internal/source"
	"github.com/barograph/barograph/services/ingest/internal/store"
)

// makeStore makes the store, and registers what is counted of articles and feeds.
func makeStore(deps Deps, sources *source.Registry, file *source.File) (countedStore, error) {
	articles, err := store.New(store.Deps{
		Publisher: bus.NewPublisher(deps.NATS), Stream: deps.NATS,
		Index: store.NewBucket(deps.NATS, subject.BucketArticleIndex),
		Now:   deps.Now, Log: deps.Logger, Traces: deps.Traces,
	})
	if err != nil {
		return countedStore{}, err
	}
	counted := countedStore{articles, gauge.NewArticles()}
	collectors := []prometheus.Collector{counted.count, gauge.NewFeeds(sources), gauge.NewDeadLetters(deps.NATS), gauge.NewBacklog(deps.NATS)}
	if file != nil {
		collectors = append(collectors, gauge.NewSourcesFile(file.Stale))
	}
	return counted, telemetry.Register(deps.Metrics, collectors...)
}

// countedStore counts what becomes of articles, those of clients and of feeds.
type countedStore struct {
	*store.Store
	count *gauge.Articles
}

func (s countedStore) Submit(ctx context.Context, a *articlev1.Article) (*ingestv1.SubmitArticleResponse, error) {
	answer, err := s.Store.Submit(ctx, a)
	outcome := strings.ToLower(strings.TrimPrefix(answer.GetOutcome().String(), "SUBMIT_OUTCOME_"))
	s.count.Stored(outcome, a.GetDetectedLanguage(), err)
	return answer, err
}

func (s countedStore) Retract(ctx context.Context, id, reason string) (uint32, bool, error) {
	revision, changed, err := s.Store.Retract(ctx, id, reason)
	if changed {
		s.count.Retracted()
	}
	return revision, changed, err
}

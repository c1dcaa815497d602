package e2e_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// stopLimit is how long an ordered stop may take under load: what the manifests
// of the deployment grant.
const stopLimit = 45 * time.Second

// variants makes n articles that differ in text and address.
func variants(t testing.TB, n int) []*ingestv1.Submission {
	t.Helper()
	bundled := articles(t)
	all := make([]*ingestv1.Submission, n)
	for i := range all {
		a := proto.CloneOf(bundled[i%len(bundled)])
		a.ExternalId = fmt.Sprintf("load-%d", i)
		a.Url = fmt.Sprintf("https://load.example/%d", i)
		a.Text = fmt.Sprintf("%s\n\nVariant %d.", a.GetText(), i)
		all[i] = a
	}
	return all
}

func TestShutdownUnderLoadLosesNothing(t *testing.T) {
	inBoth(t, func(t *testing.T, start starter) {
		const submitters, total, enough = 4, 2000, 60
		o := options{dir: folder(t), initiatives: catalogue(t)}
		s := start(t, o)
		all := variants(t, total)
		var next, acknowledged atomic.Int64
		reached := make(chan struct{})
		var once sync.Once
		var wait sync.WaitGroup
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		for range submitters {
			wait.Go(func() {
				for {
					i := int(next.Add(1)) - 1
					if i >= len(all) {
						return
					}
					if _, err := s.clients.Ingest().SubmitArticle(ctx, &ingestv1.SubmitArticleRequest{Submission: all[i]}); err != nil {
						return // the service is stopping
					}
					if acknowledged.Add(1) >= enough {
						once.Do(func() { close(reached) })
					}
				}
			})
		}
		select {
		case <-reached:
		case <-ctx.Done():
			t.Fatal("no load")
		}
		began := time.Now()
		s.stop()
		if took := time.Since(began); took > stopLimit {
			t.Errorf("stopping took %s", took)
		}
		wait.Wait()
		s = start(t, o)
		s.settle()
		// What was stored although its answer was lost may come on top.
		status := s.status(ctx)
		accepted := uint64(acknowledged.Load())
		if status.GetArticles() < accepted || status.GetArticles() > accepted+submitters {
			t.Errorf("%d articles were acknowledged, %d are in the assessments", accepted, status.GetArticles())
		}
	})
}

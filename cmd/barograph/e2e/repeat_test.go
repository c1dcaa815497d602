package e2e_test

import (
	"context"
	"maps"
	"testing"

	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// but leaves one of the bundled articles out: the first version of the one that
// is revised, since submitting it after its correction is a revision again.
func but(all []*ingestv1.Submission, id string) []*ingestv1.Submission {
	var rest []*ingestv1.Submission
	for _, a := range all {
		if a.GetExternalId() != id {
			rest = append(rest, a)
		}
	}
	return rest
}

func TestSubmittingAgainChangesNothing(t *testing.T) {
	inBoth(t, func(t *testing.T, start starter) {
		s := start(t, options{dir: folder(t), initiatives: catalogue(t)})
		all := but(articles(t), "nr-b-05")
		s.submit(all...)
		s.settle()
		before := states(s.records())
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		for _, a := range all {
			answer, err := s.clients.Ingest().SubmitArticle(ctx, &ingestv1.SubmitArticleRequest{Submission: a})
			if err != nil {
				t.Fatal(err)
			}
			if answer.GetOutcome() != ingestv1.SubmitOutcome_SUBMIT_OUTCOME_UNCHANGED {
				t.Errorf("%s: %s", a.GetExternalId(), answer.GetOutcome())
			}
		}
		s.settle()
		if after := states(s.records()); !maps.Equal(before, after) {
			t.Errorf("before %v\nafter  %v", before, after)
		}
	})
}

func TestDeliveringAgainChangesNothing(t *testing.T) {
	inBoth(t, func(t *testing.T, start starter) {
		s := start(t, options{dir: folder(t), initiatives: catalogue(t)})
		s.submit(articles(t)...)
		s.settle()
		before := states(s.records())
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		for _, id := range []string{"again-1", "again-2"} {
			answer, err := s.clients.Ingest().ReplayArticles(ctx, &ingestv1.ReplayArticlesRequest{ReplayId: id})
			if err != nil {
				t.Fatal(err)
			}
			if int(answer.GetQueued()) != len(articles(t)) {
				t.Errorf("%d articles queued, %d are stored", answer.GetQueued(), len(articles(t)))
			}
		}
		s.settle()
		if after := states(s.records()); !maps.Equal(before, after) {
			t.Errorf("before %v\nafter  %v", before, after)
		}
	})
}

func TestRestartChangesNothing(t *testing.T) {
	inBoth(t, func(t *testing.T, start starter) {
		o := options{dir: folder(t), initiatives: catalogue(t)}
		s := start(t, o)
		s.submit(articles(t)...)
		s.settle()
		before := states(s.records())
		s.stop()
		s = start(t, o)
		s.settle()
		if after := states(s.records()); !maps.Equal(before, after) {
			t.Errorf("before %v\nafter  %v", before, after)
		}
	})
}

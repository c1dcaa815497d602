package ingest_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/barograph/barograph/internal/bustest"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// An outage is told to those who submit, with a time to come back; after it
// everything goes on, and what was promised is there.
func TestOutage(t *testing.T) {
	nats := bustest.Start(t, bustest.Options{Listen: true})
	s := start(t, nats)
	s.awaitReady(t)
	s.submit(t, &ingestv1.Submission{ExternalId: "1", Text: "Before."})
	nats.Stop()
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	_, err := s.ingest.SubmitArticle(ctx, &ingestv1.SubmitArticleRequest{Submission: &ingestv1.Submission{ExternalId: "2", Text: "During."}})
	if code := status.Code(err); code != codes.Unavailable && code != codes.DeadlineExceeded {
		t.Errorf("during the outage: %v", err)
	}
	bustest.Eventually(t, "not ready", func() bool { return !s.isReady(t) })
	nats.Restart()
	s.awaitReady(t)
	if got := s.submit(t, &ingestv1.Submission{ExternalId: "1", Text: "Before."}); got.GetOutcome() != ingestv1.SubmitOutcome_SUBMIT_OUTCOME_UNCHANGED {
		t.Errorf("after the outage: %v", got)
	}
	s.submit(t, &ingestv1.Submission{ExternalId: "2", Text: "After."})
}

// Before the topology exists the service is up and says that it is not ready.
func TestUnprovisioned(t *testing.T) {
	nats := bustest.Start(t, bustest.Options{Unprovisioned: true})
	s := start(t, nats)
	_, err := s.ingest.SubmitArticle(t.Context(), &ingestv1.SubmitArticleRequest{Submission: &ingestv1.Submission{Text: "Early."}})
	if status.Code(err) != codes.Unavailable {
		t.Fatalf("got %v", err)
	}
	retry := false
	for _, detail := range status.Convert(err).Details() {
		if d, ok := detail.(*errdetails.RetryInfo); ok {
			retry = d.GetRetryDelay().AsDuration() > 0
		}
	}
	if !retry {
		t.Error("no time to come back")
	}
	nats.Provision()
	s.awaitReady(t)
	s.submit(t, &ingestv1.Submission{Text: "Early."})
}

// Stopping under load: every article whose submission was answered is stored.
func TestShutdownUnderLoad(t *testing.T) {
	nats := bustest.Start(t, bustest.Options{})
	s := start(t, nats)
	s.awaitReady(t)
	promised := make(chan string, 10_000)
	working, done := make(chan struct{}, 4), make(chan struct{})
	for worker := range 4 {
		go func() {
			defer func() { done <- struct{}{} }()
			for n := 0; ; n++ {
				got, err := s.ingest.SubmitArticle(t.Context(), &ingestv1.SubmitArticleRequest{
					Submission: &ingestv1.Submission{ExternalId: fmt.Sprintf("%d.%d", worker, n), Text: fmt.Sprintf("%d %d", worker, n)}})
				if err != nil {
					return
				}
				promised <- got.GetArticleId()
				if n == 20 {
					working <- struct{}{}
				}
			}
		}()
	}
	for range 4 {
		<-working
	}
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	for range 4 {
		<-done
	}
	close(promised)
	after := start(t, nats)
	after.awaitReady(t)
	count := 0
	for id := range promised {
		count++
		if _, err := after.ingest.GetArticle(t.Context(), &ingestv1.GetArticleRequest{ArticleId: id}); err != nil {
			t.Fatalf("article %s: %v", id, err)
		}
	}
	if count < 4*20 {
		t.Errorf("only %d promised", count)
	}
}

package ingest_test

import (
	"context"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bustest"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
	"github.com/barograph/barograph/proto/subject"
)

func TestPipeline(t *testing.T) {
	s := startReady(t)
	is := func(want *operationsv1.GetPipelineResponse) bool {
		t.Helper()
		got, err := s.pipeline.GetPipeline(t.Context(), &operationsv1.GetPipelineRequest{})
		if err != nil {
			t.Fatal(err)
		}
		return proto.Equal(got, want)
	}
	if !is(&operationsv1.GetPipelineResponse{}) {
		t.Error("something waits in empty streams")
	}
	for _, text := range []string{"One.", "Two."} {
		s.submit(t, &ingestv1.Submission{Text: text})
	}
	if _, err := s.ingest.ReplayArticles(t.Context(), &ingestv1.ReplayArticlesRequest{ReplayId: "again"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.conn.JetStream().Publish(t.Context(), subject.ClockTicked.For("x"), nil); err != nil {
		t.Fatal(err)
	}
	bustest.Eventually(t, "two articles and two replays wait", func() bool {
		return is(&operationsv1.GetPipelineResponse{ArticlesSequence: 2, ArticlesWaiting: 2, ReplaysWaiting: 2, LedgerSequence: 1})
	})
	rejectAll(t, s)
	bustest.Eventually(t, "both articles are given up", func() bool {
		return is(&operationsv1.GetPipelineResponse{ArticlesSequence: 2, ArticlesTaggedSequence: 2, ReplaysWaiting: 2, LedgerSequence: 1, DeadLetters: 2})
	})
}

func TestPipelineWithoutTheBusIsUnavailable(t *testing.T) {
	nats := bustest.Start(t, bustest.Options{Listen: true})
	s := start(t, nats)
	s.awaitReady(t)
	nats.Stop()
	bustest.Eventually(t, "not ready", func() bool { return !s.isReady(t) })
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if _, err := s.pipeline.GetPipeline(ctx, &operationsv1.GetPipelineRequest{}); status.Code(err) != codes.Unavailable {
		t.Errorf("got %v", err)
	}
	nats.Restart()
}

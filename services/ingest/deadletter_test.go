package ingest_test

import (
	"context"
	"errors"
	"testing"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
	"github.com/barograph/barograph/proto/subject"
)

// rejectAll consumes articles as a tagger that cannot read a single one.
func rejectAll(t *testing.T, s *service) {
	t.Helper()
	consumer, err := bus.NewConsumer(s.nats.Connect("nlp"), bus.ConsumerConfig{Stream: subject.StreamArticles, Durable: subject.DurableTagger})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		done <- consumer.Consume(ctx, func(context.Context, bus.Msg) bus.Outcome {
			return bus.Reject("unreadable", errors.New("no word of it"))
		})
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

func TestDeadLetters(t *testing.T) {
	s := startReady(t)
	rejectAll(t, s)
	for _, text := range []string{"One.", "Two.", "Three."} {
		s.submit(t, &ingestv1.Submission{Text: text})
	}
	list := func(in *operationsv1.ListDeadLettersRequest) *operationsv1.ListDeadLettersResponse {
		t.Helper()
		got, err := s.letters.ListDeadLetters(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	count := func() int { return len(list(&operationsv1.ListDeadLettersRequest{}).GetDeadLetters()) }
	bustest.Eventually(t, "three dead letters", func() bool { return count() == 3 })

	page := list(&operationsv1.ListDeadLettersRequest{PageSize: 2})
	first := page.GetDeadLetters()[0]
	if first.GetService() != "nlp" || first.GetReason() != "unreadable" || first.GetError() != "no word of it" ||
		first.GetStream() != subject.StreamArticles || first.GetConsumer() != subject.DurableTagger || first.GetDeliveries() != 1 ||
		first.GetSize() == 0 || first.GetStreamSequence() == 0 || first.GetDeadTime() == nil {
		t.Errorf("got %v", first)
	}
	if rest := list(&operationsv1.ListDeadLettersRequest{PageSize: 2, PageToken: page.GetNextPageToken()}); len(rest.GetDeadLetters()) != 1 || rest.GetNextPageToken() != "" {
		t.Errorf("second page: %v", rest)
	}
	if other := list(&operationsv1.ListDeadLettersRequest{Service: "aggregate"}); len(other.GetDeadLetters()) != 0 {
		t.Errorf("of another service: %v", other)
	}

	before, err := s.conn.LastSeq(t.Context(), subject.StreamArticles)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		in   *operationsv1.RedriveDeadLettersRequest
		want uint64
	}{
		{&operationsv1.RedriveDeadLettersRequest{Service: "aggregate"}, 0},
		{&operationsv1.RedriveDeadLettersRequest{Sequences: []uint64{first.GetSequence()}}, 1},
		{&operationsv1.RedriveDeadLettersRequest{Reason: "unreadable", Sequences: []uint64{first.GetSequence() + 1}}, 1},
	} {
		got, err := s.letters.RedriveDeadLetters(t.Context(), tt.in)
		if err != nil || got.GetRedriven() != tt.want {
			t.Errorf("redrive %v: %v, %v", tt.in, got, err)
		}
	}
	after, err := s.conn.LastSeq(t.Context(), subject.StreamArticles)
	if err != nil {
		t.Fatal(err)
	}
	if after != before+2 {
		t.Errorf("%d messages went back to the stream, want 2", after-before)
	}
	bustest.Eventually(t, "they are rejected again", func() bool { return count() == 3 })
	// A message that came twice does not confuse the index.
	if got := s.submit(t, &ingestv1.Submission{Text: "One."}); got.GetOutcome() != ingestv1.SubmitOutcome_SUBMIT_OUTCOME_UNCHANGED {
		t.Errorf("got %v", got)
	}
}

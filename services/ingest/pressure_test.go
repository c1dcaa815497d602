package ingest_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/barograph/barograph/internal/bustest"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/proto/subject"
)

// numbered is an article of a test.
func numbered(i int) *ingestv1.Submission {
	return &ingestv1.Submission{ExternalId: fmt.Sprint(i), Text: fmt.Sprintf("Leaders signed treaty number %d.", i)}
}

// stream submits articles on a stream and returns how it ended.
func (s *service) stream(ctx context.Context, from, to int) (*ingestv1.SubmitArticlesResponse, error) {
	stream, err := s.ingest.SubmitArticles(ctx)
	if err != nil {
		return nil, err
	}
	for i := from; i < to; i++ {
		if stream.Send(&ingestv1.SubmitArticlesRequest{Submission: numbered(i)}) != nil {
			break // the answer says why
		}
	}
	return stream.CloseAndRecv()
}

// comeBack checks that an error is of a code and says when to come back.
func comeBack(t *testing.T, what string, err error, want codes.Code) {
	t.Helper()
	if status.Code(err) != want {
		t.Errorf("%s: %v, want %s", what, err, want)
		return
	}
	for _, detail := range status.Convert(err).Details() {
		if d, ok := detail.(*errdetails.RetryInfo); ok && d.GetRetryDelay().AsDuration() > 0 {
			return
		}
	}
	t.Errorf("%s: no time to come back in %v", what, err)
}

// stored is how many messages the stream of articles has.
func (s *service) stored(t *testing.T) uint64 {
	t.Helper()
	_, messages, err := s.conn.Size(t.Context(), subject.StreamArticles)
	if err != nil {
		t.Fatal(err)
	}
	return messages
}

// A server that goes away in the middle of streams: each ends at once and says
// when to come back, what was answered for is stored, and sending all again
// stores each article once.
func TestServerStoppedWithinStreams(t *testing.T) {
	const streams, each = 4, 300
	nats := bustest.Start(t, bustest.Options{Listen: true})
	s := start(t, nats)
	s.awaitReady(t)
	answered := make(chan int, 10_000)
	going, done := make(chan struct{}), make(chan struct{})
	go func() { // one by one, until the first is refused
		defer close(done)
		for i := 10_000; ; i++ {
			if i == 10_050 {
				close(going)
			}
			if _, err := s.ingest.SubmitArticle(t.Context(), &ingestv1.SubmitArticleRequest{Submission: numbered(i)}); err != nil {
				comeBack(t, "unary", err, codes.Unavailable)
				return
			}
			answered <- i
		}
	}()
	<-going
	var senders sync.WaitGroup
	for n := range streams {
		senders.Go(func() {
			if _, err := s.stream(t.Context(), n*each, (n+1)*each); err != nil {
				comeBack(t, "stream", err, codes.Unavailable)
			}
		})
	}
	nats.Stop()
	senders.Wait()
	<-done
	close(answered)
	nats.Restart()
	s.awaitReady(t)
	singles := 0
	for i := range answered {
		singles++
		if got := s.submit(t, numbered(i)); got.GetOutcome() != ingestv1.SubmitOutcome_SUBMIT_OUTCOME_UNCHANGED {
			t.Fatalf("article %d was answered for and is %s", i, got.GetOutcome())
		}
	}
	got, err := s.stream(t.Context(), 0, streams*each)
	if err != nil || got.GetAccepted()+got.GetUnchanged() != streams*each {
		t.Fatalf("sent again: %v, %v", got, err)
	}
	if n := s.stored(t); n != uint64(streams*each+singles) && n != uint64(streams*each+singles+1) { // the one that was refused may be stored
		t.Errorf("%d messages are stored, want %d", n, streams*each+singles)
	}
}

// Without room every submission is told to come back, and is taken once there is.
func TestNoRoom(t *testing.T) {
	for name, limit := range map[string]func(nats *bustest.Server, bytes int64){
		"stream":  func(nats *bustest.Server, bytes int64) { nats.LimitStream(subject.StreamArticles, bytes) },
		"account": func(nats *bustest.Server, bytes int64) { nats.LimitAccount(bytes) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // much of it waits
			s := startReady(t)
			s.submit(t, numbered(0))
			limit(s.nats, 1)
			ctx, cancel := context.WithTimeout(t.Context(), 9*time.Second) // a tenth of it is for the answer
			defer cancel()
			var calls sync.WaitGroup
			calls.Go(func() {
				_, err := s.ingest.SubmitArticle(ctx, &ingestv1.SubmitArticleRequest{Submission: numbered(1)})
				comeBack(t, "unary", err, codes.ResourceExhausted)
			})
			calls.Go(func() {
				_, err := s.stream(ctx, 2, 50)
				comeBack(t, "stream", err, codes.ResourceExhausted)
			})
			calls.Wait()
			limit(s.nats, -1)
			s.submit(t, numbered(1))
			if got, err := s.stream(t.Context(), 0, 50); err != nil || got.GetAccepted()+got.GetUnchanged() != 50 || got.GetRefused() != 0 {
				t.Errorf("with room: %v, %v", got, err)
			}
			if n := s.stored(t); n != 50 {
				t.Errorf("%d messages are stored, want 50", n)
			}
		})
	}
}

// A server that does not answer in time: callers hear before their own deadline,
// and what comes through late is not stored twice.
func TestSlowServer(t *testing.T) {
	nats := bustest.Start(t, bustest.Options{})
	line := nats.Line()
	s := start(t, nats)
	s.awaitReady(t)
	s.submit(t, numbered(0))
	line.Hold()
	ctx, cancel := context.WithTimeout(t.Context(), 9*time.Second) // a tenth of it is for the answer
	defer cancel()
	var calls sync.WaitGroup
	calls.Go(func() {
		_, err := s.ingest.SubmitArticle(ctx, &ingestv1.SubmitArticleRequest{Submission: numbered(1)})
		comeBack(t, "unary", err, codes.Unavailable)
	})
	calls.Go(func() {
		stream, err := s.ingest.SubmitArticles(ctx)
		if err == nil {
			err = stream.Send(&ingestv1.SubmitArticlesRequest{Submission: numbered(2)})
		}
		if err == nil { // nothing more is sent, and still it hears
			err = stream.RecvMsg(&ingestv1.SubmitArticlesResponse{})
		}
		comeBack(t, "stream", err, codes.Unavailable)
	})
	calls.Wait()
	line.Free()
	bustest.Eventually(t, "the line is free", func() bool {
		_, err := s.ingest.SubmitArticle(t.Context(), &ingestv1.SubmitArticleRequest{Submission: numbered(1)})
		return err == nil
	})
	s.submit(t, numbered(2))
	if n := s.stored(t); n != 3 {
		t.Errorf("%d messages are stored, want 3", n)
	}
}

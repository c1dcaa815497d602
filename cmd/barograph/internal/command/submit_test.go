package command_test

import (
	"bytes"
	"context"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"

	"github.com/barograph/barograph/cmd/barograph/internal/command"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
)

// stuck is all services in one place: articles arrive and are never tagged.
type stuck struct {
	ingestv1.UnimplementedIngestServiceServer
	operationsv1.UnimplementedPipelineServiceServer
	assessmentv1.UnimplementedAssessmentServiceServer
	answers bool          // to submissions
	reached chan struct{} // gets one when there is something to interrupt
}

func (s *stuck) SubmitArticles(stream grpc.ClientStreamingServer[ingestv1.SubmitArticlesRequest, ingestv1.SubmitArticlesResponse]) error {
	if _, err := stream.Recv(); err != nil {
		return err
	}
	if s.answers {
		return stream.SendAndClose(&ingestv1.SubmitArticlesResponse{Unchanged: 1})
	}
	s.reached <- struct{}{}
	<-stream.Context().Done()
	return stream.Context().Err()
}

func (s *stuck) GetPipeline(context.Context, *operationsv1.GetPipelineRequest) (*operationsv1.GetPipelineResponse, error) {
	select {
	case s.reached <- struct{}{}:
	default:
	}
	return &operationsv1.GetPipelineResponse{ArticlesSequence: 1, ArticlesWaiting: 1}, nil
}

func (s *stuck) ListAssessments(context.Context, *assessmentv1.ListAssessmentsRequest) (*assessmentv1.ListAssessmentsResponse, error) {
	return &assessmentv1.ListAssessmentsResponse{}, nil
}

// serve serves s and returns its address.
func (s *stuck) serve(t *testing.T) string {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := grpc.NewServer()
	ingestv1.RegisterIngestServiceServer(server, s)
	operationsv1.RegisterPipelineServiceServer(server, s)
	assessmentv1.RegisterAssessmentServiceServer(server, s)
	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()
	t.Cleanup(func() {
		server.Stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return listener.Addr().String()
}

func TestInterruptedSubmitSaysWhatIsKnown(t *testing.T) {
	for name, c := range map[string]struct {
		answers      bool
		stdout, note string
	}{
		"before the answer": {false, "", "articles sent until then: 1. Some of them may be stored. Submitting all again is safe"},
		"while it waits":    {true, "0 new, 0 revised, 1 unchanged, 0 duplicates, 0 failed\n", "are stored and will be tagged; only the waiting was interrupted. Submitting again is safe"},
	} {
		t.Run(name, func(t *testing.T) {
			s := &stuck{answers: c.answers, reached: make(chan struct{}, 1)}
			address := s.serve(t)
			ctx, interrupt := context.WithCancel(t.Context())
			defer interrupt()
			go func() {
				<-s.reached
				interrupt()
			}()
			var out, notes bytes.Buffer
			err := command.Run(ctx, command.Process{
				Args: []string{"submit", "-", "--ingest-address", address, "--aggregate-address", address},
				In:   strings.NewReader("An article."), Out: &out, Err: &notes, Getenv: func(string) string { return "" }, Now: time.Now,
			})
			if !errors.Is(err, context.Canceled) || out.String() != c.stdout || !strings.Contains(notes.String(), c.note) {
				t.Errorf("%v\n%s\n%s", err, out.String(), notes.String())
			}
		})
	}
}

package rpcapi_test

import (
	"context"
	"net"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	"go.uber.org/zap"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/grpc/test/bufconn"

	"github.com/barograph/barograph/internal/rpc"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/services/ingest/internal/rpcapi"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// store stores what it is told to.
type store struct {
	rpcapi.Store
	begun chan string   // text of each submission
	end   chan struct{} // ends one
}

func (s store) Submit(ctx context.Context, a *articlev1.Article) (*ingestv1.SubmitArticleResponse, error) {
	s.begun <- a.GetText()
	select {
	case <-s.end:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return &ingestv1.SubmitArticleResponse{ArticleId: a.GetId(), Outcome: ingestv1.SubmitOutcome_SUBMIT_OUTCOME_ACCEPTED}, nil
}

type sources struct{ rpcapi.Sources }

func (sources) Ready(context.Context) error { return nil }
func (sources) Of(string, string) *articlev1.Source {
	return &articlev1.Source{Id: "a.example", Reliability: articlev1.Reliability_RELIABILITY_B}
}

type box struct{ rpcapi.Box }

type streams struct{ rpcapi.Streams }

// serve serves submissions to a store under limits.
func serve(t *testing.T, limits rpcapi.Limits) (ingestv1.IngestServiceClient, store) {
	t.Helper()
	s := store{begun: make(chan string, 100), end: make(chan struct{})}
	api, err := rpcapi.New(rpcapi.Deps{Store: s, Sources: sources{}, Box: box{}, Streams: streams{}, Now: time.Now, Log: zap.NewNop(), Limits: limits})
	if err != nil {
		t.Fatal(err)
	}
	cfg := rpc.Default()
	cfg.DrainDelay = 0
	server, err := rpc.New(cfg, rpc.Deps{Register: api.Register})
	if err != nil {
		t.Fatal(err)
	}
	listener := bufconn.Listen(1 << 20)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- server.Serve(ctx, listener) }()
	conn, err := rpc.Dial("passthrough:ingest", nil, grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) {
		return listener.DialContext(ctx)
	}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return ingestv1.NewIngestServiceClient(conn), s
}

func request(text string) *ingestv1.SubmitArticleRequest {
	return &ingestv1.SubmitArticleRequest{Submission: &ingestv1.Submission{Text: text}}
}

func TestSubmissionsBeyondTheLimitAreSentAway(t *testing.T) {
	client, store := serve(t, rpcapi.Limits{CallBytes: 20 << 10})
	large := strings.Repeat("Leaders signed. ", 800) // 12.5 KiB: one fits, two do not
	done := make(chan error, 1)
	go func() {
		_, err := client.SubmitArticle(t.Context(), request(large))
		done <- err
	}()
	<-store.begun
	if _, err := client.SubmitArticle(t.Context(), request(large)); status.Code(err) != codes.ResourceExhausted {
		t.Errorf("beyond the limit: %v", err)
	}
	store.end <- struct{}{}
	if err := <-done; err != nil {
		t.Errorf("within the limit: %v", err)
	}
	go func() { store.end <- struct{}{} }()
	if _, err := client.SubmitArticle(t.Context(), request(large)); err != nil {
		t.Errorf("after it: %v", err)
	}
}

func TestStreamsBeyondTheLimitAreSentAway(t *testing.T) {
	client, store := serve(t, rpcapi.Limits{Streams: 1})
	first, err := client.SubmitArticles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Send(&ingestv1.SubmitArticlesRequest{Submission: &ingestv1.Submission{Text: "One."}}); err != nil {
		t.Fatal(err)
	}
	<-store.begun
	second, err := client.SubmitArticles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := second.CloseAndRecv(); status.Code(err) != codes.ResourceExhausted {
		t.Errorf("second stream: %v", err)
	}
	store.end <- struct{}{}
	if got, err := first.CloseAndRecv(); err != nil || got.GetAccepted() != 1 {
		t.Errorf("first stream: %v, %v", got, err)
	}
}

// A stream whose texts take all the room is read on when there is some.
func TestStreamsAreSlowedDown(t *testing.T) {
	client, store := serve(t, rpcapi.Limits{StreamBytes: 10 << 10}) // two small texts
	stream, err := client.SubmitArticles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	const n = 20
	for i := range n {
		text := "Leaders signed treaty " + strings.Repeat("I", i+1)
		if err := stream.Send(&ingestv1.SubmitArticlesRequest{Submission: &ingestv1.Submission{Text: text}}); err != nil {
			t.Fatal(err)
		}
	}
	for range n {
		<-store.begun
		if waiting := len(store.begun); waiting > 1 {
			t.Fatalf("%d texts in hand, want 2 at most", waiting+1)
		}
		store.end <- struct{}{}
	}
	if got, err := stream.CloseAndRecv(); err != nil || got.GetAccepted() != n {
		t.Errorf("got %v, %v", got, err)
	}
}

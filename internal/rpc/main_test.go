package rpc_test

import (
	"context"
	"net"
	"testing"
	"time"

	"go.uber.org/goleak"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"
	"google.golang.org/grpc"
	"google.golang.org/grpc/test/bufconn"

	"github.com/barograph/barograph/internal/rpc"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const goodID = "0123456789abcdef0123456789abcdef"

// fake serves one unary method, one client stream and one server stream.
type fake struct {
	ingestv1.UnimplementedIngestServiceServer
	initiativev1.UnimplementedInitiativeServiceServer
	assessmentv1.UnimplementedAssessmentServiceServer
	get    func(context.Context) error
	submit func(grpc.ClientStreamingServer[ingestv1.SubmitArticlesRequest, ingestv1.SubmitArticlesResponse]) error
	watch  func(grpc.ServerStreamingServer[initiativev1.WatchInitiativesResponse]) error
}

func (f *fake) GetArticle(ctx context.Context, _ *ingestv1.GetArticleRequest) (*ingestv1.GetArticleResponse, error) {
	return &ingestv1.GetArticleResponse{}, f.get(ctx)
}

func (f *fake) SubmitArticles(s grpc.ClientStreamingServer[ingestv1.SubmitArticlesRequest, ingestv1.SubmitArticlesResponse]) error {
	return f.submit(s)
}

func (f *fake) WatchInitiatives(_ *initiativev1.WatchInitiativesRequest, s grpc.ServerStreamingServer[initiativev1.WatchInitiativesResponse]) error {
	return f.watch(s)
}

// harness is a server that serves a fake, a connection to it, and its log.
type harness struct {
	conn *grpc.ClientConn
	logs *observer.ObservedLogs
	stop func() // and wait until it has
}

func (h *harness) ingest() ingestv1.IngestServiceClient {
	return ingestv1.NewIngestServiceClient(h.conn)
}

func (h *harness) initiatives() initiativev1.InitiativeServiceClient {
	return initiativev1.NewInitiativeServiceClient(h.conn)
}

func config() rpc.Config {
	cfg := rpc.Default()
	cfg.DrainDelay, cfg.StopDeadline = 0, 5*time.Second
	return cfg
}

func serve(t *testing.T, cfg rpc.Config, f *fake, checks ...rpc.Check) *harness {
	t.Helper()
	core, logs := observer.New(zapcore.DebugLevel)
	server, err := rpc.New(cfg, rpc.Deps{
		Log: zap.New(core), Checks: checks,
		Register: func(r grpc.ServiceRegistrar) {
			ingestv1.RegisterIngestServiceServer(r, f)
			initiativev1.RegisterInitiativeServiceServer(r, f)
			assessmentv1.RegisterAssessmentServiceServer(r, f)
		},
	})
	if err != nil {
		t.Fatalf("make server: %v", err)
	}
	lis := bufconn.Listen(1 << 20)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := server.Serve(ctx, lis); err != nil {
			t.Errorf("Serve = %v", err)
		}
	}()
	conn, err := rpc.Dial("passthrough:///bufconn", nil, grpc.WithContextDialer(
		func(ctx context.Context, _ string) (net.Conn, error) { return lis.DialContext(ctx) }))
	if err != nil {
		t.Fatalf("dial: %v", err)
	}
	h := &harness{conn: conn, logs: logs, stop: func() { cancel(); <-done }}
	t.Cleanup(func() {
		if err := conn.Close(); err != nil {
			t.Errorf("close connection: %v", err)
		}
		h.stop()
	})
	return h
}

// line is the fields of the completion line of the newest call of a method.
func (h *harness) line(t *testing.T, method string) (zapcore.Level, map[string]any) {
	t.Helper()
	deadline := time.NewTimer(5 * time.Second)
	defer deadline.Stop()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for { // a stream's client may hear of the end before the line is written
		entries := h.logs.FilterMessage("rpc handled").FilterField(zap.String("grpc_method", method)).All()
		if len(entries) > 0 {
			last := entries[len(entries)-1]
			return last.Level, last.ContextMap()
		}
		select {
		case <-tick.C:
		case <-deadline.C:
			t.Fatalf("no completion line of %s", method)
		}
	}
}

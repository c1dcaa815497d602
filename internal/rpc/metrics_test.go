package rpc_test

import (
	"context"
	"errors"
	"net"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"google.golang.org/grpc"
	"google.golang.org/grpc/test/bufconn"

	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/rpc"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// Calls are counted by what the caller gets, a panic too; a method that does not
// exist adds no series.
func TestMetrics(t *testing.T) {
	registry := prometheus.NewRegistry()
	f := &fake{get: func(context.Context) error { panic("boom") }}
	f.submit = func(grpc.ClientStreamingServer[ingestv1.SubmitArticlesRequest, ingestv1.SubmitArticlesResponse]) error {
		return fault.Exhausted("STORE_FULL", "full", nil)
	}
	checks := []rpc.Check{
		{Name: "holds", Probe: func(context.Context) error { return nil }}, {Name: "fails", Probe: func(context.Context) error { return errors.New("no") }},
	}
	server, err := rpc.New(config(), rpc.Deps{Metrics: registry, Checks: checks, Register: func(r grpc.ServiceRegistrar) { ingestv1.RegisterIngestServiceServer(r, f) }})
	if err != nil {
		t.Fatal(err)
	}
	listener := bufconn.Listen(1 << 20)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- server.Serve(ctx, listener) }()
	conn, err := rpc.Dial("passthrough:x", nil, grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) { return listener.DialContext(ctx) }))
	if err != nil {
		t.Fatal(err)
	}
	h := &harness{conn: conn}
	if get(ctx, h) == nil || submit(ctx, h, &ingestv1.SubmitArticlesRequest{}) == nil ||
		conn.Invoke(ctx, "/barograph.ingest.v1.IngestService/Invented", &ingestv1.GetArticleRequest{}, &ingestv1.GetArticleResponse{}) == nil {
		t.Error("a call succeeded")
	}
	want := `
# HELP barograph_ready 1 while a condition of readiness holds, else 0, by condition; no calls are sent to a process with a 0
# TYPE barograph_ready gauge
barograph_ready{check="fails"} 0
barograph_ready{check="holds"} 1
# HELP barograph_rpc_handled_total calls that were answered, by status code
# TYPE barograph_rpc_handled_total counter
barograph_rpc_handled_total{grpc_code="Internal",grpc_method="/barograph.ingest.v1.IngestService/GetArticle"} 1
barograph_rpc_handled_total{grpc_code="ResourceExhausted",grpc_method="/barograph.ingest.v1.IngestService/SubmitArticles"} 1
# HELP barograph_rpc_in_flight calls that are being answered, open streams included
# TYPE barograph_rpc_in_flight gauge
barograph_rpc_in_flight{grpc_method="/barograph.ingest.v1.IngestService/GetArticle"} 0
barograph_rpc_in_flight{grpc_method="/barograph.ingest.v1.IngestService/SubmitArticles"} 0
`
	bustest.Eventually(t, "both are counted", func() bool {
		return testutil.GatherAndCompare(registry, strings.NewReader(want), "barograph_ready", "barograph_rpc_handled_total", "barograph_rpc_in_flight") == nil
	})
	if err := conn.Close(); err != nil {
		t.Error(err)
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

package rpc_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc/metadata"

	"github.com/barograph/barograph/internal/correlation"
	"github.com/barograph/barograph/internal/otlptest"
	"github.com/barograph/barograph/internal/rpc"
	"github.com/barograph/barograph/internal/tracing"
	"github.com/barograph/barograph/internal/transporttest"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// TestStrangersDoNotDecideWhatIsTraced: under a policy only a certificate makes a
// service obey what its caller decided about sampling.
func TestStrangersDoNotDecideWhatIsTraced(t *testing.T) {
	const trace, parent = "4bf92f3577b34da6a3ce929d0e0e4736", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
	const method = "barograph.ingest.v1.IngestService/GetArticle"
	for name, tt := range map[string]struct {
		ratio           float64
		off             bool // no traces are made here
		certificate     bool
		in, linked      bool   // the span is in the trace of the caller, or linked to it
		handed, without string // what the traceparent that goes on begins and does not end with
	}{
		"one of ours":                       {certificate: true, in: true, handed: "00-" + trace, without: "-00"},
		"a stranger, nothing is sampled":    {handed: "00-", without: "-01"},
		"a stranger, everything is sampled": {ratio: 1, linked: true, handed: "00-", without: "-00"},
		"one of ours, no traces":            {off: true, certificate: true, handed: parent, without: "-00"},
		"a stranger, no traces":             {off: true, handed: "00-" + trace, without: "-01"},
	} {
		t.Run(name, func(t *testing.T) {
			collector := otlptest.Start(t)
			cfg := tracing.Config{Endpoint: collector.URL, SampleRatio: tt.ratio}
			if tt.off {
				cfg = tracing.Default()
			}
			traces, err := tracing.Open(t.Context(), cfg, tracing.Deps{Service: "ingest"})
			if err != nil {
				t.Fatal(err)
			}
			handed := ""
			o := serveFort(t, everyRole, &fake{get: func(ctx context.Context) error {
				handed = correlation.TraceParent(ctx)
				return nil
			}}, func(_ *rpc.Config, d *rpc.Deps) { d.Traces = traces })
			ctx := metadata.AppendToOutgoingContext(t.Context(), "traceparent", parent)
			conn := o.dial(&transporttest.Wish{URI: "spiffe://example.org/reader"})
			if !tt.certificate {
				ctx, conn = bearer(ctx, o.issuer.Token("reader", nil)), o.dial(nil)
			}
			if _, err := ingestv1.NewIngestServiceClient(conn).GetArticle(ctx, &ingestv1.GetArticleRequest{ArticleId: goodID}); err != nil {
				t.Fatal(err)
			}
			if err := conn.Close(); err != nil {
				t.Fatal(err)
			}
			if err := traces.Close(t.Context()); err != nil {
				t.Fatal(err)
			}
			in, linked := false, false
			for _, span := range collector.Spans() {
				in = in || span.Name == method && span.TraceID == trace
				linked = linked || span.Name == method && span.TraceID != trace && slices.Contains(span.Links, trace)
			}
			if in != tt.in || linked != tt.linked {
				t.Errorf("in the trace of the caller: %t, linked to it: %t; spans %v", in, linked, collector.Spans())
			}
			if !strings.HasPrefix(handed, tt.handed) || strings.HasSuffix(handed, tt.without) {
				t.Errorf("%s goes on", handed)
			}
		})
	}
}

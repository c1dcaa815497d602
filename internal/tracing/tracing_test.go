package tracing_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"go.uber.org/goleak"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"github.com/barograph/barograph/internal/otlptest"
	"github.com/barograph/barograph/internal/tracing"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestHeadersAndNamesReachTheCollector(t *testing.T) {
	t.Setenv("OTEL_EXPORTER_OTLP_HEADERS", "x-account=of-the-environment")
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
	t.Setenv("OTEL_TRACES_SAMPLER", "always_off")
	t.Setenv("OTEL_RESOURCE_ATTRIBUTES", "service.name=another")
	collector := otlptest.Start(t)
	file := filepath.Join(t.TempDir(), "headers")
	if err := os.WriteFile(file, []byte("# of the account\n\nX-Account: s3cret\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	logged, log := observed()
	p, err := tracing.Open(t.Context(), tracing.Config{Endpoint: collector.URL, HeadersFile: file, SampleRatio: 1}, tracing.Deps{Service: "ingest", Version: "v1", Log: log})
	if err != nil {
		t.Fatal(err)
	}
	_, span := p.Start(t.Context(), "work")
	span.End()
	if err := p.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	spans := collector.Spans()
	if len(spans) != 1 || spans[0].Service != "ingest" || collector.Headers().Get("x-account")[0] != "s3cret" {
		t.Errorf("got %v with %v", spans, collector.Headers())
	}
	for _, entry := range logged.All() {
		t.Errorf("logged %s %v", entry.Message, entry.ContextMap())
	}
}

// TestACollectorThatIsDownHoldsNothingUp makes more spans than may wait: none
// waits for the collector, what finds no room is dropped and counted, and it is
// logged once.
func TestACollectorThatIsDownHoldsNothingUp(t *testing.T) {
	logged, log := observed()
	registry := prometheus.NewRegistry()
	p, err := tracing.Open(t.Context(), tracing.Config{Endpoint: "http://127.0.0.1:1", SampleRatio: 1}, tracing.Deps{Service: "ingest", Log: log, Metrics: registry})
	if err != nil {
		t.Fatal(err)
	}
	const made = 50_000
	began := time.Now()
	for range made {
		_, span := p.Start(t.Context(), "work")
		span.End()
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("%d spans took %s", made, took)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	began = time.Now()
	if err := p.Close(ctx); err != nil {
		t.Error(err)
	}
	if took := time.Since(began); took > 4*time.Second {
		t.Errorf("it took %s to stop", took)
	}
	if n := testutil.CollectAndCount(registry, "barograph_tracing_spans_total"); n != 3 {
		t.Errorf("%d outcomes are counted", n)
	}
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	if dropped := families[0].GetMetric()[0].GetCounter().GetValue(); dropped < made-3*4096 {
		t.Errorf("%v of %d spans were dropped", dropped, made)
	}
	if n := logged.FilterMessageSnippet("spans are dropped").Len(); n != 1 {
		t.Errorf("that spans are dropped was logged %d times", n)
	}
}

func TestOffCostsNothing(t *testing.T) {
	p, err := tracing.Open(t.Context(), tracing.Default(), tracing.Deps{Service: "ingest"})
	if p != nil || err != nil {
		t.Fatalf("without a collector there is %v, %v", p, err)
	}
	ctx := t.Context()
	if n := testing.AllocsPerRun(100, func() {
		_, span := p.Start(ctx, "work")
		_, inner := tracing.Start(ctx, "inner")
		inner.End()
		span.End()
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
	if len(p.Server(nil))+len(p.Client()) != 0 || p.On() {
		t.Error("it has options for gRPC")
	}
	if err := p.Close(ctx); err != nil {
		t.Error(err)
	}
}

func TestWrongSettings(t *testing.T) {
	for name, tt := range map[string]struct {
		cfg  tracing.Config
		want string
	}{
		"no scheme":     {tracing.Config{Endpoint: "collector:4317"}, "otlp-endpoint"},
		"no port":       {tracing.Config{Endpoint: "http://collector"}, "otlp-endpoint"},
		"a password":    {tracing.Config{Endpoint: "http://me:s3cret@collector:4317"}, "otlp-endpoint"},
		"TLS and plain": {tracing.Config{Endpoint: "http://collector:4317", TLSDir: "x"}, "otlp-tls-dir"},
		"ratio":         {tracing.Config{SampleRatio: 1.5}, "otlp-sample-ratio"},
		"headers alone": {tracing.Config{HeadersFile: "x"}, "otlp-endpoint"},
	} {
		if err := tt.cfg.Validate(); err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func BenchmarkSpan(b *testing.B) {
	collector := otlptest.Start(b)
	for name, cfg := range map[string]tracing.Config{"off": {}, "on": {Endpoint: collector.URL, SampleRatio: 1}, "not sampled": {Endpoint: collector.URL}} {
		b.Run(name, func(b *testing.B) {
			p, err := tracing.Open(b.Context(), cfg, tracing.Deps{Service: "ingest"})
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				_, span := p.Start(b.Context(), "work")
				span.End()
			}
			_ = p.Close(context.WithoutCancel(b.Context()))
		})
	}
}

func observed() (*observer.ObservedLogs, *zap.Logger) {
	core, logs := observer.New(zap.InfoLevel)
	return logs, zap.New(core)
}

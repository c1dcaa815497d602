package telemetry_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/goleak"
	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/telemetry"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// get asks for an address and returns the status and the body.
func get(t *testing.T, address string) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{DisableKeepAlives: true}
	answer, err := (&http.Client{Transport: transport}).Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(body)
}

// serve serves metrics until the test ends and returns the address.
func serve(t *testing.T, metrics *telemetry.Metrics) string {
	t.Helper()
	listener, err := telemetry.Listen(t.Context(), telemetry.Config{Listen: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- metrics.Serve(ctx, listener, zap.NewNop()) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return listener.Addr().String()
}

func TestServe(t *testing.T) {
	metrics, err := telemetry.New("1.2.3")
	if err != nil {
		t.Fatal(err)
	}
	// Two services of one process count the same thing.
	for _, service := range []string{"ingest", "nlp"} {
		count := prometheus.NewCounter(prometheus.CounterOpts{Name: "things_total", Help: "things"})
		if err := telemetry.Register(metrics.Of(service), count); err != nil {
			t.Fatal(err)
		}
	}
	address := serve(t, metrics)
	code, body := get(t, "http://"+address+"/metrics")
	if code != http.StatusOK {
		t.Errorf("status %d", code)
	}
	for _, want := range []string{
		`version="1.2.3"} 1`, `things_total{service="ingest"} 0`, `things_total{service="nlp"} 0`, "go_goroutines", "process_",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s", want)
		}
	}
	if code, _ := get(t, "http://"+address+"/debug"); code != http.StatusNotFound {
		t.Errorf("another page: status %d", code)
	}
}

func TestOffWhenEmpty(t *testing.T) {
	listener, err := telemetry.Listen(t.Context(), telemetry.Config{})
	if err != nil || listener != nil {
		t.Fatalf("Listen = %v, %v", listener, err)
	}
	metrics, err := telemetry.New("")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := metrics.Serve(ctx, nil, zap.NewNop()); err != nil {
		t.Error(err)
	}
}

func TestConfigAndRegistration(t *testing.T) {
	if err := (telemetry.Config{Listen: "9464"}).Validate(); err == nil || !strings.Contains(err.Error(), "metrics-listen") {
		t.Errorf("Validate = %v", err)
	}
	if _, err := telemetry.Listen(t.Context(), telemetry.Config{Listen: "256.0.0.1:1"}); err == nil {
		t.Error("listens nowhere")
	}
	count := prometheus.NewCounter(prometheus.CounterOpts{Name: "things_total"})
	if err := telemetry.Register(nil, count); err != nil {
		t.Error(err)
	}
	if err := telemetry.Register(prometheus.NewRegistry(), count, count); err == nil {
		t.Error("one metric is registered twice")
	}
}

func TestConnectionsAreFew(t *testing.T) {
	metrics, err := telemetry.New("1.2.3")
	if err != nil {
		t.Fatal(err)
	}
	address := serve(t, metrics)
	refused := false
	for range 200 {
		conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if err := conn.SetReadDeadline(time.Now().Add(20 * time.Millisecond)); err != nil {
			t.Fatal(err)
		}
		if _, err := conn.Read(make([]byte, 1)); err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
			refused = true
			break
		}
	}
	if !refused {
		t.Error("200 connections at once")
	}
}

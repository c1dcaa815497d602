package process_test

import (
	"context"
	"encoding/json"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/process"
)

// known is a service with versions.
type known struct{ runner }

func (known) Versions() map[string]string { return map[string]string{"engine": "parse/1"} }

func TestOneLineSaysWhatRuns(t *testing.T) {
	server := bustest.Start(t, bustest.Options{Listen: true})
	out := &output{}
	err := process.Run(t.Context(), spec(out, func(process.Parts) (process.Runner, error) {
		return known{func(context.Context) error { return nil }}, nil
	}, "--nats-url", server.URL(), "--pprof-listen", "127.0.0.1:0", "--grpc-reflection", "--log-format", "json", "--otlp-endpoint", "http://127.0.0.1:1"))
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for line := range strings.Lines(out.String()) {
		var l struct {
			Msg        string            `json:"msg"`
			Version    string            `json:"version"`
			Go         string            `json:"go_version"`
			Enabled    []string          `json:"enabled"`
			Disabled   []string          `json:"disabled"`
			Versions   map[string]string `json:"versions"`
			Processors int               `json:"processors"`
		}
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		if l.Msg != "started" {
			continue
		}
		found++
		if !slices.Equal(l.Enabled, []string{"limits", "reflection", "tracing", "pprof"}) ||
			!slices.Equal(l.Disabled, []string{"tls", "access", "methods_off", "health_listener", "nats_auth", "nats_tls", "metrics"}) ||
			l.Versions["engine"] != "parse/1" || l.Go != runtime.Version() || l.Processors < 1 || l.Version == "" {
			t.Errorf("it says %s", line)
		}
		if strings.Contains(line, "127.0.0.1") {
			t.Errorf("a setting is in it: %s", line)
		}
	}
	if found != 1 {
		t.Errorf("%d lines say what runs:\n%s", found, out)
	}
}

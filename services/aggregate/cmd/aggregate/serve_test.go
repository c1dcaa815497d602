package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"
	"google.golang.org/grpc/health/grpc_health_v1"

	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/config"
	"github.com/barograph/barograph/internal/rpc"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// output takes what several goroutines log.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

func TestProgramServesUntilItIsStopped(t *testing.T) {
	server := bustest.Start(t, bustest.Options{Listen: true})
	file := filepath.Join(t.TempDir(), "catalog.yaml")
	if err := os.WriteFile(file, []byte("initiatives:\n  - id: gaza-isf\n    name: A force\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var logged output
	done := make(chan error, 1)
	go func() {
		done <- serve(ctx, []string{"--catalog", file, "--grpc-listen", "127.0.0.1:0", "--grpc-drain-delay", "0s", "--ingest", "127.0.0.1:1"},
			[]string{"BAROGRAPH_NATS_URL=" + server.URL()}, &logged)
	}()
	var address string
	bustest.Eventually(t, "the program serves", func() bool {
		_, line, _ := strings.Cut(logged.String(), `"msg":"serving"`)
		_, rest, found := strings.Cut(line, `"address":"`)
		address, _, _ = strings.Cut(rest, `"`)
		return found
	})
	conn, err := rpc.Dial(address, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	bustest.Eventually(t, "the program is ready", func() bool {
		resp, err := grpc_health_v1.NewHealthClient(conn).Check(t.Context(), &grpc_health_v1.HealthCheckRequest{})
		return err == nil && resp.GetStatus() == grpc_health_v1.HealthCheckResponse_SERVING
	})
	got, err := initiativev1.NewInitiativeServiceClient(conn).GetInitiative(t.Context(), &initiativev1.GetInitiativeRequest{Id: "gaza-isf"})
	if err != nil || got.GetInitiative().GetName() != "A force" {
		t.Errorf("initiative of the catalogue file: %v, %v", got, err)
	}
	cancel()
	if err := <-done; err != nil {
		t.Errorf("serve = %v\n%s", err, logged.String())
	}
}

func TestProgramRefusesWrongSettings(t *testing.T) {
	for _, tt := range []struct {
		name string
		args []string
		want string
	}{
		{"unknown flag", []string{"--nothing"}, "nothing"},
		{"wrong values, all at once", []string{"--batch-size", "0", "--batch-wait", "1m"}, "batch-wait"},
		{"no such catalogue", []string{"--catalog", filepath.Join(t.TempDir(), "none.yaml")}, "none.yaml"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := serve(t.Context(), tt.args, nil, &output{})
			usage := new(config.UsageError)
			if !errors.As(err, &usage) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("serve = %v, want a usage error that names %s", err, tt.want)
			}
		})
	}
}

package process_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"google.golang.org/grpc"

	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/process"
	"github.com/barograph/barograph/internal/rpc"
	"github.com/barograph/barograph/internal/transport"
	"github.com/barograph/barograph/internal/transporttest"
)

// serve serves health until the test ends; it is ready while every check passes.
func serve(t *testing.T, cfg rpc.Config, checks ...rpc.Check) (address string) {
	t.Helper()
	certificates, err := transport.Open(cfg.TLS.Dir, transport.Deps{Use: "grpc"})
	if err != nil {
		t.Fatal(err)
	}
	cfg.Listen, cfg.DrainDelay = "127.0.0.1:0", 0
	server, err := rpc.New(cfg, rpc.Deps{Register: func(grpc.ServiceRegistrar) {}, Checks: checks, TLS: certificates})
	if err != nil {
		t.Fatal(err)
	}
	listener, err := server.Listen(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- server.Serve(ctx, listener) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Serve = %v", err)
		}
	})
	return listener.Addr().String()
}

// ask runs the program as a container engine does.
func ask(t *testing.T, args ...string) (string, error) {
	t.Helper()
	out := &output{}
	err := process.Run(t.Context(), spec(out, nil, append([]string{"healthcheck"}, args...)...))
	return out.String(), err
}

func TestHealthcheck(t *testing.T) {
	authority := transporttest.NewAuthority(t, "authority")
	folder := transporttest.NewFolder(t)
	folder.Fill(transporttest.Wish{Name: "ingest", Nowhere: true}, authority)
	foreign := transporttest.NewFolder(t)
	foreign.Fill(transporttest.Wish{Name: "ingest"}, transporttest.NewAuthority(t, "another"))
	secure := rpc.Default()
	secure.TLS.Dir = folder.Path
	broken := rpc.Check{Name: "bus", Probe: func(context.Context) error { return errors.New("away") }}
	ready, waiting, encrypted := serve(t, rpc.Default()), serve(t, rpc.Default(), broken), serve(t, secure)
	_, port, _ := strings.Cut(ready, ":")
	for _, tt := range []struct {
		name string
		args []string
		want string // of the answer, or of the error
		fail bool
	}{
		{"ready", []string{"--grpc-listen", ready}, "ingest at " + ready + ": SERVING\n", false},
		{"listens everywhere", []string{"--grpc-listen", ":" + port}, "SERVING", false},
		{"lives although it is not ready", []string{"live", "--grpc-listen", waiting}, "SERVING", false},
		{"not ready", []string{"--grpc-listen", waiting}, waiting + ": not serving", true},
		{"TLS, by a certificate for its name alone", []string{"--grpc-listen", encrypted, "--tls-dir", folder.Path}, "SERVING", false},
		{"plain health beside TLS", []string{"--grpc-listen", "127.0.0.1:1", "--grpc-health-listen", ready, "--tls-dir", folder.Path}, "SERVING", false},
		{"another authority", []string{"--grpc-listen", encrypted, "--tls-dir", foreign.Path}, "certificate", true},
		{"nobody listens", []string{"--grpc-listen", "127.0.0.1:1"}, "127.0.0.1:1", true},
		{"a port that nobody knows", []string{"--grpc-listen", "127.0.0.1:0"}, "nobody knows", true},
		{"a wrong setting", []string{"--log-level", "loud"}, "loud", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			check := func() (bool, string) {
				answer, err := ask(t, tt.args...)
				if err == nil {
					return !tt.fail && strings.Contains(answer, tt.want), answer
				}
				if coder := (interface{ ExitCode() int })(nil); errors.As(err, &coder) {
					return false, "an exit code of its own: " + err.Error()
				}
				return tt.fail && strings.Contains(err.Error(), tt.want), err.Error()
			}
			if tt.fail {
				if ok, got := check(); !ok {
					t.Errorf("got %q, want %q", got, tt.want)
				}
				return
			}
			bustest.Eventually(t, "it is ready: "+tt.want, func() bool { ok, _ := check(); return ok })
		})
	}
}

package rpc_test

import (
	"context"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/peer"

	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/rpc"
	"github.com/barograph/barograph/internal/transport"
	"github.com/barograph/barograph/internal/transporttest"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

// folder is a folder of certificates that is looked at all the time.
func folder(t *testing.T, w transporttest.Wish, issuer *transporttest.Authority) (*transporttest.Folder, *transport.Certificates) {
	t.Helper()
	f := transporttest.NewFolder(t)
	f.Fill(w, issuer)
	c, err := transport.Open(f.Path, transport.Deps{Use: "grpc", Interval: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	return f, c
}

// serveTCP serves a fake at an address until the test ends.
func serveTCP(t *testing.T, cfg rpc.Config, tls *transport.Certificates, f *fake) (address string, logs *observer.ObservedLogs) {
	t.Helper()
	core, logs := observer.New(zapcore.InfoLevel)
	cfg.Listen = "127.0.0.1:0"
	server, err := rpc.New(cfg, rpc.Deps{Log: zap.New(core), TLS: tls, Register: func(r grpc.ServiceRegistrar) {
		ingestv1.RegisterIngestServiceServer(r, f)
		initiativev1.RegisterInitiativeServiceServer(r, f)
	}})
	if err != nil {
		t.Fatal(err)
	}
	lis, err := server.Listen(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- server.Serve(ctx, lis) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Serve = %v", err)
		}
	})
	return lis.Addr().String(), logs
}

func dial(t *testing.T, address string, creds credentials.TransportCredentials) *grpc.ClientConn {
	t.Helper()
	conn, err := rpc.Dial(address, creds)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// Connections of a certain age are made anew, with the certificates of then,
// while calls are made all the time and none of them fails.
func TestOldConnectionsTakeUpNewCertificates(t *testing.T) {
	ours := transporttest.NewAuthority(t, "ours")
	_, server := folder(t, transporttest.Wish{Name: "server"}, ours)
	files, client := folder(t, transporttest.Wish{Name: "alice"}, ours)
	var name atomic.Value
	name.Store("")
	f := &fake{get: func(ctx context.Context) error {
		if p, ok := peer.FromContext(ctx); ok {
			name.Store(p.AuthInfo.(credentials.TLSInfo).State.VerifiedChains[0][0].Subject.CommonName)
		}
		return nil
	}}
	cfg := config()
	cfg.ConnectionAge = 50 * time.Millisecond
	address, _ := serveTCP(t, cfg, server, f)
	ingest := ingestv1.NewIngestServiceClient(dial(t, address, client.Client()))
	ctx, cancel := context.WithCancel(t.Context())
	var calling sync.WaitGroup
	for range 3 {
		calling.Go(func() {
			for tick := time.NewTicker(time.Millisecond); ctx.Err() == nil; <-tick.C {
				if _, err := ingest.GetArticle(t.Context(), &ingestv1.GetArticleRequest{ArticleId: goodID}); err != nil {
					t.Errorf("call: %v", err)
				}
			}
		})
	}
	for _, who := range []string{"alice", "bob", "carol"} {
		files.Fill(transporttest.Wish{Name: who}, ours)
		bustest.Eventually(t, who+" is heard of", func() bool { return name.Load() == who })
	}
	cancel()
	calling.Wait()
}

// A watch that is open outlives the age of its connection by the grace: others
// get their new connection meanwhile.
func TestWatchesGoOnBesideNewConnections(t *testing.T) {
	ours := transporttest.NewAuthority(t, "ours")
	_, server := folder(t, transporttest.Wish{}, ours)
	_, client := folder(t, transporttest.Wish{Name: "alice"}, ours)
	cfg := config()
	cfg.ConnectionAge = 20 * time.Millisecond
	var connections sync.Map
	release := make(chan struct{})
	f := &fake{
		get: func(ctx context.Context) error {
			p, _ := peer.FromContext(ctx)
			connections.Store(p.Addr.String(), true)
			return nil
		},
		watch: func(s grpc.ServerStreamingServer[initiativev1.WatchInitiativesResponse]) error {
			<-release
			return s.Send(&initiativev1.WatchInitiativesResponse{CatalogueRevision: 7})
		},
	}
	address, _ := serveTCP(t, cfg, server, f)
	conn := dial(t, address, client.Client())
	watch, err := initiativev1.NewInitiativeServiceClient(conn).WatchInitiatives(t.Context(), &initiativev1.WatchInitiativesRequest{})
	if err != nil {
		t.Fatal(err)
	}
	bustest.Eventually(t, "calls have come over three connections", func() bool {
		if _, err := ingestv1.NewIngestServiceClient(conn).GetArticle(t.Context(), &ingestv1.GetArticleRequest{ArticleId: goodID}); err != nil {
			t.Fatal(err)
		}
		count := 0
		connections.Range(func(any, any) bool { count++; return true })
		return count >= 3
	})
	close(release)
	if step, err := watch.Recv(); err != nil || step.GetCatalogueRevision() != 7 {
		t.Errorf("the watch: %v, %v", step, err)
	}
}

// The kubelet has no certificate: it asks at an address of its own, where there
// is nothing but health.
func TestProbesInPlainText(t *testing.T) {
	_, server := folder(t, transporttest.Wish{}, transporttest.NewAuthority(t, "ours"))
	cfg := config()
	probes, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	cfg.HealthListen = probes.Addr().String()
	if err := probes.Close(); err != nil {
		t.Fatal(err)
	}
	address, _ := serveTCP(t, cfg, server, &fake{get: func(context.Context) error { return nil }})
	plain := dial(t, cfg.HealthListen, nil)
	health := grpc_health_v1.NewHealthClient(plain)
	for _, service := range []string{"", rpc.LiveService} {
		bustest.Eventually(t, "probes are answered", func() bool {
			answer, err := health.Check(t.Context(), &grpc_health_v1.HealthCheckRequest{Service: service}, grpc.WaitForReady(true))
			return err == nil && answer.GetStatus() == grpc_health_v1.HealthCheckResponse_SERVING
		})
	}
	if _, err := ingestv1.NewIngestServiceClient(plain).GetArticle(t.Context(), &ingestv1.GetArticleRequest{ArticleId: goodID}); err == nil || !strings.Contains(err.Error(), "unknown service") {
		t.Errorf("a call at the address for probes: %v", err)
	}
	if _, err := grpc_health_v1.NewHealthClient(dial(t, address, nil)).Check(t.Context(), &grpc_health_v1.HealthCheckRequest{}); err == nil {
		t.Error("health is served in plain text where TLS is on")
	}
}

// Everybody can reach the address for probes: who opens connections there is not
// to take the files that the service itself needs.
func TestProbesAreFew(t *testing.T) {
	cfg := config()
	cfg.Limits.PeerConnections = 2
	probes, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	cfg.HealthListen = probes.Addr().String()
	if err := probes.Close(); err != nil {
		t.Fatal(err)
	}
	n := serveNetwork(t, cfg, quiet())
	bustest.Eventually(t, "a connection too many is refused", func() bool {
		conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", cfg.HealthListen)
		if err == nil {
			t.Cleanup(func() { _ = conn.Close() })
		}
		return n.refused(t, "peer_connections") > 0
	})
	if err := request(t.Context(), n.ingest(t)); err != nil {
		t.Errorf("the service itself: %v", err)
	}
}

// A folder in the settings without certificates would be plain text by mistake.
func TestNoPlainTextByMistake(t *testing.T) {
	cfg := config()
	cfg.TLS.Dir = "/etc/barograph/tls"
	_, err := rpc.New(cfg, rpc.Deps{Register: func(grpc.ServiceRegistrar) {}})
	if err == nil || !strings.Contains(err.Error(), "tls-dir is set") {
		t.Errorf("New = %v", err)
	}
	cfg.TLS.ClientCertificates, cfg.ConnectionAge = "never", -1
	if err := cfg.Validate(); err == nil || !strings.Contains(err.Error(), "tls-client-certificates") || !strings.Contains(err.Error(), "grpc-connection-age") {
		t.Errorf("Validate = %v", err)
	}
}

// elsewhere is a listener that says it can be reached from other machines.
type elsewhere struct{ net.Listener }

func (elsewhere) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4zero, Port: 7401} }

func TestPlainTextBeyondThisMachineIsWarnedOf(t *testing.T) {
	_, certificates := folder(t, transporttest.Wish{}, transporttest.NewAuthority(t, "ours"))
	for name, c := range map[string]struct {
		wrap func(net.Listener) net.Listener
		tls  *transport.Certificates
		want int
	}{
		"this machine":        {func(l net.Listener) net.Listener { return l }, nil, 0},
		"all machines":        {func(l net.Listener) net.Listener { return elsewhere{l} }, nil, 1},
		"all machines by TLS": {func(l net.Listener) net.Listener { return elsewhere{l} }, certificates, 0},
	} {
		t.Run(name, func(t *testing.T) {
			core, logs := observer.New(zapcore.WarnLevel)
			server, err := rpc.New(config(), rpc.Deps{Log: zap.New(core), TLS: c.tls, Register: func(r grpc.ServiceRegistrar) {
				ingestv1.RegisterIngestServiceServer(r, &fake{})
			}})
			if err != nil {
				t.Fatal(err)
			}
			lis, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			if err := server.Serve(ctx, c.wrap(lis)); err != nil {
				t.Fatal(err)
			}
			if n := logs.FilterMessageSnippet("plain text beyond this machine").Len(); n != c.want {
				t.Errorf("warned %d times, want %d", n, c.want)
			}
		})
	}
}

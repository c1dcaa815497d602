package transport_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/goleak"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/peer"

	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/transport"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const interval = 5 * time.Millisecond

// opened are certificates with what they log and measure.
type opened struct {
	*transport.Certificates
	t        *testing.T
	logs     *observer.ObservedLogs
	registry *prometheus.Registry
}

// open opens a folder and watches it until the test ends.
func open(t *testing.T, dir string) *opened {
	t.Helper()
	core, logs := observer.New(zapcore.DebugLevel)
	o := &opened{t: t, logs: logs, registry: prometheus.NewRegistry()}
	var err error
	o.Certificates, err = transport.Open(dir, transport.Deps{Log: zap.New(core), Metrics: o.registry, Use: "grpc", Interval: interval})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var watching sync.WaitGroup
	watching.Go(func() { _ = o.Watch(ctx) })
	t.Cleanup(func() { cancel(); watching.Wait() })
	return o
}

// metric is the value of a metric.
func (o *opened) metric(name string) float64 {
	o.t.Helper()
	families, err := o.registry.Gather()
	if err != nil {
		o.t.Fatal(err)
	}
	for _, family := range families {
		if family.GetName() == name {
			m := family.GetMetric()[0]
			return m.GetGauge().GetValue() + m.GetCounter().GetValue()
		}
	}
	o.t.Fatalf("no metric %s", name)
	return 0
}

// showing waits until the process shows a certificate.
func (o *opened) showing(certificate []byte) {
	o.t.Helper()
	want := leaf(o.t, certificate)
	bustest.Eventually(o.t, "the new certificate is in use", func() bool {
		own, err := o.Own()
		return err == nil && own.Leaf.Equal(want)
	})
}

// trusting waits until the process trusts some authorities.
func (o *opened) trusting(authorities []byte) {
	o.t.Helper()
	want := x509.NewCertPool()
	want.AppendCertsFromPEM(authorities)
	bustest.Eventually(o.t, "the new authorities are in use", func() bool {
		pool, err := o.Authorities()
		return err == nil && pool.Equal(want)
	})
}

func leaf(t *testing.T, certificate []byte) *x509.Certificate {
	t.Helper()
	return pair(t, certificate, nil).Leaf
}

// service is a gRPC server with nothing but health.
type service struct {
	address string
	peers   chan string // serial numbers of the callers' certificates, the newest
}

func serve(t *testing.T, creds credentials.TransportCredentials) *service {
	t.Helper()
	lis, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &service{address: lis.Addr().String(), peers: make(chan string, 1)}
	server := grpc.NewServer(grpc.Creds(creds), grpc.UnaryInterceptor(s.note))
	grpc_health_v1.RegisterHealthServer(server, health.NewServer())
	done := make(chan error, 1)
	go func() { done <- server.Serve(lis) }()
	t.Cleanup(func() {
		server.Stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return s
}

func (s *service) note(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handle grpc.UnaryHandler) (any, error) {
	serial := "none"
	if p, ok := peer.FromContext(ctx); ok {
		if info, ok := p.AuthInfo.(credentials.TLSInfo); ok && len(info.State.VerifiedChains) > 0 {
			serial = info.State.VerifiedChains[0][0].SerialNumber.String()
		}
	}
	select {
	case <-s.peers:
	default:
	}
	select {
	case s.peers <- serial:
	default:
	}
	return handle(ctx, req)
}

func serverOf(t *testing.T, c *transport.Certificates, cfg transport.Config) credentials.TransportCredentials {
	t.Helper()
	creds, err := c.Server(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return creds
}

// call makes one call over a connection of its own.
func call(t *testing.T, address string, creds credentials.TransportCredentials) error {
	t.Helper()
	conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(creds))
	if err != nil {
		t.Error(err)
		return err
	}
	defer conn.Close()
	return check(conn)
}

func check(conn *grpc.ClientConn) error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	_, err := grpc_health_v1.NewHealthClient(conn).Check(ctx, &grpc_health_v1.HealthCheckRequest{})
	return err
}

// raw is a caller that minds none of our rules.
func raw(own *tls.Certificate, roots []byte) *tls.Config {
	cfg := &tls.Config{RootCAs: x509.NewCertPool(), MinVersion: tls.VersionTLS12}
	cfg.RootCAs.AppendCertsFromPEM(roots)
	if own != nil {
		cfg.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return own, nil }
	}
	return cfg
}

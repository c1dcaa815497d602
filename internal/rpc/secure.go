package rpc

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/keepalive"

	"github.com/barograph/barograph/internal/limit"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/transport"
)

const (
	// ageGrace is how long calls may go on once their connection is too old. Calls
	// with a deadline are done by then; watches are resumed on a new connection.
	ageGrace = 5 * time.Minute
	// What a prober may take.
	probeBytes   = 4 << 10
	probeStreams = 8
)

// secured are the options of a server that are about TLS and the life of
// connections.
func secured(cfg Config, certificates *transport.Certificates) ([]grpc.ServerOption, error) {
	life := keepalive.ServerParameters{MaxConnectionIdle: idleConnection, Time: time.Minute, Timeout: 20 * time.Second}
	if certificates == nil {
		if cfg.TLS.Dir != "" {
			return nil, errors.New("tls-dir is set, but no certificates were given")
		}
		return []grpc.ServerOption{grpc.KeepaliveParams(life)}, nil
	}
	creds, err := certificates.Server(cfg.TLS)
	if err != nil {
		return nil, err
	}
	if cfg.ConnectionAge > 0 {
		life.MaxConnectionAge, life.MaxConnectionAgeGrace = cfg.ConnectionAge, ageGrace
	}
	return []grpc.ServerOption{grpc.KeepaliveParams(life), grpc.Creds(creds)}, nil
}

// prober serves the health of the server alone, in plain text: the kubelet
// knows no TLS for gRPC, and has no certificate.
func prober(status *health.Server) *grpc.Server {
	s := grpc.NewServer(grpc.MaxRecvMsgSize(probeBytes), grpc.MaxConcurrentStreams(probeStreams), grpc.ConnectionTimeout(handshakeTimeout),
		grpc.KeepaliveParams(keepalive.ServerParameters{MaxConnectionIdle: time.Minute, MaxConnectionAge: time.Hour, Time: math.MaxInt64}))
	grpc_health_v1.RegisterHealthServer(s, status)
	return s
}

// probed serves probers until the function that it returns is called.
func (s *Server) probed(ctx context.Context) (stop func(), err error) {
	if s.cfg.HealthListen == "" {
		return func() {}, nil
	}
	lis, err := new(net.ListenConfig).Listen(ctx, "tcp", s.cfg.HealthListen)
	if err != nil {
		return nil, fmt.Errorf("listen for probes on %s: %w", s.cfg.HealthListen, err)
	}
	server, done := prober(s.health), make(chan struct{})
	go func() {
		defer close(done)
		if err := server.Serve(limit.Listen(lis, s.cfg.Limits, s.limits.refuseConnection)); err != nil {
			s.log.Error("probes are no longer answered", logging.Error(err))
		}
	}()
	s.log.Info("answering probes", logging.Address(lis.Addr().String()))
	return func() {
		server.Stop()
		<-done
	}, nil
}

// warnExposed warns where others than this machine can reach a listener that
// serves plain text.
func (s *Server) warnExposed(lis net.Listener) {
	address, ok := lis.Addr().(*net.TCPAddr)
	if ok && !s.secure && !address.IP.IsLoopback() {
		s.log.Warn("serving in plain text beyond this machine: whoever is on the way can read and change calls; tls-dir turns TLS on",
			logging.Address(address.String()))
	}
}

package rpc

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"

	"buf.build/go/protovalidate"
	"go.uber.org/zap"
	"google.golang.org/grpc"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/reflection"

	"github.com/barograph/barograph/internal/limit"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/telemetry"
	"github.com/barograph/barograph/internal/tracing"
	"github.com/barograph/barograph/internal/transport"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
)

// Deps is what a server needs.
type Deps struct {
	// Log gets one line per call; nil logs nothing.
	Log *zap.Logger
	// Register registers the services.
	Register func(grpc.ServiceRegistrar)
	// Metrics gets the counts of calls; nil: nobody sees them.
	Metrics telemetry.Registerer
	// Traces makes spans of calls; nil makes none.
	Traces *tracing.Provider
	// Level is that of the log, which LogService shows and changes; nil: it is not
	// served.
	Level *logging.Level
	// Checks decide whether the server is ready: all of them must pass.
	Checks []Check
	// TLS is what the server shows and whom it trusts; nil serves plain text, and
	// is refused where Config.TLS names a folder.
	TLS *transport.Certificates
}

// Server is the gRPC server of one service.
type Server struct {
	cfg      Config
	log      *zap.Logger
	limits   *limits
	doors    *doors
	grpc     *grpc.Server
	health   *health.Server
	checks   []Check
	metrics  *metrics
	secure   bool // over TLS
	stopping chan struct{}
}

// New makes a server; it serves nothing before [Server.Serve].
func New(cfg Config, deps Deps) (*Server, error) {
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("make gRPC server: %w", err)
	}
	if deps.Register == nil {
		return nil, errors.New("make gRPC server: nothing to register")
	}
	validator, err := protovalidate.New()
	if err != nil {
		return nil, fmt.Errorf("make gRPC server: %w", err)
	}
	if deps.Log == nil {
		deps.Log = zap.NewNop()
	}
	log := deps.Log.Named("rpc")
	metrics, err := newMetrics(deps.Metrics)
	if err != nil {
		return nil, fmt.Errorf("make gRPC server: %w", err)
	}
	limits, err := newLimits(cfg.Limits, deps.Metrics, log)
	if err != nil {
		return nil, fmt.Errorf("make gRPC server: %w", err)
	}
	doors, err := newDoors(cfg.Access, deps.Log, deps.Metrics)
	if err != nil {
		return nil, fmt.Errorf("make gRPC server: %w", err)
	}
	off := switchedOff{}
	s := &Server{cfg: cfg, log: log, limits: limits, doors: doors, metrics: metrics, health: health.NewServer(), checks: deps.Checks, secure: deps.TLS != nil, stopping: make(chan struct{})}
	connections, err := secured(cfg, deps.TLS)
	if err != nil {
		return nil, fmt.Errorf("make gRPC server: %w", err)
	}
	steps := chain{
		doors.identify, complete(log), measured(metrics), doors.audited(deps.Log), recovered(log), ended(s.stopping),
		limits.strangers, doors.authenticated, limits.limited, off.refuse, doors.authorised, validated(validator),
	}
	arrivals := &arrivals{limits: limits, deadline: cfg.Deadline, streams: map[string]bool{}}
	s.grpc = grpc.NewServer(append(append(connections, deps.Traces.Server(doors.stranger)...),
		grpc.UnaryInterceptor(steps.unary), grpc.StreamInterceptor(steps.streaming(cfg.Limits.StreamIdle)),
		grpc.InTapHandle(arrivals.arrive), grpc.ConnectionTimeout(handshakeTimeout),
		grpc.MaxRecvMsgSize(MaxReceiveBytes), grpc.MaxSendMsgSize(MaxSendBytes),
		grpc.MaxHeaderListSize(maxHeaderBytes), grpc.MaxConcurrentStreams(maxStreams),
		// Clients of this package ping every 30 s, also without calls.
		grpc.KeepaliveEnforcementPolicy(keepalive.EnforcementPolicy{MinTime: 10 * time.Second, PermitWithoutStream: true}),
	)...)
	s.register(deps)
	s.report(grpc_health_v1.HealthCheckResponse_NOT_SERVING) // until the checks have passed
	s.health.SetServingStatus(LiveService, grpc_health_v1.HealthCheckResponse_SERVING)
	grpc_health_v1.RegisterHealthServer(s.grpc, s.health)
	if cfg.Reflection {
		reflection.Register(s.grpc)
	}
	arrivals.know(s.grpc.GetServiceInfo())
	if err := off.add(cfg.MethodsOff, s.grpc.GetServiceInfo()); err != nil {
		return nil, fmt.Errorf("make gRPC server: %w", err)
	}
	return s, nil
}

// register registers the services of the caller, and those of every server.
func (s *Server) register(deps Deps) {
	deps.Register(s.grpc)
	if deps.Level != nil {
		operationsv1.RegisterLogServiceServer(s.grpc, levels{level: deps.Level, log: logging.Always(s.log)})
	}
}

// Listen opens the configured address.
func (s *Server) Listen(ctx context.Context) (net.Listener, error) {
	lis, err := new(net.ListenConfig).Listen(ctx, "tcp", s.cfg.Listen)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", s.cfg.Listen, err)
	}
	return lis, nil
}

// Serve serves on lis, which it closes, until ctx ends, and returns nil. It
// stops in order: not ready; the drain delay; no new calls, watchers are told,
// the others may finish; after the stop deadline what is left is cut off.
func (s *Server) Serve(ctx context.Context, lis net.Listener) error {
	var wait sync.WaitGroup
	defer wait.Wait()
	checking, stopChecking := context.WithCancel(context.WithoutCancel(ctx))
	defer stopChecking()
	if err := s.doors.admits(lis, s.secure); err != nil {
		return errors.Join(err, lis.Close())
	}
	wait.Go(func() { s.watch(checking) })
	wait.Go(func() { s.doors.run(checking) })

	stopProbes, err := s.probed(ctx)
	if err != nil {
		return errors.Join(err, lis.Close())
	}
	defer stopProbes()
	failed := make(chan error, 1)
	wait.Go(func() { failed <- s.grpc.Serve(limit.Listen(lis, s.cfg.Limits, s.limits.refuseConnection)) })
	s.log.Info("serving", logging.Address(lis.Addr().String()))
	s.warnExposed(lis)
	select {
	case err := <-failed:
		return fmt.Errorf("serve gRPC on %s: %w", lis.Addr(), err)
	case <-ctx.Done():
	}
	stopChecking()
	s.stop()
	return nil
}

func (s *Server) stop() {
	s.health.Shutdown() // NOT_SERVING for every service, whatever is set later
	s.log.Info("stopping", logging.Status(grpc_health_v1.HealthCheckResponse_NOT_SERVING.String()))
	drain := time.NewTimer(s.cfg.DrainDelay)
	defer drain.Stop()
	<-drain.C
	close(s.stopping)
	finished := make(chan struct{})
	go func() {
		s.grpc.GracefulStop()
		close(finished)
	}()
	deadline := time.NewTimer(s.cfg.StopDeadline)
	defer deadline.Stop()
	select {
	case <-finished:
	case <-deadline.C:
		s.log.Warn("calls outlasted the stop deadline and are cut off")
		s.grpc.Stop()
		<-finished
	}
}

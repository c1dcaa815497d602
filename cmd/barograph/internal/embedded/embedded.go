// Package embedded runs a NATS server with JetStream inside this process, for
// the all-in-one. Services connect in process, over the same protocol as to a
// server elsewhere; a port is opened for subscribers on request only.
package embedded

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"go.uber.org/zap"
)

// syncInterval is how long an acknowledged message may wait until it is flushed
// to disk: what a loss of power can take. A killed process loses nothing. The
// server's own default is two minutes; 1 s costs about a fifth of throughput.
const syncInterval = time.Second

// readyTimeout bounds the recovery of what is stored.
const readyTimeout = 2 * time.Minute

// ErrListen tells that subscribers cannot be served at the address given.
var ErrListen = errors.New("cannot listen for subscribers")

// Server is a running server and the lock on its folder.
type Server struct {
	nats *server.Server
	lock *Lock
}

// Start locks the folder, creating it if need be, and starts a server that
// keeps its streams there. It returns once the server takes connections.
// [ErrInUse] tells that another process has the folder. listen is a loopback
// address (host:port) that subscribers may connect to, since whoever does is
// not asked who he is; empty opens no port.
func Start(ctx context.Context, dir, listen string, log *zap.Logger) (*Server, error) {
	options, err := options(ctx, dir, listen)
	if err != nil {
		return nil, err
	}
	lock, err := Acquire(dir)
	if err != nil {
		return nil, err
	}
	s, err := start(ctx, options, log)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start embedded server: %w", err), lock.Release())
	}
	return &Server{nats: s, lock: lock}, nil
}

func options(ctx context.Context, dir, listen string) (*server.Options, error) {
	o := &server.Options{
		ServerName: "barograph", DontListen: true, NoSigs: true,
		JetStream: true, StoreDir: dir, SyncInterval: syncInterval,
	}
	if listen == "" {
		return o, nil
	}
	address, err := netip.ParseAddrPort(listen)
	if err != nil || !address.Addr().IsLoopback() {
		return nil, fmt.Errorf("%w: %q is not a loopback address with a port, for example 127.0.0.1:4222; "+
			"to serve other machines run the services beside a NATS server of its own", ErrListen, listen)
	}
	// The server reports an occupied port in its log only.
	probe, err := new(net.ListenConfig).Listen(ctx, "tcp", listen)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrListen, err)
	}
	if err := probe.Close(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrListen, err)
	}
	o.DontListen, o.Host, o.Port = false, address.Addr().String(), int(address.Port())
	if o.Port == 0 {
		o.Port = server.RANDOM_PORT
	}
	return o, nil
}

func start(ctx context.Context, o *server.Options, log *zap.Logger) (*server.Server, error) {
	s, err := server.NewServer(o)
	if err != nil {
		return nil, err
	}
	s.SetLoggerV2(&logger{log: log.Sugar()}, false, false, false)
	go s.Start()
	deadline := time.Now().Add(readyTimeout)
	for !s.ReadyForConnections(100 * time.Millisecond) {
		if err := ctx.Err(); err == nil && time.Now().Before(deadline) && s.Running() {
			continue
		}
		s.Shutdown()
		s.WaitForShutdown()
		return nil, errors.Join(errors.New("it does not become ready, see its log lines"), ctx.Err())
	}
	if !s.JetStreamEnabled() {
		s.Shutdown()
		s.WaitForShutdown()
		return nil, errors.New("its storage could not be opened, see its log lines")
	}
	return s, nil
}

// InProcessConn opens a connection to the server; it makes Server a
// nats.InProcessConnProvider.
func (s *Server) InProcessConn() (net.Conn, error) { return s.nats.InProcessConn() }

// Address is where subscribers can connect; empty when no port was opened.
func (s *Server) Address() string {
	if a, ok := s.nats.Addr().(*net.TCPAddr); ok {
		return a.String()
	}
	return ""
}

// Stop ends the server, once everything stored is on disk, and releases the
// folder. Connections should be closed before.
func (s *Server) Stop(ctx context.Context) error {
	s.nats.Shutdown()
	done := make(chan struct{})
	go func() {
		s.nats.WaitForShutdown()
		close(done)
	}()
	select {
	case <-done:
	case <-ctx.Done():
		// The folder stays locked: the server may still write to it.
		return fmt.Errorf("stop embedded server: %w", ctx.Err())
	}
	return s.lock.Release()
}

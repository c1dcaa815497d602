// Package bustest gives tests a real NATS server with JetStream in their own
// process, a provisioned topology, and connections to it. It is for tests only:
// no program may import it.
package bustest

import (
	"context"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/transport"
)

const patience = time.Minute // for anything of a server's life, on a slow and busy machine too

// Options choose what kind of server a test gets; the zero value has no
// listener and the whole topology in files.
type Options struct {
	// Listen opens a TCP listener on a free port of the loopback, so that
	// connections go over a network; else they stay within the process.
	Listen bool
	// Unprovisioned leaves the topology to the test.
	Unprovisioned bool
	// Dir keeps the store; empty is a temporary folder of the test.
	Dir string
	// MaxStore is how many bytes all streams together may take; 0 sets no limit.
	MaxStore int64
	// TLSDir is a folder with certificates; connections go over TLS then, and
	// clients have to show theirs. Empty: plain text.
	TLSDir string
	// Log gets what connections log; nil is the test's own log.
	Log *zap.Logger
}

// Server is a running server. It is shut down when the test ends, after the
// connections that it gave.
type Server struct {
	tb   testing.TB
	opts Options

	mu   sync.Mutex
	nats *server.Server
	url  string
	port int
	line *Line // nil: connections are direct
}

// Start starts a server.
func Start(tb testing.TB, opts Options) *Server {
	tb.Helper()
	if opts.Dir == "" {
		opts.Dir = tb.TempDir()
	}
	if opts.Log == nil {
		opts.Log = zaptest.NewLogger(tb, zaptest.Level(zap.WarnLevel))
	}
	s := &Server{tb: tb, opts: opts}
	s.port = server.RANDOM_PORT
	s.start()
	tb.Cleanup(s.Stop)
	if !opts.Unprovisioned {
		s.Provision()
	}
	return s
}

func (s *Server) start() {
	s.tb.Helper()
	n, err := server.NewServer(s.serverOptions())
	if err != nil {
		s.tb.Fatalf("make NATS server: %v", err)
	}
	n.Start()
	if !n.ReadyForConnections(patience) {
		n.Shutdown()
		s.tb.Fatalf("NATS server not ready after %s", patience)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.nats = n
	if addr, ok := n.Addr().(*net.TCPAddr); ok {
		s.url, s.port = n.ClientURL(), addr.Port
	}
}

func (s *Server) serverOptions() *server.Options {
	s.tb.Helper()
	o := &server.Options{
		ServerName: "bustest", Host: "127.0.0.1", Port: s.port, DontListen: !s.opts.Listen,
		JetStream: true, StoreDir: s.opts.Dir, NoSigs: true, NoLog: true, JetStreamMaxStore: s.opts.MaxStore,
	}
	s.secure(o)
	return o
}

// URL is the address of the listener, "" without one.
func (s *Server) URL() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.url
}

// InProcessConn connects within the process, to whichever server runs now; it
// makes Server a provider for bus.Deps.InProcess.
func (s *Server) InProcessConn() (net.Conn, error) {
	s.mu.Lock()
	n := s.nats
	s.mu.Unlock()
	return n.InProcessConn()
}

// Stop shuts the server down and waits for it. Stopping twice is fine.
func (s *Server) Stop() {
	s.mu.Lock()
	n := s.nats
	s.mu.Unlock()
	n.Shutdown()
	n.WaitForShutdown()
}

// Restart stops the server and starts it again on the same store and port.
// Connections come back by themselves.
func (s *Server) Restart() {
	s.tb.Helper()
	s.Stop()
	s.start()
}

// Connect opens a connection of a service and waits until it is up. It is
// closed when the test ends.
func (s *Server) Connect(service string) *bus.Conn {
	s.tb.Helper()
	deps := bus.Deps{Service: service, Log: s.opts.Log}
	if !s.opts.Listen {
		deps.InProcess = s
	}
	if s.line != nil {
		deps.InProcess = s.line
	}
	var err error
	if deps.TLS, err = transport.Open(s.opts.TLSDir, transport.Deps{Use: "nats"}); err != nil {
		s.tb.Fatalf("connect %s: %v", service, err)
	}
	conn, err := bus.Connect(bus.Config{URL: s.URL()}, deps)
	if err != nil {
		s.tb.Fatalf("connect %s: %v", service, err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	s.tb.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if s.line != nil {
			s.line.Free()
		}
		if err := conn.Close(ctx); err != nil {
			s.tb.Errorf("close connection of %s: %v", service, err)
		}
	})
	if err := conn.Await(ctx); err != nil {
		s.tb.Fatalf("connect %s: %v", service, err)
	}
	return conn
}

// Provision makes the topology.
func (s *Server) Provision() {
	s.tb.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := bus.Provision(ctx, s.Connect("provision").JetStream(), bus.DefaultOptions()); err != nil {
		s.tb.Fatalf("provision: %v", err)
	}
}

// Eventually waits until cond holds, looking every few milliseconds, and fails
// the test if it does not within a minute.
func Eventually(tb testing.TB, what string, cond func() bool) {
	tb.Helper()
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !cond() {
		select {
		case <-tick.C:
		case <-deadline.C:
			tb.Fatalf("not within %s: %s", patience, what)
		}
	}
}

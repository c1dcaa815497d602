// Package profile serves the profiles of the Go runtime, for `go tool pprof`, on
// a listener of its own. It is off unless an address is configured. Who can
// connect can read what is in memory, and make the program slower: it listens on
// this machine only, unless another address is named.
package profile

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/pprof"
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/limit"
	"github.com/barograph/barograph/internal/logging"
)

const (
	loopback    = "127.0.0.1"
	readTimeout = 5 * time.Second
	longest     = 10 * time.Minute // a profile may be asked for over so many seconds
	stopTimeout = time.Second
	connections = 8
	maxHeader   = 16 << 10
)

// Config is the part of a service's configuration that is about its profiles.
type Config struct {
	Listen string `env:"PPROF_LISTEN" shared:"true" help:"address where profiles of the Go runtime are served at /debug/pprof/, for example :6060, which is on this machine only as no other host is named; empty: nowhere"`
}

// Validate names every wrong field.
func (c Config) Validate() error {
	if c.Listen == "" {
		return nil
	}
	if _, _, err := net.SplitHostPort(c.Listen); err != nil {
		return fmt.Errorf("pprof-listen: %q is not HOST:PORT", c.Listen)
	}
	return nil
}

// Listen opens the address of a configuration; nil where there is none.
func Listen(ctx context.Context, cfg Config) (net.Listener, error) {
	if cfg.Listen == "" {
		return nil, nil
	}
	host, port, err := net.SplitHostPort(cfg.Listen)
	if err != nil {
		return nil, cfg.Validate()
	}
	if host == "" {
		host = loopback
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", net.JoinHostPort(host, port))
	if err != nil {
		return nil, fmt.Errorf("listen for profiles on %s: %w", cfg.Listen, err)
	}
	return listener, nil
}

// Serve serves profiles on a listener, which it closes, until ctx ends, and
// returns nil then. With a nil listener it waits for that.
func Serve(ctx context.Context, listener net.Listener, log *zap.Logger) error {
	if listener == nil {
		<-ctx.Done()
		return nil
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	// /debug/pprof/cmdline is not served: flags may hold what is nobody's business.
	mux.Handle("/debug/pprof/cmdline", http.NotFoundHandler())
	server := &http.Server{
		Handler: mux, ReadTimeout: readTimeout, WriteTimeout: longest, MaxHeaderBytes: maxHeader, ErrorLog: zap.NewStdLog(log),
	}
	failed := make(chan error, 1)
	go func() {
		failed <- server.Serve(limit.Listen(listener, limit.Config{Connections: connections}, func(limit.Kind, net.Addr) {}))
	}()
	log.Warn("serving profiles: whoever can connect can read the memory of this process", logging.Address(listener.Addr().String()))
	select {
	case err := <-failed:
		return fmt.Errorf("serve profiles: %w", err)
	case <-ctx.Done():
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer cancel()
	if server.Shutdown(stopping) != nil { // a profile is being taken
		_ = server.Close()
	}
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve profiles: %w", err)
	}
	return nil
}

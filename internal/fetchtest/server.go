// Package fetchtest is a web server for tests that behaves in every way in
// which servers of the internet misbehave: slow, cut off, lying, endless. It
// also serves feeds whose articles are pages of its own. It listens on the
// loopback or in memory only; no program may import it.
package fetchtest

import (
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Request is one that the server got.
type Request struct {
	Path   string // with the query
	Host   string
	Header http.Header
	Time   time.Time // by the clock of the test, which may be a bubble's
}

// Server serves what is put at its paths, 404 elsewhere. It is shut down when
// the test ends.
type Server struct {
	// URL is http, host and port, without a slash at the end.
	URL string

	listener net.Listener
	server   *http.Server
	done     chan struct{}

	mu       sync.Mutex
	handlers map[string]http.Handler
	requests []Request
	closed   bool
	answers  sync.WaitGroup // under way
}

// Start starts a server on a free port of the loopback.
func Start(tb testing.TB) *Server {
	tb.Helper()
	var config net.ListenConfig
	listener, err := config.Listen(tb.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatalf("start web server: %v", err)
	}
	return StartOn(tb, listener)
}

// StartOn starts a server on a listener, which it closes.
func StartOn(tb testing.TB, listener net.Listener) *Server {
	tb.Helper()
	s := &Server{
		URL: "http://" + listener.Addr().String(), listener: listener,
		done: make(chan struct{}), handlers: map[string]http.Handler{},
	}
	quiet := log.New(io.Discard, "", 0)
	s.server = &http.Server{Handler: http.HandlerFunc(s.serve), ErrorLog: quiet, ReadHeaderTimeout: time.Minute}
	go func() {
		defer close(s.done)
		_ = s.server.Serve(listener)
	}()
	tb.Cleanup(s.Close)
	return s
}

// Close shuts the server down, breaks off the answers under way and waits until
// their handlers have noticed; also more than once.
func (s *Server) Close() {
	_ = s.server.Close()
	<-s.done
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.answers.Wait()
}

// StartMemory starts a server that is reached by [Server.Dial] only, under any
// host name: for tests within testing/synctest.
func StartMemory(tb testing.TB) *Server {
	tb.Helper()
	s := StartOn(tb, &pipes{connections: make(chan net.Conn), closed: make(chan struct{})})
	s.URL = "http://memory.test"
	return s
}

// Dial connects to a server in memory, whatever the address.
func (s *Server) Dial(ctx context.Context, _, _ string) (net.Conn, error) {
	if p, ok := s.listener.(*pipes); ok {
		return p.dial(ctx)
	}
	var dialer net.Dialer
	return dialer.DialContext(ctx, "tcp", s.listener.Addr().String())
}

// Handle puts a handler at a path, in the place of what was there. A path that
// ends in a slash takes everything below it that has no handler of its own.
func (s *Server) Handle(path string, handler http.Handler) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.handlers[path] = handler
	return s.URL + path
}

// Requests returns the requests for a path (without query) so far, in order; "" for all.
func (s *Server) Requests(path string) []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	if path == "" {
		return slices.Clone(s.requests)
	}
	var out []Request
	for _, request := range s.requests {
		if plain, _, _ := strings.Cut(request.Path, "?"); plain == path {
			out = append(out, request)
		}
	}
	return out
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	handler := s.handler(r)
	if handler == nil {
		return
	}
	defer s.answers.Done()
	handler.ServeHTTP(w, r)
}

// handler takes note of a request and chooses who answers it, which counts as
// under way from then on; nil once the server is closed.
func (s *Server) handler(r *http.Request) http.Handler {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.answers.Add(1)
	s.requests = append(s.requests, Request{Path: r.URL.RequestURI(), Host: r.Host, Header: r.Header.Clone(), Time: time.Now()})
	path := r.URL.Path
	if handler, ok := s.handlers[path]; ok {
		return handler
	}
	for at := strings.LastIndexByte(path, '/'); at >= 0; at = strings.LastIndexByte(path[:at], '/') {
		if handler, ok := s.handlers[path[:at+1]]; ok {
			return handler
		}
	}
	return http.NotFoundHandler()
}

// pipes is a listener in memory.
type pipes struct {
	connections chan net.Conn
	closed      chan struct{}
	once        sync.Once
}

func (p *pipes) dial(ctx context.Context) (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case p.connections <- server:
		return client, nil
	case <-p.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// Accept is a method of net.Listener.
func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.connections:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

// Close is a method of net.Listener.
func (p *pipes) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

// Addr is a method of net.Listener.
func (p *pipes) Addr() net.Addr { return &net.UnixAddr{Name: "memory", Net: "pipe"} }

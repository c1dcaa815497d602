package bustest

import (
	"context"
	"net"
	"sync"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go/jetstream"
)

// LimitAccount sets how many bytes the streams of all services together may take
// by the limit of their account; -1 takes the limit away.
func (s *Server) LimitAccount(bytes int64) {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	limits := server.JetStreamAccountLimits{
		MaxMemory: -1, MaxStore: bytes, MaxStreams: -1, MaxConsumers: -1, MaxAckPending: -1, MemoryMaxStreamBytes: -1, StoreMaxStreamBytes: -1,
	}
	if err := s.nats.GlobalAccount().UpdateJetStreamLimits(map[string]server.JetStreamAccountLimits{"": limits}); err != nil {
		s.tb.Fatalf("limit account to %d bytes: %v", bytes, err)
	}
}

// LimitStream sets how many bytes a stream may take; it refuses what goes beyond.
// -1 takes the limit away.
func (s *Server) LimitStream(stream string, bytes int64) {
	s.tb.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	js := s.Connect("limit").JetStream()
	found, err := js.Stream(ctx, stream)
	if err == nil {
		cfg := found.CachedInfo().Config
		cfg.MaxBytes, cfg.Discard = bytes, jetstream.DiscardNew
		_, err = js.UpdateStream(ctx, cfg)
	}
	if err != nil {
		s.tb.Fatalf("limit stream %s to %d bytes: %v", stream, bytes, err)
	}
}

// Line is a network between a connection and the server on which everything can
// be held up: the connection lasts, but nothing comes through.
type Line struct {
	server *Server
	mu     sync.Mutex
	free   chan struct{} // closed while the line is free
	pipes  sync.WaitGroup
}

// Line makes a network to the server, over which connect those who connect from
// now on.
func (s *Server) Line() *Line {
	l := &Line{server: s, free: make(chan struct{})}
	close(l.free)
	s.tb.Cleanup(func() {
		l.Free()
		l.pipes.Wait()
	})
	s.line = l
	return l
}

// Hold lets nothing through any more, in either direction.
func (l *Line) Hold() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.free = make(chan struct{})
}

// Free delivers what was held up, and everything from now on.
func (l *Line) Free() {
	l.mu.Lock()
	defer l.mu.Unlock()
	select {
	case <-l.free:
	default:
		close(l.free)
	}
}

// InProcessConn connects over the line; it makes Line a provider for
// bus.Deps.InProcess.
func (l *Line) InProcessConn() (net.Conn, error) {
	remote, err := l.server.InProcessConn()
	if err != nil {
		return nil, err
	}
	local, near := net.Pipe()
	for _, ends := range [][2]net.Conn{{remote, near}, {near, remote}} {
		waiting := make(chan []byte, room)
		l.pipes.Go(func() { l.receive(ends[1], waiting) })
		l.pipes.Go(func() { l.deliver(ends[0], waiting) })
	}
	return local, nil
}

// room is how many pieces are on their way at most, so that a connection does
// not notice at once that nothing comes through.
const room = 10_000

func (l *Line) receive(from net.Conn, waiting chan<- []byte) {
	defer close(waiting)
	for {
		buffer := make([]byte, 32<<10)
		n, err := from.Read(buffer)
		waiting <- buffer[:n]
		if err != nil {
			return
		}
	}
}

func (l *Line) deliver(to net.Conn, waiting <-chan []byte) {
	defer to.Close()
	failed := false
	for piece := range waiting {
		l.mu.Lock()
		free := l.free
		l.mu.Unlock()
		<-free
		if !failed {
			_, err := to.Write(piece)
			failed = err != nil
		}
	}
}

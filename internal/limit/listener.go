package limit

import (
	"net"
	"sync"
)

// Listener bounds the open connections, all and those of one address. A
// connection too many is closed at once: its client hears of it, where it would
// hang in the queue of the system.
type Listener struct {
	net.Listener
	cfg     Config
	refused func(Kind, net.Addr)

	mu    sync.Mutex
	all   int
	peers map[string]int
}

// Listen bounds the connections of a listener; refused is told of those that are
// too many.
func Listen(lis net.Listener, cfg Config, refused func(Kind, net.Addr)) *Listener {
	return &Listener{Listener: lis, cfg: cfg, refused: refused, peers: map[string]int{}}
}

// Accept waits for a connection for which there is room.
func (l *Listener) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		peer := Address(conn.RemoteAddr())
		kind, ok := l.enter(peer)
		if ok {
			return &counted{Conn: conn, leave: sync.OnceFunc(func() { l.leave(peer) })}, nil
		}
		l.refused(kind, conn.RemoteAddr())
		_ = conn.Close() // nobody could be told
	}
}

func (l *Listener) enter(peer string) (Kind, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.cfg.Connections > 0 && l.all >= l.cfg.Connections:
		return Connections, false
	case l.cfg.PeerConnections > 0 && l.peers[peer] >= l.cfg.PeerConnections:
		return PeerConnections, false
	}
	l.all++
	l.peers[peer]++
	return "", true
}

func (l *Listener) leave(peer string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all--
	if l.peers[peer]--; l.peers[peer] == 0 {
		delete(l.peers, peer)
	}
}

// counted leaves when it is closed.
type counted struct {
	net.Conn
	leave func()
}

func (c *counted) Close() error {
	defer c.leave()
	return c.Conn.Close()
}

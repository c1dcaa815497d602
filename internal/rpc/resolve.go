package rpc

import (
	"context"
	"fmt"
	"net"
	"slices"
	"sync"
	"time"

	"google.golang.org/grpc/resolver"

	"github.com/barograph/barograph/internal/run"
)

const (
	// lookEvery is how often a name is looked up: within the time between a pod's
	// leaving its Service and the end of its listener (preStop in deploy/k8s).
	lookEvery = 3 * time.Second
	// lookPause is the least time between two looks, however often somebody asks.
	lookPause = 500 * time.Millisecond
	// lookLimit is how long one look may take.
	lookLimit = 5 * time.Second
)

// names is the resolver of the scheme dns for clients that are open for long: it
// looks a name up again every few seconds. The one of grpc-go looks when a
// connection breaks, and at most every 30 s: of two pods that are replaced within
// that time the second cannot be called, and one that is added is not found.
// Addresses that are no names are left to grpc-go's. docs/adr/0027.
type names struct {
	lookup func(ctx context.Context, host string) ([]string, error)
	every  time.Duration
}

var _ resolver.Builder = names{}

// Scheme is that of targets without one.
func (names) Scheme() string { return "dns" }

// Build begins to look a target up.
func (n names) Build(target resolver.Target, conn resolver.ClientConn, opts resolver.BuildOptions) (resolver.Resolver, error) {
	host, port, err := net.SplitHostPort(target.Endpoint())
	if err != nil || port == "" || host == "" || host == "localhost" || net.ParseIP(host) != nil || target.URL.Host != "" {
		built, err := resolver.Get("dns").Build(target, conn, opts)
		if err != nil {
			return nil, fmt.Errorf("resolve %s: %w", target.Endpoint(), err)
		}
		return built, nil
	}
	//house:allow background: it ends with Close, the interface has no context
	ctx, stop := context.WithCancel(context.Background())
	w := &nameWatch{names: n, host: host, port: port, conn: conn, asked: make(chan struct{}, 1), stop: stop}
	w.done.Go(func() { w.run(ctx) })
	return w, nil
}

// nameWatch keeps the addresses of one name up to date.
type nameWatch struct {
	names
	host, port string
	conn       resolver.ClientConn
	asked      chan struct{}
	stop       context.CancelFunc
	done       sync.WaitGroup
	last       []string
}

var _ resolver.Resolver = (*nameWatch)(nil)

// ResolveNow has it looked up soon: a connection broke.
func (w *nameWatch) ResolveNow(resolver.ResolveNowOptions) {
	select {
	case w.asked <- struct{}{}:
	default: // asked already
	}
}

// Close ends it.
func (w *nameWatch) Close() {
	w.stop()
	w.done.Wait()
}

func (w *nameWatch) run(ctx context.Context) {
	tick := time.NewTicker(w.every)
	defer tick.Stop()
	for {
		w.look(ctx)
		if !run.Wait(ctx, min(lookPause, w.every)) {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-w.asked:
		}
	}
}

// look looks once. A failure leaves the addresses of before in use: none that
// were found are better than none.
func (w *nameWatch) look(ctx context.Context) {
	own, cancel := context.WithTimeout(ctx, lookLimit)
	defer cancel()
	found, err := w.lookup(own, w.host)
	switch {
	case ctx.Err() != nil:
		return
	case err != nil:
		w.conn.ReportError(fmt.Errorf("look up %s: %w", w.host, err))
		return
	}
	slices.Sort(found)
	if slices.Equal(found, w.last) {
		return
	}
	w.last = found
	state := resolver.State{}
	for _, address := range found {
		state.Endpoints = append(state.Endpoints, resolver.Endpoint{Addresses: []resolver.Address{{Addr: net.JoinHostPort(address, w.port)}}})
	}
	_ = w.conn.UpdateState(state) // asks again by ResolveNow when it has no use for it
}

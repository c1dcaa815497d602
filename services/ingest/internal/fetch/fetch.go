// Package fetch is the polite HTTP client: it asks each host slowly and only
// for what its robots.txt allows, gives up on what is too slow, too large or
// leads into private networks, and tells what went wrong in words for
// operators. The service's root makes it; who polls sees it through an
// interface over the package web.
package fetch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"github.com/barograph/barograph/services/ingest/internal/web"
)

// Deps are what tests replace; the zero value is the real thing.
type Deps struct {
	// Now stamps answers and tells how old a robots.txt is. Timeouts and rates
	// go by the runtime's clock.
	Now func() time.Time
	// Resolver looks host names up.
	Resolver *net.Resolver
	// Dial replaces connections, and with them the guard of networks: for tests
	// in memory.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	// Transport is changed by it before use: for tests with own certificates.
	Transport func(*http.Transport)
}

// Fetcher fetches for any number of goroutines.
type Fetcher struct {
	cfg       Config
	guard     guard
	transport *http.Transport
	hosts     *table
	now       func() time.Time
}

// New makes a fetcher. [Fetcher.Close] ends its connections.
func New(cfg Config, deps Deps) (*Fetcher, error) {
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("configure fetcher: %w", err)
	}
	f := &Fetcher{cfg: cfg, hosts: newTable(cfg), now: deps.Now}
	if f.now == nil {
		f.now = time.Now
	}
	for _, text := range cfg.Networks {
		network, err := parseNetwork(text)
		if err != nil {
			return nil, fmt.Errorf("configure fetcher: %w", err)
		}
		f.guard.allowed = append(f.guard.allowed, network)
	}
	if err := f.connect(deps); err != nil {
		return nil, err
	}
	return f, nil
}

func (f *Fetcher) connect(deps Deps) error {
	dialer := &net.Dialer{Timeout: f.cfg.Connect, Resolver: deps.Resolver, Control: f.guard.control}
	f.transport = &http.Transport{
		DialContext: dialer.DialContext, ForceAttemptHTTP2: true, DisableCompression: true,
		TLSHandshakeTimeout: f.cfg.Connect, ResponseHeaderTimeout: f.cfg.Header, MaxResponseHeaderBytes: 256 << 10,
		MaxIdleConns: 256, MaxIdleConnsPerHost: f.cfg.Concurrency, IdleConnTimeout: 90 * time.Second,
	}
	if f.cfg.Proxy != "" {
		proxy, err := url.Parse(f.cfg.Proxy)
		if err != nil {
			return fmt.Errorf("configure fetcher: proxy: %w", err)
		}
		f.transport.Proxy = http.ProxyURL(proxy)
		// The operator's proxy is all that is connected to, wherever it stands.
		dialer.Control = nil
	}
	if deps.Dial != nil {
		f.transport.DialContext = deps.Dial
	}
	if deps.Transport != nil {
		deps.Transport(f.transport)
	}
	return nil
}

// Close ends connections that rest.
func (f *Fetcher) Close() { f.transport.CloseIdleConnections() }

// Fetch asks for an address and follows where it leads. Every error is a
// [*web.Error], but for the one of a context that was cancelled by the caller.
func (f *Fetcher) Fetch(ctx context.Context, request web.Request) (*web.Response, error) {
	r := &retrieval{Fetcher: f, request: request, redirects: f.cfg.MaxRedirects}
	r.bytes = cmp.Or(max(request.MaxBytes, 0), f.cfg.MaxBytes)
	if request.Into == nil {
		r.bytes = min(r.bytes, f.cfg.MaxMemory)
	}
	if request.Credentials != "" {
		var err error
		if r.credential, err = readCredential(f.cfg.Credentials, request.Credentials); err != nil {
			return nil, &web.Error{Kind: web.Credentials, URL: web.Redact(request.URL), Err: err}
		}
	}
	return r.follow(ctx)
}

// parse reads an address that may be asked for.
func (f *Fetcher) parse(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return nil, errors.New("not an address that can be read")
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, fmt.Errorf("scheme %q is neither http nor https", u.Scheme)
	case u.Hostname() == "":
		return nil, errors.New("no host in the address")
	case u.User != nil:
		return nil, errors.New("user or password in the address; they belong into a file of credentials")
	}
	if u.Host, err = asciiHost(u); err != nil {
		return nil, err
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// literal refuses an address that is written as a number, at once and also
// where a proxy would connect to it.
func (f *Fetcher) literal(u *url.URL) error {
	addr, err := netip.ParseAddr(u.Hostname())
	if err != nil {
		return nil //nolint:nilerr // a name: judged once it is resolved
	}
	return f.guard.check(addr)
}

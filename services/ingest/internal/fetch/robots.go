package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/barograph/barograph/services/ingest/internal/robots"
	"github.com/barograph/barograph/services/ingest/internal/web"
)

// robotsRedirects are followed for a robots.txt (RFC 9309, section 2.3.1.2).
const robotsRedirects = 5

// robotsFile is the remembered robots.txt of one scheme and host.
type robotsFile struct {
	rules *robots.Rules // nil: it could not be had
	err   *web.Error    // why not
	until time.Time     // ask again from then on
}

func (f *robotsFile) size() int {
	if f == nil || f.rules == nil {
		return 0
	}
	return f.rules.Size()
}

// failure is the error of a file that could not be had: a server in trouble
// forbids everything (RFC 9309, section 2.3.1.4); a host that cannot be reached
// is just that.
func (f *robotsFile) failure(host string) error {
	out := &web.Error{Kind: web.Robots, URL: f.err.URL, Temporary: true, RetryAt: f.until,
		Err: fmt.Errorf("robots.txt of %s cannot be had: %w", host, f.err.Err)}
	switch f.err.Kind {
	case web.Network, web.Timeout, web.TLS:
		out.Kind, out.Temporary, out.Err = f.err.Kind, false, f.err.Err
	}
	return out
}

// obey asks the host's robots.txt for a hop. It returns an error of the kind
// web.Robots when the address is forbidden, or when there is no telling.
func (r *retrieval) obey(ctx context.Context, h *host, target *url.URL) error {
	if r.request.Permitted {
		return nil
	}
	file, err := r.robotsOf(ctx, h, target)
	if err != nil {
		return err
	}
	if file.rules == nil {
		return file.failure(target.Host)
	}
	h.slow(file.rules.Delay(), r.cfg)
	r.crawlDelay = file.rules.Delay()
	if !file.rules.Allows(target.RequestURI()) {
		return &web.Error{Kind: web.Robots, Err: fmt.Errorf("robots.txt of %s forbids the path to %s", target.Host, product)}
	}
	return nil
}

// robotsOf returns the remembered file, or reads it; one at a time.
func (r *retrieval) robotsOf(ctx context.Context, h *host, target *url.URL) (*robotsFile, error) {
	select {
	case h.asks <- struct{}{}:
		defer func() { <-h.asks }()
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	known := h.robotsFile(target.Scheme)
	if known != nil && r.now().Before(known.until) {
		return known, nil
	}
	file, err := r.readRobots(ctx, target)
	if err != nil {
		return nil, err
	}
	if file.rules == nil && known != nil && known.rules != nil {
		// Old rules are better than none (RFC 9309, section 2.4).
		file = &robotsFile{rules: known.rules, until: file.until}
	}
	h.mu.Lock()
	h.robots[target.Scheme] = file
	h.mu.Unlock()
	r.hosts.grown(file.size() - known.size())
	return file, nil
}

func (h *host) robotsFile(scheme string) *robotsFile {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.robots[scheme]
}

// readRobots fetches the file. The error is one that says nothing about the
// file: the host is busy, the address refused, the caller gone.
func (r *retrieval) readRobots(ctx context.Context, target *url.URL) (*robotsFile, error) {
	address := &url.URL{Scheme: target.Scheme, Host: target.Host, Path: "/robots.txt"}
	inner := &retrieval{Fetcher: r.Fetcher, request: web.Request{
		URL: address.String(), Accept: "text/plain, */*;q=0.1", Permitted: true,
	}, bytes: robots.MaxBytes, cut: true, redirects: robotsRedirects}
	response, err := inner.follow(ctx)
	everything := &robotsFile{rules: &robots.Rules{}, until: r.now().Add(r.cfg.RobotsAge)}
	var failure *web.Error
	switch {
	case err == nil && response.Gone:
		return everything, nil
	case err == nil:
		return &robotsFile{rules: robots.Parse(response.Body, product), until: everything.until}, nil
	case !errors.As(err, &failure) || failure.Kind == web.Busy || failure.Kind == web.Refused:
		return nil, err
	case failure.Kind == web.Redirect,
		failure.Kind == web.Status && failure.Status/100 == 4 && failure.Status != http.StatusTooManyRequests:
		return everything, nil // there is no such file (RFC 9309, section 2.3.1.3)
	}
	until := r.now().Add(r.cfg.RobotsRetry)
	if failure.RetryAt.After(until) {
		until = failure.RetryAt
	}
	return &robotsFile{err: failure, until: until}, nil
}

package fetch

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/idna"

	"github.com/barograph/barograph/services/ingest/internal/coding"
	"github.com/barograph/barograph/services/ingest/internal/web"
)

const defaultAccept = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, " +
	"text/xml;q=0.9, text/html;q=0.8, */*;q=0.5"

// defaultPause is for a host that says "too many" and not how long.
const defaultPause = time.Minute

// retrieval is one request with the redirects that it leads to.
type retrieval struct {
	*Fetcher
	request    web.Request
	credential credential
	bytes      int64
	cut        bool // take the start of a body that is too large
	redirects  int

	origin     string // scheme and host that the credential is for
	crawlDelay time.Duration
}

// answer is what one hop led to: a response or the next address.
type answer struct {
	response  *web.Response
	next      *url.URL
	permanent bool
}

func (r *retrieval) follow(ctx context.Context) (*web.Response, error) {
	target, err := r.parse(r.request.URL)
	if err != nil {
		return nil, &web.Error{Kind: web.Address, URL: web.Redact(r.request.URL), Err: err}
	}
	r.origin = origin(target)
	seen, moved, permanent := map[string]bool{}, "", true
	for {
		if seen[target.String()] {
			return nil, r.fail(target, web.Redirect, errors.New("redirects lead in a circle"))
		}
		if len(seen) > r.redirects {
			return nil, r.fail(target, web.Redirect, fmt.Errorf("more than %d redirects", r.redirects))
		}
		seen[target.String()] = true
		got, err := r.hop(ctx, target)
		if err != nil {
			return nil, r.explain(ctx, target, err)
		}
		if got.response != nil {
			got.response.URL, got.response.Moved = target.String(), moved
			if got.response.Gone {
				got.response.Moved = ""
			}
			return got.response, nil
		}
		permanent = permanent && got.permanent && !(target.Scheme == "https" && got.next.Scheme == "http")
		if target = got.next; permanent {
			moved = target.String()
		}
	}
}

// hop makes one request in its turn at the host.
func (r *retrieval) hop(ctx context.Context, target *url.URL) (answer, error) {
	if err := r.literal(target); err != nil {
		return answer{}, err
	}
	h := r.hosts.hold(hostKey(target))
	defer r.hosts.release(h)
	if err := r.obey(ctx, h, target); err != nil {
		return answer{}, err
	}
	leave, err := h.enter(ctx, r.cfg.MaxWait)
	if err != nil {
		return answer{}, err
	}
	defer leave()
	ctx, cancel := context.WithTimeoutCause(ctx, cmp.Or(max(r.request.Timeout, 0), r.cfg.Timeout), errTimeout)
	defer cancel()
	response, err := r.send(ctx, target)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	return r.read(h, target, response)
}

func (r *retrieval) send(ctx context.Context, target *url.URL) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, target.String(), http.NoBody)
	if err != nil {
		return nil, fmt.Errorf("make request: %w", err)
	}
	header := request.Header
	header.Set("User-Agent", r.cfg.userAgent())
	header.Set("Accept", defaultAccept)
	if r.request.Accept != "" {
		header.Set("Accept", r.request.Accept)
	}
	header.Set("Accept-Encoding", acceptEncoding)
	if v := r.request.Validators; v.ETag != "" {
		header.Set("If-None-Match", v.ETag)
	}
	if v := r.request.Validators; v.LastModified != "" {
		header.Set("If-Modified-Since", v.LastModified)
	}
	if r.credential.name != "" && origin(target) == r.origin {
		header.Set(r.credential.name, r.credential.value)
	}
	return r.transport.RoundTrip(request)
}

// read makes an answer of what the server sent.
func (r *retrieval) read(h *host, target *url.URL, response *http.Response) (answer, error) {
	now, status := r.now(), response.StatusCode
	out := &web.Response{
		Status: status, ContentType: response.Header.Get("Content-Type"), Retrieved: now, CrawlDelay: r.crawlDelay,
		Validators: web.Validators{ETag: response.Header.Get("ETag"), LastModified: response.Header.Get("Last-Modified")},
		FreshUntil: freshUntil(response.Header, now),
	}
	switch {
	case status == http.StatusMovedPermanently, status == http.StatusFound, status == http.StatusSeeOther,
		status == http.StatusTemporaryRedirect, status == http.StatusPermanentRedirect:
		next, err := r.location(target, response.Header.Get("Location"))
		return answer{next: next, permanent: status == http.StatusMovedPermanently || status == http.StatusPermanentRedirect}, err
	case status == http.StatusNotModified && r.request.Validators != web.Validators{}:
		out.NotModified = true
		if out.Validators == (web.Validators{}) {
			out.Validators = r.request.Validators
		}
		return answer{response: out}, nil
	case status == http.StatusGone:
		out.Gone = true
		return answer{response: out}, nil
	case status == http.StatusPartialContent:
		return answer{}, fmt.Errorf("sent a part that was not asked for: %w", io.ErrUnexpectedEOF)
	case status < 200 || status > 299:
		return answer{}, r.refusal(h, response, now)
	}
	var err error
	out.Body, err = r.body(response)
	out.Retrieved = r.now()
	return answer{response: out}, err
}

// refusal is the error of a status, and a rest for the host if that asks for one.
func (r *retrieval) refusal(h *host, response *http.Response, now time.Time) error {
	status := response.StatusCode
	failure := &web.Error{Kind: web.Status, Status: status, Err: fmt.Errorf("answered %d %s", status, http.StatusText(status))}
	failure.RetryAt = retryAfter(response.Header, now, r.cfg.MaxPause)
	if failure.RetryAt.IsZero() && status == http.StatusTooManyRequests {
		failure.RetryAt = now.Add(defaultPause)
	}
	if status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable {
		h.rest(time.Now().Add(failure.RetryAt.Sub(now)))
	}
	return failure
}

func (r *retrieval) body(response *http.Response) ([]byte, error) {
	if response.ContentLength > r.bytes && !r.cut {
		return nil, fmt.Errorf("body of %d bytes %w of %d bytes", response.ContentLength, errTooLarge, r.bytes)
	}
	packed := coding.List(response.Header.Values("Content-Encoding"))
	if len(packed) == 0 && r.request.Into == nil {
		packed = []string{"gzip"} // what is a gzip file all the same, as many sitemaps are; else it stays as it is
	}
	limit := limits{bytes: r.bytes, ratio: r.cfg.MaxRatio, cut: r.cut}
	if r.request.Into != nil {
		return nil, decode(r.request.Into, response.Body, packed, limit)
	}
	var out bytes.Buffer
	if err := decode(&out, response.Body, packed, limit); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// location is where a redirect leads.
func (r *retrieval) location(from *url.URL, location string) (*url.URL, error) {
	if location == "" {
		return nil, &web.Error{Kind: web.Redirect, Err: errors.New("redirect without an address")}
	}
	relative, err := url.Parse(location)
	if err != nil {
		return nil, &web.Error{Kind: web.Redirect, Err: errors.New("redirect to an address that cannot be read")}
	}
	next, err := r.parse(from.ResolveReference(relative).String())
	if err != nil {
		return nil, &web.Error{Kind: web.Redirect, Err: fmt.Errorf("redirect: %w", err)}
	}
	return next, nil
}

func origin(u *url.URL) string { return u.Scheme + "://" + hostKey(u) }

// hostKey is the host with its port, unless that is the usual one.
func hostKey(u *url.URL) string {
	if port := u.Port(); port == "" || port == "80" && u.Scheme == "http" || port == "443" && u.Scheme == "https" {
		return strings.TrimSuffix(u.Hostname(), ".")
	}
	return u.Host
}

// asciiHost is the host and port as they are looked up.
func asciiHost(u *url.URL) (string, error) {
	host := strings.ToLower(u.Host)
	for i := range len(host) {
		if host[i] >= 0x80 {
			name, err := idna.Lookup.ToASCII(u.Hostname())
			if err != nil {
				return "", fmt.Errorf("host %q is no host name", u.Hostname())
			}
			if port := u.Port(); port != "" {
				name += ":" + port
			}
			return name, nil
		}
	}
	return host, nil
}

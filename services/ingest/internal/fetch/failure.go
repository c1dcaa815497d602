package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/barograph/barograph/services/ingest/internal/web"
)

// errTimeout ends a retrieval that takes longer than it may.
var errTimeout = errors.New("took longer than allowed")

func (r *retrieval) fail(target *url.URL, kind web.Kind, err error) *web.Error {
	return &web.Error{Kind: kind, URL: web.Redact(target.String()), Err: err}
}

// explain gives an error its kind. What the caller ended stays what it is.
func (r *retrieval) explain(ctx context.Context, target *url.URL, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("fetch %s: %w", web.Redact(target.String()), context.Cause(ctx))
	}
	if known, ok := errors.AsType[*web.Error](err); ok {
		if known.URL == "" {
			known.URL = web.Redact(target.String())
		}
		return known
	}
	if wait, ok := errors.AsType[*busy](err); ok {
		out := r.fail(target, web.Busy, wait)
		out.RetryAt = r.now().Add(time.Until(wait.until)) // by the clock of answers
		return out
	}
	return r.fail(target, kindOf(err), outside{err})
}

// outside is an error whose text leaves out the addresses of this side's
// network: whoever reads the status of a feed need not know its name server.
type outside struct{ error }

func (e outside) Error() string {
	if name, ok := errors.AsType[*net.DNSError](e.error); ok {
		return fmt.Sprintf("look up %s: %s", name.Name, name.Err)
	}
	if op, ok := errors.AsType[*net.OpError](e.error); ok && !errors.Is(e.error, errRefused) {
		return fmt.Sprintf("%s: %v", op.Op, op.Err)
	}
	return e.error.Error()
}

func (e outside) Unwrap() error { return e.error }

func kindOf(err error) web.Kind {
	var network net.Error
	var lookup *net.DNSError
	switch {
	case errors.Is(err, errRefused):
		return web.Refused
	case errors.Is(err, errTooLarge), errors.Is(err, errBomb), headersTooLarge(err):
		return web.TooLarge
	case errors.Is(err, errWrite):
		return web.Storage
	case errors.Is(err, errCoding):
		return web.Encoding
	case encrypted(err):
		return web.TLS
	case errors.As(err, &lookup):
		return web.Network
	case errors.Is(err, errTimeout), errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return web.Timeout
	case errors.Is(err, io.ErrUnexpectedEOF):
		return web.Truncated
	}
	return web.Network
}

// headersTooLarge knows an error of net/http that has no type.
func headersTooLarge(err error) bool {
	return strings.Contains(err.Error(), "server response headers exceeded")
}

func encrypted(err error) bool {
	var (
		certificate *tls.CertificateVerificationError
		record      tls.RecordHeaderError
		alert       tls.AlertError
		authority   x509.UnknownAuthorityError
		invalid     x509.CertificateInvalidError
		name        x509.HostnameError
	)
	return errors.As(err, &certificate) || errors.As(err, &record) || errors.As(err, &alert) ||
		errors.As(err, &authority) || errors.As(err, &invalid) || errors.As(err, &name) ||
		strings.Contains(err.Error(), "HTTP response to HTTPS client")
}

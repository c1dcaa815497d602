// Package web is what the domain knows of a retrieval: what is asked for, what
// came back, and what went wrong. The package fetch does it; who schedules and
// who reads depend on this package only.
package web

import (
	"io"
	"net/url"
	"time"
)

// Validators let a server say that nothing has changed (RFC 9110, section 13).
// They are sent as they came.
type Validators struct {
	ETag         string
	LastModified string
}

// Request asks for one address.
type Request struct {
	// URL is absolute, http or https, and holds no user or password.
	URL string
	// Validators of the answer that is already known; the zero value asks for
	// the whole.
	Validators Validators
	// Credentials is the name of a file in the folder of credentials; empty: none.
	Credentials string
	// Accept is the header of that name; empty: feeds before pages before the rest.
	Accept string
	// MaxBytes bounds the decoded body, in the place of the fetcher's own limit;
	// 0: that limit. What is kept in memory is bounded by the fetcher anyway.
	MaxBytes int64
	// Into takes the decoded body in the place of Response.Body, as it comes: for
	// dumps, with a file. After an error it has an unknown part of it. A gzip file
	// stays one; only what is packed for the transfer is unpacked.
	Into io.Writer
	// Timeout for one request in the place of the fetcher's own; 0: that one.
	Timeout time.Duration
	// Permitted says that the publisher allowed what robots.txt forbids.
	// Its Crawl-delay is then not read either.
	Permitted bool
}

// Response is an answer that can be used: 2xx, 304 or 410.
type Response struct {
	// Status is the HTTP status of the last answer.
	Status int
	// URL is where the answer came from, after redirects.
	URL string
	// Moved is the address to ask for from now on, where the publisher has
	// moved it for good (301 or 308); else empty. A move from https to http is
	// followed, but not meant to be remembered.
	Moved string
	// ContentType is the header as sent; it may lie.
	ContentType string
	// Body is decoded and complete; empty if not modified or gone, or if the
	// request had it go elsewhere.
	Body []byte
	// Validators to send next time. They are those of the request where a 304
	// names none.
	Validators Validators
	// NotModified says that what is known is still current.
	NotModified bool
	// Gone says that the publisher has removed the address for good (410).
	Gone bool
	// Retrieved is when the answer had come.
	Retrieved time.Time
	// FreshUntil is when the publisher expects the answer to change at the
	// earliest (Cache-Control, Expires); zero if it does not say.
	FreshUntil time.Time
	// CrawlDelay is what robots.txt asks to be left between two requests to the
	// host; 0 if nothing.
	CrawlDelay time.Duration
}

// Redact is the address without what may be secret: user, password, and the
// values of the query. It is for logs and messages.
func Redact(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "an address that cannot be read"
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	if u.RawQuery != "" {
		u.RawQuery = "…"
	}
	return u.String()
}

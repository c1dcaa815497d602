package web

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// Kind tells what went wrong.
type Kind string

// The kinds of failure.
const (
	// Address: it is no http or https address that may be fetched.
	Address Kind = "address"
	// Refused: it leads to a private, local or reserved network.
	Refused Kind = "refused"
	// Robots: robots.txt forbids it, or cannot be had.
	Robots Kind = "robots"
	// Redirect: the redirects loop, are too many, or lead nowhere.
	Redirect Kind = "redirect"
	// Credentials: the file with them cannot be used.
	Credentials Kind = "credentials"
	// Busy: the host has to be left alone until RetryAt; nothing was sent.
	Busy Kind = "busy"
	// Network: the host was not found, did not answer, or broke off.
	Network Kind = "network"
	// Timeout: the answer took too long.
	Timeout Kind = "timeout"
	// TLS: no trusted encrypted connection.
	TLS Kind = "tls"
	// Status: an answer other than 2xx, 304 or 410; Error.Status has it.
	Status Kind = "status"
	// TooLarge: more than the limit, packed or unpacked.
	TooLarge Kind = "too_large"
	// Truncated: the body ended before it was complete.
	Truncated Kind = "truncated"
	// Storage: the body could not be written to where the request wants it.
	Storage Kind = "storage"
	// Encoding: the body is not packed in the way it says.
	Encoding Kind = "encoding"
)

// Error is a retrieval that failed. Its text holds no secrets.
type Error struct {
	// Kind of the failure.
	Kind Kind
	// URL that failed, which may be one that the request was redirected to;
	// redacted (see [Redact]).
	URL string
	// Status is the HTTP status for the kind Status, else 0.
	Status int
	// RetryAt is the earliest moment at which the host wants to be asked again;
	// zero if it does not say.
	RetryAt time.Time
	// Temporary says that the cause may pass although its kind tends to last:
	// robots.txt that cannot be had, for one.
	Temporary bool
	// Err is the cause.
	Err error
}

// Error is the line for the log.
func (e *Error) Error() string { return fmt.Sprintf("fetch %s: %s: %s", e.URL, e.Kind, e.cause()) }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Transient says whether the same request may succeed later without anybody
// doing anything about it. What is not transient is worth asking rarely.
func (e *Error) Transient() bool {
	switch e.Kind {
	case Busy, Network, Timeout, Truncated, Storage:
		return true
	case Status:
		return e.Status == 408 || e.Status == 425 || e.Status == 429 || e.Status >= 500 && e.Status != 501 && e.Status != 505
	default:
		return e.Temporary
	}
}

// Text tells an operator what happened and what can be done about it, in less
// than 500 characters.
func (e *Error) Text() string { return e.cause() + ": " + e.advice() }

// cause is the text of the cause, which may quote what a server sent: cut where
// it gets long, and valid in any case.
func (e *Error) cause() string {
	const longest = 300
	text := []rune(strings.ToValidUTF8(fmt.Sprint(e.Err), "?"))
	if len(text) > longest {
		text = append(text[:longest], '…')
	}
	return string(text)
}

func (e *Error) advice() string {
	switch e.Kind {
	case Address:
		return "correct the address of the feed"
	case Refused:
		return "if this network is meant to be read, add it to the allowed networks"
	case Robots:
		if e.Temporary {
			return "nothing is read from this host until its robots.txt answers; tried again"
		}
		return "remove the feed, or ask the publisher for permission and mark the feed as permitted"
	case Redirect:
		return "open the address in a browser and enter the one that it ends at"
	case Credentials:
		return "put a readable file with the credentials into the folder of credentials"
	case TLS:
		return "the certificate or protocol of the host is at fault; tell the publisher"
	case Truncated:
		return "the answer broke off before its end; tried again later"
	case Network:
		if errors.Is(e.Err, io.EOF) {
			return "the host closed the connection without an answer; tried again later"
		}
		return "tried again later"
	case TooLarge:
		if strings.Contains(e.cause(), "headers") {
			return "the server is at fault; tell the publisher"
		}
		return "raise the limit of the feed if it is meant to be that large"
	case Encoding:
		return "the server packs its answers wrongly; tell the publisher"
	case Status:
		return statusAdvice(e.Status)
	default:
		return "tried again later"
	}
}

func statusAdvice(status int) string {
	switch {
	case status == 401 || status == 407:
		return "the feed wants credentials, or others than it got"
	case status == 403 || status == 451:
		return "the publisher refuses us; ask for permission or remove the feed"
	case status == 404:
		return "the address is wrong or was removed; look for the new one"
	case status == 429:
		return "the host wants fewer requests; tried again later"
	case status >= 500:
		return "the server is in trouble; tried again later"
	default:
		return "open the address in a browser to see what it answers"
	}
}

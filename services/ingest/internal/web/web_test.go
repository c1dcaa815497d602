package web_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/barograph/barograph/services/ingest/internal/web"
)

func TestRedact(t *testing.T) {
	for address, want := range map[string]string{
		"https://a.example/b?key=s3cret#s3cret": "https://a.example/b?…",
		"https://user:s3cret@a.example/b":       "https://a.example/b",
		"https://a.example/b":                   "https://a.example/b",
		"https://a.example:s3cret/":             "an address that cannot be read",
		"":                                      "",
	} {
		if got := web.Redact(address); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}

func TestTransient(t *testing.T) {
	for status, want := range map[int]bool{400: false, 401: false, 403: false, 404: false, 408: true, 425: true, 429: true, 451: false,
		500: true, 501: false, 502: true, 503: true, 504: true, 505: false, 520: true, 304: false} {
		failure := &web.Error{Kind: web.Status, Status: status, Err: errors.New("answered")}
		if failure.Transient() != want {
			t.Errorf("%d is transient: %v", status, !want)
		}
	}
	for _, temporary := range []bool{true, false} {
		if failure := (&web.Error{Kind: web.Robots, Temporary: temporary}); failure.Transient() != temporary {
			t.Errorf("robots.txt that is temporary %v is transient %v", temporary, !temporary)
		}
	}
}

// TestText says something of use for every kind, in bounded length, whatever a server sent.
func TestText(t *testing.T) {
	sent := errors.New(strings.Repeat("\xff\u00e4", 5000))
	seen := map[string]web.Kind{}
	for _, kind := range []web.Kind{
		web.Address, web.Refused, web.Robots, web.Redirect, web.Credentials, web.Busy, web.Network, web.Timeout, web.TLS,
		web.Status, web.TooLarge, web.Truncated, web.Storage, web.Encoding,
	} {
		for _, status := range []int{0, 401, 403, 404, 429, 500} {
			failure := &web.Error{Kind: kind, Status: status, Err: sent}
			if text := failure.Text(); !utf8.ValidString(text) || utf8.RuneCountInString(text) >= 500 {
				t.Errorf("%s: text of %d bytes", kind, len(text))
			}
			if text := failure.Error(); !utf8.ValidString(text) || len(text) > 2000 {
				t.Errorf("%s: error of %d bytes", kind, len(text))
			}
		}
		text := (&web.Error{Kind: kind, Err: errors.New("cause")}).Text()
		if other, ok := seen[text]; ok && !(&web.Error{Kind: kind}).Transient() {
			t.Errorf("%s and %s say the same: %s", kind, other, text)
		}
		seen[text] = kind
	}
}

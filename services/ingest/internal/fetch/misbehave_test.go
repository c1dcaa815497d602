package fetch_test

import (
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/fetchtest"
	"github.com/barograph/barograph/services/ingest/internal/fetch"
	"github.com/barograph/barograph/services/ingest/internal/web"
)

type expected struct {
	kind      web.Kind
	transient bool
}

// verdicts are the right errors for the ways to behave badly of the catalogue.
func verdicts() map[string]expected {
	want := map[string]expected{
		"slow-headers": {web.Timeout, true}, "slow-body": {web.Timeout, true}, "stalled": {web.Timeout, true},
		"truncated": {web.Truncated, true}, "long-length": {web.Truncated, true}, "partial": {web.Truncated, true},
		"garbage": {web.Network, true}, "hang-up": {web.Network, true},
		"long-headers": {web.TooLarge, false}, "endless": {web.TooLarge, false},
		"redirect-loop": {web.Redirect, false}, "redirect-on": {web.Redirect, false}, "redirect-nowhere": {web.Redirect, false},
		"redirect-file": {web.Redirect, false}, "redirect-private": {web.Refused, false}, "redirect-metadata": {web.Refused, false},
		"unknown-encoding": {web.Encoding, false}, "lying-brotli": {web.Encoding, false},
		"too-many": {web.Status, true}, "too-many-date": {web.Status, true}, "unavailable": {web.Status, true},
		"error": {web.Status, true}, "forbidden": {web.Status, false}, "not-found": {web.Status, false},
		"unasked-not-modified": {web.Status, false},
	}
	for _, coding := range fetchtest.Codings() {
		want["bomb-"+coding], want["truncated-"+coding] = expected{web.TooLarge, false}, expected{web.Truncated, true}
	}
	return want
}

// TestMisbehaviours fetches from a server that behaves badly in every way that
// the catalogue has: each gives the right error, in bounded time.
func TestMisbehaviours(t *testing.T) {
	want := verdicts()
	for _, bad := range fetchtest.Misbehaviours(fetchtest.Text("text/html", "well")) {
		t.Run(bad.Name, func(t *testing.T) {
			expected, ok := want[bad.Name]
			if !ok {
				t.Fatal("nothing is expected of it")
			}
			cfg := hasty()
			inMemory(t, cfg, func(t *testing.T, s *fetchtest.Server, f *fetch.Fetcher) {
				start := time.Now()
				got := failure(t, f, web.Request{URL: s.Handle("/bad", bad.Handler)}, expected.kind)
				if got.Transient() != expected.transient {
					t.Errorf("transient: %v, want %v: %v", got.Transient(), expected.transient, &got)
				}
				if took := time.Since(start); took > cfg.Timeout {
					t.Errorf("took %v", took)
				}
				if strings.HasPrefix(bad.Name, "too-many") && !near(got.RetryAt, start.Add(2*time.Minute)) {
					t.Errorf("retry at %v", got.RetryAt)
				}
			})
		})
	}
}

// TestMisbehavioursOnSockets gives the same errors over the loopback, where
// connections break in their own ways; with less patience for the slow.
func TestMisbehavioursOnSockets(t *testing.T) {
	want := verdicts()
	for _, bad := range fetchtest.Misbehaviours(fetchtest.Text("text/html", "well")) {
		if strings.HasPrefix(bad.Name, "bomb-") {
			continue // large, and no matter of connections
		}
		t.Run(bad.Name, func(t *testing.T) {
			t.Parallel()
			cfg := hasty()
			if want[bad.Name].kind == web.Timeout {
				cfg.Timeout = 200 * time.Millisecond
			}
			s := fetchtest.Start(t)
			s.Handle("/robots.txt", fetchtest.Text("text/plain", ""))
			f := open(t, cfg, fetch.Deps{})
			failure(t, f, web.Request{URL: s.Handle("/bad", bad.Handler), Permitted: true}, want[bad.Name].kind)
		})
	}
}

// TestOddities reads what is wrong in a way that does not keep it from being read.
func TestOddities(t *testing.T) {
	const body = "<rss><channel><title>A feed</title></channel></rss>"
	for _, odd := range fetchtest.Oddities(body) {
		t.Run(odd.Name, func(t *testing.T) {
			inMemory(t, hasty(), func(t *testing.T, s *fetchtest.Server, f *fetch.Fetcher) {
				if got := get(t, f, s.Handle("/odd", odd.Handler)); string(got.Body) != body {
					t.Errorf("body %q", got.Body)
				}
			})
		})
	}
}

// TestLargeButWell fetches what is unusual and in order: whole, as it is.
func TestLargeButWell(t *testing.T) {
	const size = 10 << 20
	inMemory(t, hasty(), func(t *testing.T, s *fetchtest.Server, f *fetch.Fetcher) {
		if got := get(t, f, s.Handle("/line", fetchtest.LongLine(size))); len(got.Body) != size {
			t.Errorf("a line of %d bytes came as %d", size, len(got.Body))
		}
		got := get(t, f, s.Handle("/charset", fetchtest.WrongCharset()))
		if !strings.Contains(string(got.Body), "pr\xe9sident") || got.ContentType != "text/html; charset=utf-8" {
			t.Error("the charset is not the fetcher's business")
		}
		slow := fetchtest.SlowHeaders(5*time.Second, fetchtest.SlowBody("slow", time.Second))
		if got := get(t, f, s.Handle("/slow", slow)); string(got.Body) != "slow" {
			t.Errorf("slow body %q", got.Body)
		}
		failure(t, f, web.Request{URL: s.URL + "/line", MaxBytes: 10<<20 - 1}, web.TooLarge)
		small := web.Request{URL: s.URL + "/line", MaxBytes: 1000}
		failure(t, f, small, web.TooLarge)
		failure(t, f, web.Request{URL: s.Handle("/long", fetchtest.LyingLength("short", 1<<40))}, web.TooLarge)
	})
}

func TestCancelled(t *testing.T) {
	inMemory(t, hasty(), func(t *testing.T, s *fetchtest.Server, f *fetch.Fetcher) {
		ctx, cancel := contextWithTimeout(t, time.Second)
		defer cancel()
		_, err := f.Fetch(ctx, web.Request{URL: s.Handle("/stalled", fetchtest.Stalled("x"))})
		if !isDeadline(err) {
			t.Errorf("got %v, want the caller's own deadline", err)
		}
	})
}

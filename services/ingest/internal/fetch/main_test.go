package fetch_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"github.com/barograph/barograph/internal/fetchtest"
	"github.com/barograph/barograph/services/ingest/internal/fetch"
	"github.com/barograph/barograph/services/ingest/internal/web"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// hasty is a configuration for a server of the test's own.
func hasty() fetch.Config {
	cfg := fetch.Default()
	cfg.Networks = []string{"127.0.0.1"}
	cfg.Rate, cfg.Burst, cfg.Concurrency = 10_000, 10_000, 8
	return cfg
}

func open(tb testing.TB, cfg fetch.Config, deps fetch.Deps) *fetch.Fetcher {
	tb.Helper()
	f, err := fetch.New(cfg, deps)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(f.Close)
	return f
}

// inMemory runs a test with a server in memory, where time passes at once.
func inMemory(t *testing.T, cfg fetch.Config, test func(t *testing.T, s *fetchtest.Server, f *fetch.Fetcher)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := fetchtest.StartMemory(t)
		test(t, s, open(t, cfg, fetch.Deps{Dial: s.Dial}))
	})
}

func get(t *testing.T, f *fetch.Fetcher, address string) *web.Response {
	t.Helper()
	response, err := f.Fetch(t.Context(), web.Request{URL: address})
	if err != nil {
		t.Fatal(err)
	}
	return response
}

// failure fetches what must fail, as an error of a kind.
func failure(t *testing.T, f *fetch.Fetcher, request web.Request, want web.Kind) web.Error {
	t.Helper()
	response, err := f.Fetch(t.Context(), request)
	var got *web.Error
	switch {
	case err == nil:
		t.Fatalf("fetch %s: %d with %d bytes, want an error of the kind %s", request.URL, response.Status, len(response.Body), want)
	case !errors.As(err, &got):
		t.Fatalf("fetch %s: %v is no *web.Error", request.URL, err)
	case got.Kind != want:
		t.Fatalf("fetch %s: kind %s, want %s: %v", request.URL, got.Kind, want, err)
	case got.Text() == "" || got.URL == "" && request.URL != "":
		t.Fatalf("fetch %s: error says too little: %#v", request.URL, got)
	}
	return *got
}

func near(got, want time.Time) bool { return got.Sub(want).Abs() <= time.Second }

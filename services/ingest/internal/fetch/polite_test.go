package fetch_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/barograph/barograph/internal/fetchtest"
	"github.com/barograph/barograph/services/ingest/internal/fetch"
	"github.com/barograph/barograph/services/ingest/internal/web"
)

func TestRetryAfter(t *testing.T) {
	cases := []struct {
		name    string
		handler http.Handler
		want    time.Duration // 0: not said
	}{
		{"seconds", fetchtest.RetryAfter(429, 90*time.Second), 90 * time.Second},
		{"date", fetchtest.RetryAfterDate(429, 90*time.Second), 90 * time.Second},
		{"unavailable", fetchtest.RetryAfter(503, time.Hour), time.Hour},
		{"a year", fetchtest.RetryAfter(429, 365*24*time.Hour), 24 * time.Hour},
		{"too many, no time", fetchtest.Status(429), time.Minute},
		{"unavailable, no time", fetchtest.Status(503), 0},
		{"past", fetchtest.RetryAfterDate(503, -time.Hour), 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			inMemory(t, hasty(), func(t *testing.T, s *fetchtest.Server, f *fetch.Fetcher) {
				start := time.Now()
				got := failure(t, f, web.Request{URL: s.Handle("/a", c.handler)}, web.Status)
				if c.want == 0 {
					if !got.RetryAt.IsZero() {
						t.Errorf("retry at %v", got.RetryAt)
					}
					return
				}
				if !near(got.RetryAt, start.Add(c.want)) {
					t.Fatalf("retry at %v, want in %v", got.RetryAt, c.want)
				}
				other := web.Request{URL: s.Handle("/b", fetchtest.Text("text/plain", "x"))}
				busy := failure(t, f, other, web.Busy) // all of the host rests
				if !near(busy.RetryAt, got.RetryAt) || len(s.Requests("/b")) != 0 {
					t.Errorf("busy until %v, want %v", busy.RetryAt, got.RetryAt)
				}
				time.Sleep(time.Until(busy.RetryAt)) //house:allow sleep: a bubble's clock
				if _, err := f.Fetch(t.Context(), other); err != nil {
					t.Errorf("after the rest: %v", err)
				}
			})
		})
	}
}

func TestRate(t *testing.T) {
	cfg := fetch.Default()
	cfg.Rate, cfg.Burst, cfg.MaxWait = 0.5, 2, time.Minute
	inMemory(t, cfg, func(t *testing.T, s *fetchtest.Server, f *fetch.Fetcher) {
		s.Handle("/", fetchtest.Text("text/plain", "x"))
		start := time.Now()
		var group sync.WaitGroup
		for range 9 {
			group.Go(func() { get(t, f, s.URL+"/a") })
		}
		group.Go(func() { get(t, f, "http://other.test/") }) // waits for nobody
		group.Wait()
		if took := time.Since(start); took != 16*time.Second { // 10 requests with robots.txt, 2 at once
			t.Errorf("9 pages took %v", took)
		}
		for _, request := range s.Requests("") {
			if request.Host == "other.test" && request.Time.Sub(start) > 0 {
				t.Errorf("the other host waited %v", request.Time.Sub(start))
			}
		}
	})
}

func TestConcurrency(t *testing.T) {
	cfg := hasty()
	cfg.Concurrency = 3
	inMemory(t, cfg, func(t *testing.T, s *fetchtest.Server, f *fetch.Fetcher) {
		var now, most atomic.Int64
		s.Handle("/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			n := now.Add(1)
			defer now.Add(-1)
			for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
			}
			fetchtest.SlowHeaders(time.Second, fetchtest.Text("text/plain", "x")).ServeHTTP(w, r)
		}))
		var group sync.WaitGroup
		for range 12 {
			group.Go(func() { get(t, f, s.URL+"/a") })
		}
		group.Wait()
		if most.Load() != 3 {
			t.Errorf("%d requests at once, want 3", most.Load())
		}
	})
}

// TestHopeless does not queue behind a host that will not be free in time.
func TestHopeless(t *testing.T) {
	cfg := hasty()
	cfg.Concurrency, cfg.MaxWait = 1, 5*time.Second
	inMemory(t, cfg, func(t *testing.T, s *fetchtest.Server, f *fetch.Fetcher) {
		s.Handle("/robots.txt", fetchtest.Text("text/plain", ""))
		s.Handle("/stalled", fetchtest.Stalled("x"))
		var group sync.WaitGroup
		group.Go(func() { failure(t, f, web.Request{URL: s.URL + "/stalled"}, web.Timeout) })
		synctest.Wait()
		start := time.Now()
		failure(t, f, web.Request{URL: s.URL + "/other"}, web.Busy)
		if waited := time.Since(start); waited != cfg.MaxWait {
			t.Errorf("waited %v", waited)
		}
		group.Wait()
	})
}

func TestRobots(t *testing.T) {
	inMemory(t, hasty(), func(t *testing.T, s *fetchtest.Server, f *fetch.Fetcher) {
		s.Handle("/", fetchtest.Text("text/plain", "x"))
		s.Handle("/robots.txt", fetchtest.Text("text/plain", "User-agent: *\nDisallow: /private\n"))
		get(t, f, s.URL+"/public?a=b")
		got := failure(t, f, web.Request{URL: s.URL + "/private/a"}, web.Robots)
		if got.Transient() || len(s.Requests("/private/a")) != 0 {
			t.Errorf("forbidden page: %v", &got)
		}
		if _, err := f.Fetch(t.Context(), web.Request{URL: s.URL + "/private/a", Permitted: true}); err != nil {
			t.Errorf("with permission: %v", err)
		}
		s.Handle("/hop", fetchtest.Redirect(302, "/private/b"))
		failure(t, f, web.Request{URL: s.URL + "/hop"}, web.Robots)
		if n := len(s.Requests("/robots.txt")); n != 1 {
			t.Errorf("robots.txt read %d times", n)
		}
		s.Handle("/robots.txt", fetchtest.Text("text/plain", ""))
		time.Sleep(25 * time.Hour) //house:allow sleep: a bubble's clock
		get(t, f, s.URL+"/private/a")
	})
}

func TestRobotsStatus(t *testing.T) {
	cases := []struct {
		name    string
		handler http.Handler
		kind    web.Kind // empty: everything is allowed
	}{
		{"absent", fetchtest.Status(404), ""},
		{"secret", fetchtest.Status(403), ""},
		{"gone", fetchtest.Status(410), ""},
		{"in a circle", fetchtest.RedirectLoop(2), ""},
		{"in trouble", fetchtest.Status(500), web.Robots},
		{"too many", fetchtest.Status(429), web.Robots},
		{"stalled", fetchtest.Stalled("User-agent: *"), web.Timeout},
		{"hung up", fetchtest.Hangup(), web.Network},
		{"elsewhere", fetchtest.Redirect(301, "/elsewhere"), web.Robots},
		{"endless", fetchtest.Endless(), ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			inMemory(t, hasty(), func(t *testing.T, s *fetchtest.Server, f *fetch.Fetcher) {
				s.Handle("/", fetchtest.Text("text/plain", "x"))
				s.Handle("/elsewhere", fetchtest.Text("text/plain", "User-agent: barograph\nDisallow: /"))
				s.Handle("/robots.txt", c.handler)
				if c.kind == "" {
					get(t, f, s.URL+"/a")
					return
				}
				got := failure(t, f, web.Request{URL: s.URL + "/a"}, c.kind)
				if c.name == "elsewhere" {
					return
				}
				if !got.Transient() || got.RetryAt.IsZero() {
					t.Errorf("no transient error: %+v", got)
				}
				failure(t, f, web.Request{URL: s.URL + "/b"}, c.kind)
				if n := len(s.Requests("/robots.txt")); n > 2 { // the transport asks again when hung up on
					t.Errorf("robots.txt asked for %d times", n)
				}
				s.Handle("/robots.txt", fetchtest.Status(404))
				time.Sleep(time.Until(got.RetryAt)) //house:allow sleep: a bubble's clock
				get(t, f, s.URL+"/b")
			})
		})
	}
}

// TestOldRobots keeps to the rules it knows while new ones cannot be had.
func TestOldRobots(t *testing.T) {
	inMemory(t, hasty(), func(t *testing.T, s *fetchtest.Server, f *fetch.Fetcher) {
		s.Handle("/", fetchtest.Text("text/plain", "x"))
		s.Handle("/robots.txt", fetchtest.Changing(fetchtest.Text("text/plain", "User-agent: *\nDisallow: /p"), fetchtest.Status(500)))
		get(t, f, s.URL+"/a")
		time.Sleep(25 * time.Hour) //house:allow sleep: a bubble's clock
		get(t, f, s.URL+"/a")
		failure(t, f, web.Request{URL: s.URL + "/p"}, web.Robots)
	})
}

func TestCrawlDelay(t *testing.T) {
	cfg := hasty()
	cfg.MaxWait = time.Minute
	inMemory(t, cfg, func(t *testing.T, s *fetchtest.Server, f *fetch.Fetcher) {
		s.Handle("/", fetchtest.Text("text/plain", "x"))
		s.Handle("/robots.txt", fetchtest.Text("text/plain", "User-agent: *\nCrawl-delay: 7\n"))
		if got := get(t, f, s.URL+"/a"); got.CrawlDelay != 7*time.Second {
			t.Errorf("crawl delay %v", got.CrawlDelay)
		}
		start := time.Now()
		for range 3 {
			get(t, f, s.URL+"/a")
		}
		if took := time.Since(start); took < 20*time.Second || took > 22*time.Second {
			t.Errorf("three pages took %v", took)
		}
	})
}

// TestManyHosts asks more hosts than are remembered: all are served, and the
// rules of those that were forgotten are read again.
func TestManyHosts(t *testing.T) {
	cfg := hasty()
	cfg.MaxHosts, cfg.MaxRobotsBytes = 10, 4000
	inMemory(t, cfg, func(t *testing.T, s *fetchtest.Server, f *fetch.Fetcher) {
		s.Handle("/", fetchtest.Text("text/plain", "x"))
		s.Handle("/robots.txt", fetchtest.Text("text/plain", "User-agent: *\nDisallow: /"+strings.Repeat("p", 1000)))
		for range 2 {
			for i := range 30 {
				get(t, f, fmt.Sprintf("http://h%d.test/a", i))
			}
		}
		if n := len(s.Requests("/robots.txt")); n != 60 {
			t.Errorf("robots.txt read %d times: more hosts are remembered than may be", n)
		}
		get(t, f, "http://h29.test/b")
		if n := len(s.Requests("/robots.txt")); n != 60 {
			t.Error("the host asked last is forgotten")
		}
	})
}

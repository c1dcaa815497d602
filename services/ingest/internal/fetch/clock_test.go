package fetch_test

import (
	"testing"
	"time"

	"github.com/barograph/barograph/internal/config"
	"github.com/barograph/barograph/internal/fetchtest"
	"github.com/barograph/barograph/services/ingest/internal/fetch"
	"github.com/barograph/barograph/services/ingest/internal/web"
)

// TestClock stamps and reckons by the clock that it is given.
func TestClock(t *testing.T) {
	now := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	s := fetchtest.Start(t)
	f := open(t, hasty(), fetch.Deps{Now: func() time.Time { return now }})
	s.Handle("/robots.txt", fetchtest.Text("text/plain", ""))
	if got := get(t, f, s.Handle("/a", fetchtest.Text("text/plain", "x"))); !got.Retrieved.Equal(now) {
		t.Errorf("retrieved at %v", got.Retrieved)
	}
	now = now.Add(25 * time.Hour)
	s.Handle("/robots.txt", fetchtest.Text("text/plain", "User-agent: *\nDisallow: /a"))
	failure(t, f, web.Request{URL: s.URL + "/a"}, web.Robots)
	late := failure(t, f, web.Request{URL: s.Handle("/late", fetchtest.RetryAfter(429, time.Hour))}, web.Status)
	busy := failure(t, f, web.Request{URL: s.URL + "/b"}, web.Busy)
	if !late.RetryAt.Equal(now.Add(time.Hour)) || !near(busy.RetryAt, late.RetryAt) {
		t.Errorf("retry at %v and %v", late.RetryAt, busy.RetryAt)
	}
}

// TestSettings loads the settings as a service does, and refuses wrong ones by name.
func TestSettings(t *testing.T) {
	cfg := fetch.Default()
	environ := []string{"BAROGRAPH_INGEST_FETCH_ALLOW_NETWORKS=10.1.0.0/16,::1", "BAROGRAPH_INGEST_FETCH_CONTACT=https://a.example/bot"}
	if err := config.Load(&cfg, config.Source{Service: "ingest", Environ: environ, Args: []string{"--fetch-credentials", "keys"}}); err != nil {
		t.Fatal(err)
	}
	if len(cfg.Networks) != 2 || cfg.Contact == "" || cfg.Credentials != "keys" || cfg.Timeout != fetch.Default().Timeout {
		t.Errorf("loaded %+v", cfg)
	}
	for name, change := range map[string]func(*fetch.Config){
		"network": func(c *fetch.Config) { c.Networks = []string{"10.1.0.0/33"} },
		"contact": func(c *fetch.Config) { c.Contact = "a)\r\nX: y" },
		"proxy":   func(c *fetch.Config) { c.Proxy = "socks5://a" },
		"rate":    func(c *fetch.Config) { c.Rate = 0 },
		"nothing": func(c *fetch.Config) { *c = fetch.Config{} },
	} {
		wrong := fetch.Default()
		change(&wrong)
		if _, err := fetch.New(wrong, fetch.Deps{}); err == nil {
			t.Errorf("wrong %s passes", name)
		}
	}
}

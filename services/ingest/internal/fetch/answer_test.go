package fetch_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/fetchtest"
	"github.com/barograph/barograph/services/ingest/internal/fetch"
	"github.com/barograph/barograph/services/ingest/internal/web"
)

func TestConditional(t *testing.T) {
	inMemory(t, hasty(), func(t *testing.T, s *fetchtest.Server, f *fetch.Fetcher) {
		modified := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
		for _, address := range []string{
			s.Handle("/tagged", fetchtest.Tagged("text/plain", "body")),
			s.Handle("/dated", fetchtest.Dated("text/plain", "body", modified)),
		} {
			first := get(t, f, address)
			if first.Validators == (web.Validators{}) || first.NotModified || string(first.Body) != "body" {
				t.Fatalf("first answer %+v", first)
			}
			second, err := f.Fetch(t.Context(), web.Request{URL: address, Validators: first.Validators})
			if err != nil {
				t.Fatal(err)
			}
			if !second.NotModified || len(second.Body) != 0 || second.Validators != first.Validators {
				t.Errorf("second answer %+v", second)
			}
		}
		bare := web.Request{URL: s.Handle("/bare", fetchtest.Unchanged()), Validators: web.Validators{ETag: `W/"a"`, LastModified: "as it came"}}
		got, err := f.Fetch(t.Context(), bare)
		if err != nil || got.Validators != bare.Validators {
			t.Errorf("a 304 without validators: %+v, %v", got, err)
		}
		if sent := s.Requests("/bare")[0].Header; sent.Get("If-None-Match") != `W/"a"` || sent.Get("If-Modified-Since") != "as it came" {
			t.Errorf("sent %v", sent)
		}
	})
}

func TestRequestHeaders(t *testing.T) {
	cfg := hasty()
	cfg.Version, cfg.Contact = "1.2.3", "https://monitor.example/bot"
	inMemory(t, cfg, func(t *testing.T, s *fetchtest.Server, f *fetch.Fetcher) {
		get(t, f, s.Handle("/", fetchtest.Text("text/plain", "")))
		for _, request := range s.Requests("") { // the one for robots.txt as well
			if got := request.Header.Get("User-Agent"); got != "Barograph/1.2.3 (+https://monitor.example/bot)" {
				t.Errorf("%s: user agent %q", request.Path, got)
			}
		}
	})
}

func TestRedirects(t *testing.T) {
	cases := []struct {
		name  string
		codes []int // of /0, /1, …
		last  http.Handler
		moved string
		kind  web.Kind // empty: an answer
	}{
		{"none", nil, fetchtest.Text("text/plain", "x"), "", ""},
		{"for good", []int{301}, fetchtest.Text("text/plain", "x"), "/1", ""},
		{"for good twice", []int{301, 308}, fetchtest.Text("text/plain", "x"), "/2", ""},
		{"for now", []int{302, 303, 307}, fetchtest.Text("text/plain", "x"), "", ""},
		{"for good, then for now", []int{308, 302}, fetchtest.Text("text/plain", "x"), "/1", ""},
		{"for now, then for good", []int{307, 301}, fetchtest.Text("text/plain", "x"), "", ""},
		{"as many as allowed", []int{302, 302, 302, 302, 302}, fetchtest.Text("text/plain", "x"), "", ""},
		{"one too many", []int{302, 302, 302, 302, 302, 302}, fetchtest.Text("text/plain", "x"), "", web.Redirect},
		{"for good to nothing", []int{301}, fetchtest.Status(404), "", web.Status},
		{"for good to what is gone", []int{301}, fetchtest.Status(410), "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			inMemory(t, hasty(), func(t *testing.T, s *fetchtest.Server, f *fetch.Fetcher) {
				path := func(n int) string { return "/" + string(rune('0'+n)) }
				for i, code := range c.codes {
					s.Handle(path(i), fetchtest.Redirect(code, path(i+1)))
				}
				end := s.Handle(path(len(c.codes)), c.last)
				if c.kind != "" {
					failure(t, f, web.Request{URL: s.URL + "/0"}, c.kind)
					return
				}
				got := get(t, f, s.URL+"/0#part")
				if got.URL != end || strings.TrimPrefix(got.Moved, s.URL) != c.moved {
					t.Errorf("came from %s, moved to %q; want %s, %q", got.URL, got.Moved, end, c.moved)
				}
				if got.Gone != (got.Status == 410) {
					t.Errorf("gone %v with status %d", got.Gone, got.Status)
				}
			})
		})
	}
}

func TestPacked(t *testing.T) {
	story := strings.Repeat("A line of an article that goes on. ", 2000)
	inMemory(t, hasty(), func(t *testing.T, s *fetchtest.Server, f *fetch.Fetcher) {
		check := func(name string, handler http.Handler, want string) {
			t.Helper()
			if got := get(t, f, s.Handle("/"+name, handler)); string(got.Body) != want {
				t.Errorf("%s: %d bytes, want %d", name, len(got.Body), len(want))
			}
		}
		for _, coding := range fetchtest.Codings() {
			check(coding, fetchtest.Packed(coding, "text/plain", []byte(story)), story)
			check("empty-"+coding, fetchtest.Packed(coding, "text/plain", nil), "")
		}
		check("file", fetchtest.Text("application/gzip", string(fetchtest.Pack("gzip", []byte(story)))), story)
		for _, lie := range []string{"gzip", "x-gzip", "zstd", "identity", "utf-8"} {
			check("lying-"+lie, fetchtest.LyingEncoding(lie, story), story)
		}
		twice := string(fetchtest.Pack("br", fetchtest.Pack("gzip", []byte(story))))
		check("twice", fetchtest.LyingEncoding("gzip, br", twice), story)
		check("nothing", fetchtest.LyingEncoding("gzip", ""), "")
		failure(t, f, web.Request{URL: s.Handle("/thrice", fetchtest.LyingEncoding("gzip, gzip, gzip", story))}, web.Encoding)
		failure(t, f, web.Request{URL: s.Handle("/deflate", fetchtest.LyingEncoding("deflate", story))}, web.Encoding)
		broken := fetchtest.Pack("gzip", []byte(story))
		broken[len(broken)/2] ^= 0xff
		failure(t, f, web.Request{URL: s.Handle("/broken", fetchtest.LyingEncoding("gzip", string(broken)))}, web.Encoding)
	})
}

func TestFreshness(t *testing.T) {
	cases := []struct {
		name   string
		header map[string]string
		want   time.Duration // 0: not said
	}{
		{"nothing", nil, 0},
		{"max-age", map[string]string{"Cache-Control": "public, max-age=600"}, 10 * time.Minute},
		{"less its age", map[string]string{"Cache-Control": `max-age="600"`, "Age": "240"}, 6 * time.Minute},
		{"older than that", map[string]string{"Cache-Control": "max-age=600", "Age": "900"}, 0},
		{"no-cache", map[string]string{"Cache-Control": "max-age=600, no-cache"}, 0},
		{"expires by the server's clock", map[string]string{"Date": "Mon, 02 Mar 2026 10:00:00 GMT", "Expires": "Mon, 02 Mar 2026 10:20:00 GMT"}, 20 * time.Minute},
		{"max-age before expires", map[string]string{"Cache-Control": "max-age=60", "Date": "Mon, 02 Mar 2026 10:00:00 GMT", "Expires": "Mon, 02 Mar 2026 10:20:00 GMT"}, time.Minute},
		{"expired", map[string]string{"Expires": "0"}, 0},
		{"absurd", map[string]string{"Cache-Control": "max-age=99999999999"}, 365 * 24 * time.Hour},
		{"negative", map[string]string{"Cache-Control": "max-age=-5"}, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			inMemory(t, hasty(), func(t *testing.T, s *fetchtest.Server, f *fetch.Fetcher) {
				got := get(t, f, s.Handle("/", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
					for name, value := range c.header {
						w.Header().Set(name, value)
					}
				})))
				if c.want == 0 && !got.FreshUntil.IsZero() || c.want != 0 && !near(got.FreshUntil, time.Now().Add(c.want)) {
					t.Errorf("fresh until %v, want in %v", got.FreshUntil, c.want)
				}
			})
		})
	}
}

package fetch_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/barograph/barograph/internal/fetchtest"
	"github.com/barograph/barograph/services/ingest/internal/fetch"
	"github.com/barograph/barograph/services/ingest/internal/web"
)

// folder makes a folder of credentials with a file outside it.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "credentials")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestCredentials(t *testing.T) {
	cfg := hasty()
	cfg.Credentials = folder(t, map[string]string{
		"basic": "basic user:pass:word\n", "bearer": "Bearer s3cret\r\n", "header": "header X-Api-Key: s3cret",
	})
	inMemory(t, cfg, func(t *testing.T, s *fetchtest.Server, f *fetch.Fetcher) {
		s.Handle("/", fetchtest.Text("text/plain", "x"))
		for name, want := range map[string][2]string{
			"basic":  {"Authorization", "Basic dXNlcjpwYXNzOndvcmQ="},
			"bearer": {"Authorization", "Bearer s3cret"},
			"header": {"X-Api-Key", "s3cret"},
		} {
			if _, err := f.Fetch(t.Context(), web.Request{URL: s.URL + "/" + name, Credentials: name}); err != nil {
				t.Fatal(err)
			}
			if got := s.Requests("/" + name)[0].Header.Get(want[0]); got != want[1] {
				t.Errorf("%s: sent %q, want %q", name, got, want[1])
			}
		}
		for _, request := range s.Requests("/robots.txt") {
			if request.Header.Get("Authorization")+request.Header.Get("X-Api-Key") != "" {
				t.Error("credentials went to robots.txt")
			}
		}
		exchanged := "bearer n3w"
		if err := os.WriteFile(filepath.Join(cfg.Credentials, "bearer"), []byte(exchanged), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Fetch(t.Context(), web.Request{URL: s.URL + "/again", Credentials: "bearer"}); err != nil {
			t.Fatal(err)
		}
		if got := s.Requests("/again")[0].Header.Get("Authorization"); got != "Bearer n3w" {
			t.Errorf("after the exchange: %q", got)
		}
	})
}

// TestCredentialsStay sends credentials to the host that they are for and to no other.
func TestCredentialsStay(t *testing.T) {
	cfg := hasty()
	cfg.Credentials = folder(t, map[string]string{"token": "bearer s3cret"})
	inMemory(t, cfg, func(t *testing.T, s *fetchtest.Server, f *fetch.Fetcher) {
		s.Handle("/here", fetchtest.Redirect(302, "/there"))
		s.Handle("/there", fetchtest.Redirect(302, "http://other.test/away"))
		s.Handle("/away", fetchtest.Redirect(302, "http://memory.test:81/port"))
		s.Handle("/port", fetchtest.Text("text/plain", "x"))
		if _, err := f.Fetch(t.Context(), web.Request{URL: s.URL + "/here", Credentials: "token"}); err != nil {
			t.Fatal(err)
		}
		for path, want := range map[string]bool{"/here": true, "/there": true, "/away": false, "/port": false} {
			if got := s.Requests(path)[0].Header.Get("Authorization") != ""; got != want {
				t.Errorf("%s got the credentials: %v, want %v", path, got, want)
			}
		}
	})
}

func TestCredentialsRefused(t *testing.T) {
	cfg := hasty()
	cfg.Credentials = folder(t, map[string]string{
		"empty": "", "kind": "s3cret", "bare": "bearer", "user": "basic s3cret", "lines": "bearer s3cret\nmore",
		"host": "header Host: s3cret", "name": "header X Y: s3cret", "long": "bearer " + strings.Repeat("s3cret", 10_000),
	})
	outside := filepath.Join(filepath.Dir(cfg.Credentials), "outside")
	if err := os.WriteFile(outside, []byte("bearer s3cret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(cfg.Credentials, "link")); err != nil {
		t.Fatal(err)
	}
	inMemory(t, cfg, func(t *testing.T, s *fetchtest.Server, f *fetch.Fetcher) {
		for _, name := range []string{
			"empty", "kind", "bare", "user", "lines", "host", "name", "long", "absent", "link", "../outside", outside, ".",
		} {
			got := failure(t, f, web.Request{URL: s.URL + "/", Credentials: name}, web.Credentials)
			if strings.Contains(got.Error()+got.Text(), "s3cret") {
				t.Errorf("%s: the error tells the secret: %v", name, got)
			}
		}
		none := open(t, hasty(), fetch.Deps{Dial: s.Dial})
		failure(t, none, web.Request{URL: s.URL + "/", Credentials: "empty"}, web.Credentials)
		if len(s.Requests("")) != 0 {
			t.Error("something was sent")
		}
	})
}

// TestSecretAddress keeps keys in the query of an address out of errors.
func TestSecretAddress(t *testing.T) {
	inMemory(t, hasty(), func(t *testing.T, s *fetchtest.Server, f *fetch.Fetcher) {
		for _, handler := range []http.Handler{
			fetchtest.Status(500), fetchtest.Hangup(), fetchtest.Redirect(302, "http://10.0.0.1/?key=s3cret"), fetchtest.Garbage(),
		} {
			_, err := f.Fetch(t.Context(), web.Request{URL: s.Handle("/a", handler) + "?key=s3cret"})
			if err == nil || strings.Contains(err.Error(), "s3cret") {
				t.Errorf("error %v", err)
			}
		}
		_, err := f.Fetch(t.Context(), web.Request{URL: "http://user:s3cret@memory.test/"})
		if err == nil || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("error %v", err)
		}
	})
}

package fetch_test

import (
	"crypto/tls"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/barograph/barograph/internal/fetchtest"
	"github.com/barograph/barograph/services/ingest/internal/fetch"
	"github.com/barograph/barograph/services/ingest/internal/web"
)

// encrypted serves over TLS with a certificate of its own.
func encrypted(t *testing.T, handler http.Handler) *httptest.Server {
	t.Helper()
	s := httptest.NewUnstartedServer(handler)
	s.EnableHTTP2 = true
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	return s
}

func trusting(s *httptest.Server) fetch.Deps {
	return fetch.Deps{Transport: func(transport *http.Transport) {
		trusted, ok := s.Client().Transport.(*http.Transport)
		if ok {
			transport.TLSClientConfig = &tls.Config{RootCAs: trusted.TLSClientConfig.RootCAs, MinVersion: tls.VersionTLS12}
		}
	}}
}

func TestEncrypted(t *testing.T) {
	var protocol string
	s := encrypted(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		protocol = r.Proto
		fetchtest.Packed("br", "text/plain", []byte("body")).ServeHTTP(w, r)
	}))
	if got := get(t, open(t, hasty(), trusting(s)), s.URL+"/a"); string(got.Body) != "body" || protocol != "HTTP/2.0" {
		t.Errorf("got %q over %s", got.Body, protocol)
	}
}

func TestUntrusted(t *testing.T) {
	s := encrypted(t, fetchtest.Text("text/plain", "x"))
	f := open(t, hasty(), fetch.Deps{})
	failure(t, f, web.Request{URL: s.URL}, web.TLS)
	failure(t, f, web.Request{URL: s.URL, Permitted: true}, web.TLS)

	named := strings.Replace(s.URL, "127.0.0.1", "other.test", 1) // the certificate is for another name
	names := &nameServer{answers: map[string][][]string{"other.test.": {{"127.0.0.1"}}}}
	deps := trusting(s)
	deps.Resolver = names.resolver()
	failure(t, open(t, hasty(), deps), web.Request{URL: named}, web.TLS)

	plain := fetchtest.Start(t)
	plain.Handle("/", fetchtest.Text("text/plain", "x"))
	failure(t, f, web.Request{URL: strings.Replace(plain.URL, "http", "https", 1)}, web.TLS)
}

// TestDowngrade follows a move from https to http, and does not hold it for good.
func TestDowngrade(t *testing.T) {
	plain := fetchtest.Start(t)
	plain.Handle("/", fetchtest.Text("text/plain", "x"))
	s := encrypted(t, fetchtest.Redirect(http.StatusMovedPermanently, plain.URL+"/"))
	got := get(t, open(t, hasty(), trusting(s)), s.URL+"/")
	if got.Moved != "" || got.URL != plain.URL+"/" {
		t.Errorf("moved to %q, came from %s", got.Moved, got.URL)
	}
}

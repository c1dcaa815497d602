package access_test

import (
	"context"
	"encoding/pem"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/barograph/barograph/internal/access"
	"github.com/barograph/barograph/internal/accesstest"
	"github.com/barograph/barograph/internal/bustest"
)

// provider is a server of keys.
type provider struct {
	*httptest.Server
	issuer *accesstest.Issuer
	asked  atomic.Int64 // for keys
	mu     sync.Mutex
	answer func(w http.ResponseWriter, r *http.Request)
}

func newProvider(t *testing.T) *provider {
	t.Helper()
	p := &provider{}
	p.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		answer := p.answer
		p.mu.Unlock()
		if r.URL.Path == "/keys" {
			p.asked.Add(1)
		}
		if answer == nil {
			answer = p.good
		}
		answer(w, r)
	}))
	t.Cleanup(p.Close)
	p.issuer = accesstest.NewIssuer(t, p.URL)
	return p
}

func (p *provider) good(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/.well-known/openid-configuration":
		_, _ = fmt.Fprintf(w, `{"issuer":%q,"jwks_uri":%q}`, p.URL, p.URL+"/keys")
	case "/keys":
		_, _ = w.Write(accesstest.Keys(p.issuer))
	default:
		http.NotFound(w, r)
	}
}

func (p *provider) answers(f func(w http.ResponseWriter, r *http.Request)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.answer = f
}

// policy trusts the provider; source says where its keys are.
func (p *provider) policy(source string) (string, map[string][]byte) {
	ca := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: p.Certificate().Raw})
	return fmt.Sprintf(`
issuers:
  - {issuer: %q, audiences: [barograph], ca_file: ca.crt, %s}
bindings:
  - roles: [reader]
    tokens: [{issuer: %q, subject: ann}]
`, p.URL, source, p.URL), map[string][]byte{"ca.crt": ca}
}

// running runs a guard until the test ends.
func running(t *testing.T, guard *access.Guard) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); guard.Run(ctx) }()
	t.Cleanup(func() { cancel(); <-done })
}

func TestKeysAreFetched(t *testing.T) {
	for _, source := range []string{"discover: true", "keys_url: %s/keys"} {
		t.Run(source, func(t *testing.T) {
			p := newProvider(t)
			if strings.Contains(source, "%s") {
				source = fmt.Sprintf(source, p.URL)
			}
			policy, files := p.policy(source)
			guard, _ := guarded(t, policy, files)
			running(t, guard)
			id, err := guard.Authenticate(with(t.Context(), "Bearer "+p.issuer.Token("ann", nil)))
			if err != nil || guard.Authorise(id, getIt) != nil {
				t.Fatalf("%+v, %v", id, err)
			}
			// Whoever asks for keys that are not there makes the issuer no work.
			var wait sync.WaitGroup
			for range 200 {
				wait.Go(func() {
					stranger := accesstest.NewIssuer(t, p.URL)
					stranger.ID = "unknown"
					_, err := guard.Authenticate(with(t.Context(), "Bearer "+stranger.Token("ann", nil)))
					if got := reason(t, err); got != "TOKEN_UNTRUSTED" {
						t.Errorf("a stranger: %q", got)
					}
				})
			}
			wait.Wait()
			if asked := p.asked.Load(); asked != 1 {
				t.Errorf("the keys were asked for %d times", asked)
			}
			// An issuer that cannot be reached locks nobody out.
			p.Close()
			if _, err := guard.Authenticate(with(t.Context(), "Bearer "+p.issuer.Token("ann", nil))); err != nil {
				t.Errorf("while the issuer is away: %v", err)
			}
		})
	}
}

func TestKeysThatCannotBeFetchedCanBeAskedForAgain(t *testing.T) {
	p := newProvider(t)
	for name, answer := range map[string]func(w http.ResponseWriter, r *http.Request){
		"an error": func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusInternalServerError) },
		"not JSON": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) },
		"another issuer": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte(`{"issuer":"https://other","jwks_uri":"https://other/"}`))
		},
		"keys elsewhere": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = fmt.Fprintf(w, `{"issuer":%q,"jwks_uri":"http://127.0.0.1/keys"}`, p.URL)
		},
		"a redirect":     func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/elsewhere", http.StatusFound) },
		"without an end": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(strings.Repeat(" ", 3<<20))) },
		"a shared secret": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte(`{"keys":[{"kty":"oct","k":"AAAA"}]}`))
		},
	} {
		t.Run(name, func(t *testing.T) {
			p.answers(answer)
			policy, files := p.policy("discover: true")
			guard, logs := guarded(t, policy, files)
			running(t, guard)
			_, err := guard.Authenticate(with(t.Context(), "Bearer "+p.issuer.Token("ann", nil)))
			if got := reason(t, err); got != "KEYS_UNAVAILABLE" {
				t.Errorf("reason %q, want KEYS_UNAVAILABLE", got)
			}
			bustest.Eventually(t, "the log says so", func() bool {
				return logs.FilterMessage("keys of an issuer cannot be fetched, the last good ones are kept").Len() == 1
			})
		})
	}
}

func TestAChangedPolicyHoldsWithoutARestart(t *testing.T) {
	issuer := accesstest.NewIssuer(t, home)
	path := accesstest.Write(t, usual, map[string][]byte{"keys.json": accesstest.Keys(issuer)})
	guard, logs := fast(t, path)
	running(t, guard)
	ann := "Bearer " + issuer.Token("ann", nil)
	allowed := func(method string) func() bool {
		return func() bool {
			id, err := guard.Authenticate(with(t.Context(), ann))
			return err == nil && guard.Authorise(id, method) == nil
		}
	}
	if !allowed(getIt)() || allowed(submitIt)() {
		t.Fatal("the first policy does not hold")
	}
	accesstest.Replace(t, path, []byte(strings.Replace(usual, "[reader]", "[submitter]", 1)))
	bustest.Eventually(t, "the second policy holds", func() bool { return allowed(submitIt)() && !allowed(getIt)() })

	accesstest.Replace(t, path, []byte(strings.Replace(usual, "[reader]", "[king]", 1)))
	complaint := logs.FilterMessage("access policy cannot be used, the last good one holds")
	bustest.Eventually(t, "a broken policy is complained about", func() bool {
		complaint = logs.FilterMessage("access policy cannot be used, the last good one holds")
		return complaint.Len() == 1
	})
	if text := fmt.Sprint(complaint.All()[0].ContextMap()["error"]); !strings.Contains(text, `"king" is no role`) {
		t.Errorf("the complaint is %s", text)
	}
	if !allowed(submitIt)() {
		t.Error("a broken policy has changed what holds")
	}

	accesstest.Replace(t, path, []byte(usual))
	bustest.Eventually(t, "a good one holds again", allowed(getIt))
	issuer.Rotate("2")
	accesstest.Replace(t, filepath.Join(filepath.Dir(path), "keys.json"), accesstest.Keys(issuer))
	bustest.Eventually(t, "keys that were taken away sign no more", func() bool { return !allowed(getIt)() })
	ann = "Bearer " + issuer.Token("ann", nil)
	bustest.Eventually(t, "new ones do", allowed(getIt))
}

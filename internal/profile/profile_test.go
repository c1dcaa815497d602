package profile_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"go.uber.org/goleak"
	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/profile"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestProfilesAreServedOnThisMachineOnly(t *testing.T) {
	listener, err := profile.Listen(t.Context(), profile.Config{Listen: ":0"})
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	if !strings.HasPrefix(address, "127.0.0.1:") {
		t.Errorf("an address without a host is %s", address)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- profile.Serve(ctx, listener, zap.NewNop()) }()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	for path, want := range map[string]int{
		"/debug/pprof/": 200, "/debug/pprof/heap": 200, "/debug/pprof/goroutine?debug=1": 200, "/debug/pprof/cmdline": 404, "/": 404,
	} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+address+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		_ = answer.Body.Close()
		if err != nil || answer.StatusCode != want || len(body) == 0 {
			t.Errorf("%s: %d, want %d; %d bytes, %v", path, answer.StatusCode, want, len(body), err)
		}
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestOffUnlessConfigured(t *testing.T) {
	if listener, err := profile.Listen(t.Context(), profile.Config{}); listener != nil || err != nil {
		t.Errorf("without an address there is %v, %v", listener, err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := profile.Serve(ended, nil, zap.NewNop()); err != nil {
		t.Error(err)
	}
	if err := (profile.Config{Listen: "6060"}).Validate(); err == nil {
		t.Error("a port alone is taken for an address")
	}
}

package fetch_test

import (
	"bufio"
	"context"
	"errors"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/fetchtest"
	"github.com/barograph/barograph/services/ingest/internal/fetch"
	"github.com/barograph/barograph/services/ingest/internal/web"
)

// FuzzAnswer lets a server answer anything: it becomes a response within the
// limits or an error with a kind, and waits are never past or absurd.
func FuzzAnswer(f *testing.F) {
	f.Add([]byte("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nETag: a\r\nCache-Control: max-age=5\r\n\r\nx"))
	f.Add([]byte("HTTP/1.1 429 No\r\nRetry-After: 5\r\n\r\n"))
	f.Add([]byte("HTTP/1.1 503 No\r\nRetry-After: Mon, 02 Mar 2026 10:00:00 GMT\r\nDate: Mon, 02 Mar 2026 09:00:00 GMT\r\n\r\n"))
	f.Add([]byte("HTTP/1.1 301 Moved\r\nLocation: //b/?\r\n\r\n"))
	f.Add([]byte("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"))
	for _, coding := range fetchtest.Codings() {
		head := "HTTP/1.0 200 OK\r\nContent-Encoding: " + coding + "\r\n\r\n"
		f.Add(append([]byte(head), fetchtest.Pack(coding, []byte("a body that is packed"))...))
	}
	f.Fuzz(func(t *testing.T, answer []byte) {
		cfg := hasty()
		cfg.MaxBytes, cfg.Timeout, cfg.MaxWait = 1<<16, 2*time.Second, time.Millisecond
		fetcher := open(t, cfg, fetch.Deps{Dial: answering(answer)})
		start := time.Now()
		response, err := fetcher.Fetch(t.Context(), web.Request{URL: "http://fuzz.test/a", Permitted: true})
		var failure *web.Error
		switch {
		case err == nil:
			if int64(len(response.Body)) > cfg.MaxBytes {
				t.Errorf("%d bytes", len(response.Body))
			}
			if u := response.FreshUntil; !u.IsZero() && (u.Before(start) || u.After(start.AddDate(2, 0, 0))) {
				t.Errorf("fresh until %v", u)
			}
		case !errors.As(err, &failure):
			t.Errorf("no kind of error: %v", err)
		case !failure.RetryAt.IsZero() && (failure.RetryAt.Before(start) || failure.RetryAt.After(time.Now().Add(cfg.MaxPause))):
			t.Errorf("retry at %v", failure.RetryAt)
		}
	})
}

// answering dials to a server that answers every request with the same bytes and closes.
func answering(answer []byte) func(context.Context, string, string) (net.Conn, error) {
	return func(context.Context, string, string) (net.Conn, error) {
		client, server := net.Pipe()
		go func() {
			defer server.Close()
			if _, err := http.ReadRequest(bufio.NewReader(server)); err == nil {
				_, _ = server.Write(answer)
			}
		}()
		return client, nil
	}
}

package fetch_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/fetchtest"
	"github.com/barograph/barograph/services/ingest/internal/fetch"
	"github.com/barograph/barograph/services/ingest/internal/web"
)

// TestInto writes bodies elsewhere than into memory: larger ones, for longer,
// and files as they are.
func TestInto(t *testing.T) {
	const size = 3 << 20
	cfg := hasty()
	cfg.MaxBytes, cfg.MaxMemory = 1<<20, 2<<20
	inMemory(t, cfg, func(t *testing.T, s *fetchtest.Server, f *fetch.Fetcher) {
		line := s.Handle("/line", fetchtest.LongLine(size))
		failure(t, f, web.Request{URL: line, MaxBytes: size}, web.TooLarge)
		var out bytes.Buffer
		got, err := f.Fetch(t.Context(), web.Request{URL: line, MaxBytes: size, Into: &out})
		if err != nil || len(got.Body) != 0 || out.Len() != size {
			t.Errorf("%d bytes, %v", out.Len(), err)
		}
		failure(t, f, web.Request{URL: line, Into: &out}, web.TooLarge)
		failure(t, f, web.Request{URL: line, MaxBytes: size, Into: full{}}, web.Storage)

		packed := fetchtest.Pack("gzip", []byte("a dump"))
		out.Reset()
		file := s.Handle("/dump.gz", fetchtest.Text("application/gzip", string(packed)))
		if _, err := f.Fetch(t.Context(), web.Request{URL: file, Into: &out}); err != nil || !bytes.Equal(out.Bytes(), packed) {
			t.Errorf("a gzip file came as %q, %v", out.Bytes(), err)
		}

		slow := s.Handle("/slow", fetchtest.SlowBody("a body", 10*time.Second))
		failure(t, f, web.Request{URL: slow}, web.Timeout)
		if _, err := f.Fetch(t.Context(), web.Request{URL: slow, Timeout: 2 * time.Minute}); err != nil {
			t.Errorf("with more time: %v", err)
		}
	})
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

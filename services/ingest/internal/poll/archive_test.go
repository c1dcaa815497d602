package poll_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/fault"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/services/ingest/internal/poll"
	"github.com/barograph/barograph/services/ingest/internal/source"
)

// lines are articles in JSON Lines.
func lines(from, to int) []byte {
	var b bytes.Buffer
	for n := from; n < to; n++ {
		fmt.Fprintf(&b, "{\"url\":\"https://example.org/%d\",\"title\":\"Story %d\",\"text\":\"Ministers met on day %d and agreed on the force.\",\"published\":\"2026-05-01\"}\n", n, n, n)
	}
	return b.Bytes()
}

func packed(t *testing.T, data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write(data)
	must(t, err)
	must(t, w.Close())
	return b.Bytes()
}

// readsFiles starts a process with a sources file that reads a path.
func (w *world) readsFiles(path, kind string) *process {
	w.t.Helper()
	text := fmt.Sprintf("sources:\n  dumps.example:\n    feeds:\n      - {id: f, address: %q, kind: %s}\n", path, kind)
	directory, err := source.Parse(strings.NewReader(text), "")
	must(w.t, err)
	return w.startWith(directory)
}

func TestFolder(t *testing.T) {
	w, dir := newWorld(t), t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "a.jsonl.gz"), packed(t, append(lines(0, 5), "nonsense\n"...)), 0o600))
	must(t, os.WriteFile(filepath.Join(dir, "b.txt"), []byte("The force was delayed."), 0o600))
	p := w.readsFiles(dir+"/", "directory")
	w.eventually("the folder is read", func() bool { return len(w.stored()) == 6 })
	w.eventually("its status tells of the bad record", func() bool {
		return strings.Contains(w.status(p, "dumps.example").GetLastError(), "a.jsonl.gz:6: no JSON")
	})
	must(t, os.WriteFile(filepath.Join(dir, "c.jsonl"), lines(5, 8), 0o600))
	w.eventually("a new file is read", func() bool { return len(w.stored()) == 9 })
	must(t, os.WriteFile(filepath.Join(dir, "c.jsonl"), lines(5, 11), 0o600))
	w.eventually("what was added is read", func() bool { return len(w.stored()) == 12 })
	p.stop()
	must(t, os.WriteFile(filepath.Join(dir, "d.jsonl"), lines(11, 13), 0o600))
	w.readsFiles(dir+"/", "directory")
	w.eventually("a restart goes on", func() bool { return len(w.stored()) == 14 })
	for address, a := range w.stored() {
		if a.GetFeed() != "dumps.example/f" || a.GetUrl() == "" && a.GetSource().GetId() != "dumps.example" || a.GetUrl() != "" && a.GetSource().GetId() != "example.org" {
			t.Errorf("%s: feed %s, source %s", address, a.GetFeed(), a.GetSource().GetId())
		}
	}
}

func TestMissingFolder(t *testing.T) {
	w := newWorld(t)
	p := w.readsFiles(filepath.Join(t.TempDir(), "none")+"/", "directory")
	w.eventually("its status tells", func() bool {
		s := w.status(p, "dumps.example")
		return s.GetState() == sourcev1.FeedState_FEED_STATE_FAILING && strings.Contains(s.GetLastError(), "no such file")
	})
}

func TestDump(t *testing.T) {
	w := newWorld(t)
	var data atomic.Pointer[[]byte]
	full, unchanged := packed(t, lines(0, 20)), atomic.Int64{}
	data.Store(&full)
	address := w.web.Handle("/dump.jsonl.gz", http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		body := *data.Load()
		tag := fmt.Sprintf("%q", url.QueryEscape(fmt.Sprint(len(body))))
		if rw.Header().Set("ETag", tag); r.Header.Get("If-None-Match") == tag {
			unchanged.Add(1)
			rw.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = rw.Write(body) // the reader finds what is missing
	}))
	p := w.start()
	w.reads(p, "dumps.example", address, sourcev1.FeedKind_FEED_KIND_DUMP)
	w.eventually("the dump is read", func() bool { return len(w.stored()) == 20 })
	w.eventually("it is asked for again", func() bool { return unchanged.Load() > 0 })
	grown := packed(t, lines(0, 25))
	data.Store(&grown)
	w.eventually("the rest is read", func() bool { return len(w.stored()) == 25 })
	if n := w.status(p, "dumps.example").GetDetectedKind(); n != sourcev1.FeedKind_FEED_KIND_DUMP {
		t.Errorf("kind %s", n)
	}
}

// flakyStore takes three articles and is then away for one.
type flakyStore struct {
	poll.Store
	count atomic.Int64
}

func (s *flakyStore) Submit(ctx context.Context, a *articlev1.Article) (*ingestv1.SubmitArticleResponse, error) {
	if s.count.Add(1)%4 == 0 {
		return nil, fault.Transient("STORE_UNAVAILABLE", "away", nil)
	}
	return s.Store.Submit(ctx, a)
}

// What is read goes on where the store was away: nothing is lost, and nothing
// begins anew.
func TestArchiveWhileTheStoreComesAndGoes(t *testing.T) {
	w, path := newWorld(t), filepath.Join(t.TempDir(), "a.jsonl")
	must(t, os.WriteFile(path, lines(0, 20), 0o600))
	w.config.Outage = 20 * time.Millisecond
	flaky := &flakyStore{}
	w.between = func(s poll.Store) poll.Store { flaky.Store = s; return flaky }
	w.readsFiles(path, "auto")
	w.eventually("all is stored", func() bool { return len(w.stored()) == 20 })
	if n := flaky.count.Load(); n > 20+20/3+1 {
		t.Errorf("%d submissions of 20 articles", n)
	}
}

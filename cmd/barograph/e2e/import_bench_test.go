package e2e_test

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/encoding/protojson"

	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// perImport is how many articles one import of the benchmark has.
const perImport = 500

// BenchmarkImport measures how many articles a second `barograph import` brings
// from a file into the store, and from the file into the assessments: of JSON
// Lines, and of pages in WARC, which are extracted. Others published 130
// stories/s over 64 cores, and 500/s for importing what was extracted before
// (mediacloud).
func BenchmarkImport(b *testing.B) {
	b.Run("JSON Lines", func(b *testing.B) { benchmarkImport(b, "a.jsonl.gz", asLine) })
	b.Run("WARC", func(b *testing.B) { benchmarkImport(b, "a.warc.gz", asWARC) })
}

func benchmarkImport(b *testing.B, name string, write func(testing.TB, *ingestv1.Submission) string) {
	b.Helper()
	s := allInOne(b, options{dir: folder(b), initiatives: catalogue(b)})
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	var imported, total int
	var stored, assessed time.Duration
	for b.Loop() {
		b.StopTimer()
		path := filepath.Join(b.TempDir(), name)
		pack(b, path, write, variants(b, total+perImport)[total:])
		total += perImport
		b.StartTimer()
		began := time.Now()
		out, notes, code := s.cli(ctx, "", "import", path)
		stored += time.Since(began)
		if code != 0 || !strings.Contains(out, fmt.Sprintf("%d new", perImport)) {
			b.Fatalf("exit %d, %s, %s", code, out, notes)
		}
		tick := time.NewTicker(5 * time.Millisecond)
		for s.status(ctx).GetArticles() < uint64(total) {
			select {
			case <-tick.C:
			case <-ctx.Done():
				b.Fatal("the articles are not assessed")
			}
		}
		tick.Stop()
		assessed += time.Since(began)
		imported += perImport
	}
	b.ReportMetric(float64(imported)/stored.Seconds(), "articles/s")
	b.ReportMetric(float64(imported)/assessed.Seconds(), "assessed-articles/s")
	s.stop()
}

// pack writes articles to a file, each in a member of its own.
func pack(t testing.TB, path string, write func(testing.TB, *ingestv1.Submission) string, all []*ingestv1.Submission) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range all {
		w := gzip.NewWriter(f)
		_, err := w.Write([]byte(write(t, a)))
		if err = errors.Join(err, w.Close()); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func asLine(t testing.TB, a *ingestv1.Submission) string {
	t.Helper()
	line, err := protojson.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	return string(line) + "\n"
}

// asWARC is the record of a page with a menu and a foot, of about 20 KiB.
func asWARC(_ testing.TB, a *ingestv1.Submission) string {
	var body strings.Builder
	for paragraph := range strings.SplitSeq(a.GetText(), "\n") {
		fmt.Fprintf(&body, "<p>%s</p>\n", html.EscapeString(paragraph))
	}
	page := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<!doctype html><html lang=\"en\"><head><title>%s</title>"+
		"<meta property=\"article:published_time\" content=\"2026-04-01T10:00:00Z\"></head><body><nav><ul>%s</ul></nav><article><h1>%s</h1>%s</article><footer>Copyright</footer></body></html>",
		html.EscapeString(a.GetTitle()), strings.Repeat("<li><a href=\"/section\">A section of the site</a></li>", 200), html.EscapeString(a.GetTitle()), body.String())
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-04-02T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		a.GetUrl(), len(page), page)
}

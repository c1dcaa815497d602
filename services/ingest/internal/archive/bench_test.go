package archive_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/services/ingest/internal/archive"
	"github.com/barograph/barograph/services/ingest/internal/extract"
)

// sentence fills articles up to the length of news.
const sentence = "Ministers of the alliance met in Brussels on Thursday and said that the force would be sent once its mandate is adopted. "

// warcOf is an archive of pages of about 20 KiB, 5 of them text, with the
// requests as crawlers store them.
func warcOf(n int) string {
	var b strings.Builder
	menu := strings.Repeat(`<li><a href="/section">A section of the site</a></li>`, 200)
	for i := range n {
		address := fmt.Sprintf("https://example.org/%d", i)
		b.WriteString(warcRecord("request", address, "application/http; msgtype=request", "GET / HTTP/1.1\r\nHost: example.org\r\n\r\n"))
		b.WriteString(answer(address, fmt.Sprintf(`<!doctype html><html><head><title>Story %d</title><meta property="article:published_time" content="2026-05-01T10:00:00Z"></head><body><nav><ul>%s</ul></nav><article><h1>Story %d</h1>%s</article></body></html>`,
			i, menu, i, strings.Repeat("<p>"+strings.Repeat(sentence, 4)+"</p>", 11))))
	}
	return b.String()
}

func linesOf(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"url":"https://example.org/%d","title":"Story %d","maintext":"%d. %s","date_publish":"2026-05-01 10:00:00","language":"en"}`+"\n",
			i, i, i, strings.Repeat(sentence, 44))
	}
	return b.String()
}

func benchmark(b *testing.B, name string, data []byte, unpacked, records int, convert func(archive.Record)) {
	b.Helper()
	b.SetBytes(int64(unpacked))
	for b.Loop() {
		archive.Read(name, time.Time{}, bytes.NewReader(data), func(r archive.Record) bool {
			if r.Err != nil {
				b.Fatal(r.Err)
			}
			convert(r)
			return true
		})
	}
	b.ReportMetric(float64(b.N*records)/b.Elapsed().Seconds(), "records/s")
}

// BenchmarkRead measures reading alone, in MB and records a second of what is
// unpacked.
func BenchmarkRead(b *testing.B) {
	const n = 200
	warc, lines := warcOf(n), linesOf(n)
	members := strings.SplitAfter(warc, "\r\n\r\nWARC")
	nothing := func(archive.Record) {}
	b.Run("WARC", func(b *testing.B) { benchmark(b, "a.warc", []byte(warc), len(warc), 2*n, nothing) })
	b.Run("WARC in gzip", func(b *testing.B) { benchmark(b, "a.warc.gz", gz(members...), len(warc), 2*n, nothing) })
	b.Run("WARC in zstd", func(b *testing.B) { benchmark(b, "a.warc.zst", zst(warc), len(warc), 2*n, nothing) })
	b.Run("JSON Lines", func(b *testing.B) { benchmark(b, "a.jsonl", []byte(lines), len(lines), n, nothing) })
	b.Run("JSON Lines in gzip", func(b *testing.B) { benchmark(b, "a.jsonl.gz", gz(lines), len(lines), n, nothing) })
}

// BenchmarkPages measures reading with extraction, on as many cores as there are.
func BenchmarkPages(b *testing.B) {
	const n = 100
	data := []byte(warcOf(n))
	c := &archive.Composer{Extractor: extract.New(), Now: time.Date(2026, 5, 2, 0, 0, 0, 0, time.UTC)}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		var records []archive.Record
		archive.Read("a.warc", time.Time{}, bytes.NewReader(data), func(r archive.Record) bool { records = append(records, r); return true })
		made := 0
		for r := range c.All(context.Background(), slices.Values(records), 2) {
			if r.Submission != nil {
				made++
			}
		}
		if made != n {
			b.Fatalf("%d of %d pages are articles", made, n)
		}
	}
	b.ReportMetric(float64(b.N*n)/b.Elapsed().Seconds(), "pages/s")
}

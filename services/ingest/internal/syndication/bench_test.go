package syndication_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/barograph/barograph/services/ingest/internal/syndication"
)

// BenchmarkParse reads a feed of 100 items of 2 KiB each, whole and cut off.
func BenchmarkParse(b *testing.B) {
	var items strings.Builder
	for i := range 100 {
		fmt.Fprintf(&items, `<item><title>Item %d</title><link>https://news.example/%d</link><guid>%d</guid><pubDate>Fri, 01 May 2026 12:00:00 +0200</pubDate><description>%s</description></item>`,
			i, i, i, strings.Repeat("The council &lt;b&gt;met&lt;/b&gt; again today. ", 48))
	}
	whole := []byte(rss(items.String()))
	for name, data := range map[string][]byte{"whole": whole, "cut off": whole[:len(whole)-100]} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			total := 0
			for b.Loop() {
				f, err := syndication.Parse(data, "application/rss+xml", base)
				if err != nil {
					b.Fatal(err)
				}
				total += len(f.Items)
			}
			b.ReportMetric(float64(total)/b.Elapsed().Seconds(), "items/s")
		})
	}
}

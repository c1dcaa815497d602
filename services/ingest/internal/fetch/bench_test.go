package fetch_test

import (
	"testing"
	"time"

	"github.com/barograph/barograph/internal/fetchtest"
	"github.com/barograph/barograph/services/ingest/internal/fetch"
	"github.com/barograph/barograph/services/ingest/internal/web"
)

// BenchmarkFetch fetches a feed of 50 items, and asks again for one that has
// not changed, from a server on the loopback, with politeness out of the way.
func BenchmarkFetch(b *testing.B) {
	s := fetchtest.Start(b)
	feed := s.Feed("/feed", fetchtest.RSS)
	feed.Publish(fetchtest.Stories(0, 50, time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC))...)
	cfg := hasty()
	cfg.Rate, cfg.Burst, cfg.Concurrency = 1e9, 1e9, 1000
	f := open(b, cfg, fetch.Deps{})
	first, err := f.Fetch(b.Context(), web.Request{URL: feed.URL})
	if err != nil {
		b.Fatal(err)
	}
	packed := s.Handle("/packed", fetchtest.Packed("br", "application/rss+xml", first.Body))
	s.Handle("/feed", fetchtest.Tagged("application/rss+xml", string(first.Body))) // rendered once
	for name, request := range map[string]web.Request{
		"whole":     {URL: feed.URL},
		"packed":    {URL: packed},
		"unchanged": {URL: feed.URL, Validators: first.Validators},
		"page":      {URL: feed.Address("story-0001")},
	} {
		b.Run(name, func(b *testing.B) {
			b.SetParallelism(4)
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					if _, err := f.Fetch(b.Context(), request); err != nil {
						b.Error(err)
						return
					}
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "fetches/s")
		})
	}
}

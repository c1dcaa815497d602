package poll_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/fetchtest"
	"github.com/barograph/barograph/services/ingest/internal/extract"
)

// fragile breaks at pages that hold a word.
type fragile struct {
	extract.Extractor
	word string
}

func (f fragile) Extract(ctx context.Context, page extract.Page) (*extract.Document, error) {
	if bytes.Contains(page.Body, []byte(f.word)) {
		panic("index out of range")
	}
	return f.Extractor.Extract(ctx, page)
}

func TestPageThatBreaksItsReader(t *testing.T) {
	w := newWorld(t)
	f := w.web.Feed("/feed", fetchtest.Sitemap)
	stories := fetchtest.Stories(0, 3, time.Now().Add(-time.Hour))
	stories[1].Paragraphs[2] += " Poison."
	f.Publish(stories...)
	w.extractor = fragile{extract.New(), "Poison"}
	p := w.start()
	w.reads(p, "a.example", f.URL, feedKind)
	w.eventually("the others are stored", func() bool { return len(w.stored()) == 2 })
	w.eventually("that one is given up", func() bool { return w.status(p, "a.example").GetFailedItems() == 1 })
}

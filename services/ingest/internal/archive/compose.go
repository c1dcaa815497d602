package archive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
	"time"

	"github.com/barograph/barograph/services/ingest/internal/extract"
	"github.com/barograph/barograph/services/ingest/internal/feed"
)

// leastText is the shortest text that a page has to have to be an article, in
// bytes: an archive holds what a crawler met, not what a publisher lists as news.
const leastText = 250

// Composer makes submissions of records.
type Composer struct {
	Extractor extract.Extractor
	// Source is the publisher of articles that name none and have no address.
	Source string
	// Feed is what they were read from, as "source/feed"; may be empty.
	Feed string
	// Language of articles that declare none; may be empty.
	Language string
	// Now is the clock, against which the dates of pages without a date of capture
	// are checked.
	Now time.Time
}

// Compose makes the submission of a record; one that has none stays as it is.
// What turns out to be no article is skipped then.
func (c *Composer) Compose(ctx context.Context, r Record) Record {
	if r.Page != nil {
		r = c.extract(ctx, r)
	}
	if in := r.Submission; in != nil {
		in.Feed = cmp.Or(c.Feed, in.GetFeed())
		in.Language = cmp.Or(in.GetLanguage(), c.Language)
		if in.GetUrl() == "" {
			in.Source = cmp.Or(in.GetSource(), c.Source)
		}
		feed.Clip(in)
	}
	return r
}

func (c *Composer) extract(ctx context.Context, r Record) Record {
	page := r.Page
	r.Page = nil
	doc, err := c.Extractor.Extract(ctx, *page)
	switch {
	case errors.Is(err, extract.ErrNoText), errors.Is(err, extract.ErrNotHTML):
		r.Skipped = "page without an article"
		return r
	case err != nil && page.URL == "": // a saved page: its file is named around this
		r.Err = err
		return r
	case err != nil:
		r.Err = fmt.Errorf("page %s: %w", page.URL, err)
		return r
	case !doc.Article():
		r.Skipped = doc.Barrier.String()
		return r
	}
	at := feed.Place{URL: page.URL, Retrieved: page.Retrieved}
	if at.Retrieved.IsZero() {
		at.Retrieved = c.Now
	}
	in := feed.Compose(r.Item, doc, at)
	if page.Retrieved.IsZero() {
		in.RetrievedTime = nil
	}
	if in.GetOrigin() == in.GetSource() { // the record names its publisher, no aggregator
		in.Origin = ""
	}
	if len(in.GetText()) < leastText && r.Item.ID == "" && r.Item.Link == "" {
		r.Skipped = "page with little text"
		return r
	}
	r.Submission = in
	return r
}

// All makes submissions of records, several at once, and gives them out in their
// order.
func (c *Composer) All(ctx context.Context, records iter.Seq[Record], workers int) iter.Seq[Record] {
	return func(take func(Record) bool) {
		ctx, cancel := context.WithCancel(ctx)
		var wait sync.WaitGroup
		defer wait.Wait()
		defer cancel()
		jobs := make(chan job)
		done := make(chan chan Record, 2*workers)
		for range workers {
			wait.Go(func() {
				for j := range jobs {
					j.out <- c.Compose(ctx, j.record)
				}
			})
		}
		wait.Go(func() {
			defer close(done)
			defer close(jobs)
			for r := range records {
				j := job{r, make(chan Record, 1)}
				select {
				case done <- j.out:
				case <-ctx.Done():
					return
				}
				if r.Page == nil {
					j.out <- c.Compose(ctx, r)
				} else {
					jobs <- j
				}
			}
		})
		for out := range done {
			if r := <-out; ctx.Err() != nil || !take(r) {
				return
			}
		}
	}
}

// job is a record on its way.
type job struct {
	record Record
	out    chan Record
}

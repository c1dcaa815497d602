package poll

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/barograph/barograph/internal/correlation"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/services/ingest/internal/extract"
	"github.com/barograph/barograph/services/ingest/internal/feed"
	"github.com/barograph/barograph/services/ingest/internal/notice"
	"github.com/barograph/barograph/services/ingest/internal/syndication"
	"github.com/barograph/barograph/services/ingest/internal/web"
)

// removed is the reason of a retraction that a server told.
const removed = "the publisher removed the page for good (410 Gone)"

// revisit looks at an article again: it may have been corrected, or withdrawn.
// What cannot be had this time is looked at again later.
func (a *attempt) revisit(ctx context.Context, r feed.Revisit) error {
	response, err := a.fetch(ctx, r.Item.Link, r.Validators)
	failure := new(web.Error)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &failure) && failure.Kind == web.Busy:
		a.memory.Later(r.Article, failure.RetryAt)
		return nil
	case err != nil:
		a.log.Info("article not looked at again", logging.ArticleID(r.Article), logging.Error(err))
		a.memory.Again(r.Article, r.Validators, a.Clock(), a.revisits())
		return nil
	case response.Gone:
		return a.retract(ctx, r.Article, removed)
	case response.NotModified:
		a.memory.Again(r.Article, r.Validators, a.Clock(), a.revisits())
		return nil
	}
	doc, err := a.extract(ctx, response)
	if err != nil || !doc.Article() || r.Whole && notice.Find(doc.Text()).Kind != notice.Withdrawal {
		// a wall now, or no text: what is known stays; and so does what the feed said
		a.memory.Again(r.Article, r.Validators, a.Clock(), a.revisits())
		return ctx.Err()
	}
	at := a.place()
	at.URL, at.Retrieved = response.URL, response.Retrieved
	if _, err := a.submit(ctx, r.Item, doc, at, true); err != nil {
		return err
	}
	a.memory.Again(r.Article, response.Validators, a.Clock(), a.revisits())
	return nil
}

// retract withdraws an article that is stored.
func (a *attempt) retract(ctx context.Context, id, reason string) error {
	_, changed, err := a.Store.Retract(correlation.Ensure(ctx), id, reason)
	switch {
	case errors.Is(err, fault.ErrNotFound): // it was withdrawn before we knew it
	case err != nil:
		return errors.Join(errStore, err)
	case changed:
		a.report.Retracted++
	}
	a.memory.Unwatch(id)
	return nil
}

// page takes in a feed that is itself the article.
func (a *attempt) page(ctx context.Context, response *web.Response) error {
	a.report.Kind = sourcev1.FeedKind_FEED_KIND_PAGE
	item := syndication.Item{ID: a.feed.GetAddress(), Link: a.feed.GetAddress()}
	doc, err := a.extract(ctx, response)
	if err != nil {
		a.report.Unreadable = true
		return err
	}
	if !doc.Article() {
		a.wall(item, doc, nil)
		return errors.New("the page shows no article: " + doc.BarrierEvidence)
	}
	at := a.place()
	at.URL, at.Retrieved = response.URL, response.Retrieved
	a.report.Title = doc.Title
	before := a.report.Articles
	item.Published.Time, item.Updated.Time = timeOf(doc, extract.RolePublished), timeOf(doc, extract.RoleUpdated)
	a.listed = []syndication.Item{item}
	stored, err := a.submit(ctx, item, doc, at, len(a.memory.Cursor) > 0)
	if err != nil || stored == nil {
		return err
	}
	a.report.Items += a.report.Articles - before
	a.memory.Cursor, err = json.Marshal(stored.GetId())
	return err
}

// timeOf is the first time of a kind that a page gives; zero if there is none.
func timeOf(doc *extract.Document, role extract.Role) time.Time {
	for _, d := range doc.Dates {
		if d.Role == role {
			return d.Time
		}
	}
	return time.Time{}
}

// gone withdraws the article of a page that was removed for good.
func (a *attempt) gone(ctx context.Context) error {
	var id string
	//house:allow fuzz: one text of what FuzzDecode of feed reads
	if len(a.memory.Cursor) == 0 || json.Unmarshal(a.memory.Cursor, &id) != nil {
		return nil
	}
	return a.retract(ctx, id, removed)
}

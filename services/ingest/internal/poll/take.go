package poll

import (
	"cmp"
	"context"
	"errors"
	"html"
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/logging"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/services/ingest/internal/article"
	"github.com/barograph/barograph/services/ingest/internal/extract"
	"github.com/barograph/barograph/services/ingest/internal/feed"
	"github.com/barograph/barograph/services/ingest/internal/notice"
	"github.com/barograph/barograph/services/ingest/internal/syndication"
	"github.com/barograph/barograph/services/ingest/internal/web"
)

const (
	// wholeText is how many letters of text in a feed are taken for the whole
	// article, so that its page need not be asked for.
	wholeText = 2000
	// someText is how many are better than nothing where the page cannot be had.
	someText = 400
)

// errUnusable tells that an item will never be an article.
var errUnusable = errors.New("no article")

// take makes an article of an item. An error ends the attempt; what becomes of
// the item otherwise is noted in the memory.
func (a *attempt) take(ctx context.Context, item syndication.Item, response *web.Response) error {
	inFeed := a.inFeed(ctx, item)
	if response == nil && item.Link != "" && letters(inFeed) < wholeText {
		var err error
		if response, err = a.fetch(ctx, item.Link, web.Validators{}); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if a.owe(item, err) {
				return nil
			}
		}
	}
	at := a.place()
	doc, validators := inFeed, web.Validators{}
	if response != nil && !response.Gone {
		page, err := a.extract(ctx, response)
		if err != nil && ctx.Err() != nil {
			return ctx.Err()
		}
		if err == nil && (page.Article() || letters(page) > letters(inFeed) && page.Barrier == extract.BarrierNone) {
			doc, validators = page, response.Validators
			at.URL, at.Retrieved = response.URL, response.Retrieved
		} else if letters(inFeed) < someText {
			a.wall(item, page, err)
			a.memory.Taken(item)
			return nil
		}
	}
	if letters(doc) == 0 || doc == inFeed && item.Link != "" && letters(doc) < someText {
		a.giveUp(item, errUnusable)
		a.memory.Taken(item)
		return nil
	}
	stored, err := a.submit(ctx, item, doc, at)
	if err != nil {
		return err
	}
	if stored != nil && item.Link != "" && at.URL != "" {
		a.memory.Watch(item, stored.GetId(), validators, a.Clock(), a.ages(stored))
	}
	a.memory.Taken(item)
	return nil
}

// owe notes a page that could not be had, and says whether that settles the item
// for now.
func (a *attempt) owe(item syndication.Item, err error) bool {
	failure := new(web.Error)
	if !errors.As(err, &failure) || !failure.Transient() {
		a.log.Info("page of item cannot be had", zap.String("url", web.Redact(item.Link)), logging.Error(err))
		return false
	}
	if !a.memory.Owe(item, a.Clock(), failure.RetryAt, failure.Kind == web.Busy) {
		a.giveUp(item, err)
	}
	return true
}

// giveUp counts an item that becomes no article.
func (a *attempt) giveUp(item syndication.Item, err error) {
	a.report.GivenUp++
	a.log.Warn("item given up", zap.String("url", web.Redact(item.Link)), logging.Error(err))
}

// wall counts an item by what stands in front of it.
func (a *attempt) wall(item syndication.Item, page *extract.Document, err error) {
	if err != nil {
		a.giveUp(item, err)
		return
	}
	a.report.Walled++
	a.log.Info("item stands behind a wall", zap.String("url", web.Redact(item.Link)),
		zap.Stringer("wall", page.Barrier), zap.String("evidence", page.BarrierEvidence))
}

func (a *attempt) place() feed.Place {
	return feed.Place{
		Source: a.source.GetId(), Feed: a.source.GetId() + "/" + a.feed.GetId(),
		Language: cmp.Or(a.feed.GetLanguage(), a.source.GetLanguage()),
	}
}

// inFeed is the text that the feed itself has of an item.
func (a *attempt) inFeed(ctx context.Context, item syndication.Item) *extract.Document {
	text := cmp.Or(item.Content, item.Summary)
	if text == "" {
		return &extract.Document{Title: item.Title}
	}
	page := "<!doctype html><html><head><title>" + html.EscapeString(item.Title) + "</title></head><body><article>" + text + "</article></body></html>"
	doc, err := a.Extractor.Extract(ctx, extract.Page{ContentType: "text/html; charset=utf-8", Body: []byte(page)})
	if err != nil || !doc.Article() {
		return &extract.Document{Title: item.Title}
	}
	return doc
}

func (a *attempt) extract(ctx context.Context, response *web.Response) (*extract.Document, error) {
	return a.Extractor.Extract(ctx, extract.Page{
		URL: response.URL, ContentType: response.ContentType, Body: response.Body, Retrieved: response.Retrieved,
	})
}

// letters is how much text a document has.
func letters(doc *extract.Document) int {
	n := 0
	for _, b := range doc.Blocks {
		n += len(b.Text)
	}
	return n
}

// submit stores an article, or withdraws it where its text says that it is
// withdrawn. It returns the article if it is stored under its own id. The only
// error is that of the store.
func (a *attempt) submit(ctx context.Context, item syndication.Item, doc *extract.Document, at feed.Place) (*articlev1.Article, error) {
	submission := feed.Compose(item, doc, at)
	made, err := article.New(submission, a.Sources.Of(submission.GetSource(), submission.GetUrl()), a.Now())
	if err != nil {
		a.giveUp(item, err)
		return nil, nil
	}
	if found := notice.Find(made.GetText()); found.Kind == notice.Withdrawal {
		return nil, a.retract(ctx, made.GetId(), found.Text)
	}
	answer, err := a.Store.Submit(ctx, made)
	if errors.Is(err, fault.ErrInvalid) {
		a.giveUp(item, err)
		return nil, nil
	}
	if err != nil {
		return nil, errors.Join(errStore, err)
	}
	switch answer.GetOutcome() {
	case ingestv1.SubmitOutcome_SUBMIT_OUTCOME_DUPLICATE:
		return nil, nil
	case ingestv1.SubmitOutcome_SUBMIT_OUTCOME_ACCEPTED, ingestv1.SubmitOutcome_SUBMIT_OUTCOME_REVISED:
		a.report.Articles++
		if a.report.Languages == nil {
			a.report.Languages = map[string]int{}
		}
		a.report.Languages[made.GetDetectedLanguage()]++
	}
	return made, nil
}

// ages are when an article is looked at again: not at all when it is older than
// that already, as most are that a feed lists when it is read for the first time.
func (a *attempt) ages(made *articlev1.Article) []time.Duration {
	ages, published := a.revisits(), made.GetPublishedTime()
	if n := len(ages); n == 0 || published != nil && a.Now().Sub(published.AsTime()) > 2*ages[n-1] {
		return nil
	}
	return ages
}

// revisits are the ages at which the articles of the feed are looked at again.
func (a *attempt) revisits() []time.Duration {
	configured := a.feed.GetSchedule().GetRevisits()
	if len(configured) == 0 {
		return a.Revisits
	}
	ages := make([]time.Duration, len(configured))
	for i, age := range configured {
		ages[i] = age.AsDuration()
	}
	return ages
}

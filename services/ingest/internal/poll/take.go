package poll

import (
	"cmp"
	"context"
	"errors"
	"html"
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/correlation"
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

// errGone tells that the page was removed for good before it was read.
var errGone = errors.New("the page is gone for good (410)")

// take makes an article of an item, or notes that it is owed. Settled tells that
// the feed need not list it again; known that the item was counted before. An
// error ends the attempt.
func (a *attempt) take(ctx context.Context, item syndication.Item, known bool) (settled bool, err error) {
	inFeed := a.inFeed(ctx, item)
	var response *web.Response
	if item.Link != "" && letters(inFeed) < wholeText {
		if !a.memory.Room(item) {
			a.left = true
			return false, nil
		}
		if response, err = a.fetch(ctx, item.Link, web.Validators{}); err != nil {
			if ctx.Err() != nil {
				return false, ctx.Err()
			}
			if a.owe(item, err) {
				return true, nil
			}
		}
	}
	if response != nil && response.Gone {
		err = a.vanished(ctx, item)
	} else {
		err = a.keep(ctx, item, inFeed, response, known)
	}
	if err != nil {
		return false, err
	}
	a.memory.Settle(item)
	return true, nil
}

// keep stores the article of an item: the text of its page, or where there is
// none, of the feed.
func (a *attempt) keep(ctx context.Context, item syndication.Item, inFeed *extract.Document, response *web.Response, known bool) error {
	at, doc, validators := a.place(), inFeed, web.Validators{}
	if response != nil {
		page, err := a.extract(ctx, response)
		if err != nil && ctx.Err() != nil {
			return ctx.Err()
		}
		if err == nil && (page.Article() || letters(page) > letters(inFeed) && page.Barrier == extract.BarrierNone) {
			doc, validators = page, response.Validators
			at.URL, at.Retrieved = response.URL, response.Retrieved
		} else if letters(inFeed) < someText {
			a.wall(item, page, err)
			return nil
		}
	}
	if letters(doc) == 0 || doc == inFeed && item.Link != "" && letters(doc) < someText {
		a.giveUp(item, errUnusable)
		return nil
	}
	made, err := a.submit(ctx, item, doc, at, known)
	if made != nil && item.Link != "" {
		watch := feed.Revisit{Item: item, Article: made.GetId(), Validators: validators, Whole: doc == inFeed}
		a.memory.Watch(watch, a.Clock(), a.ages(made))
	}
	return err
}

// vanished withdraws the article of an item whose page is gone for good: the one
// that is remembered, or that a process stored which died before it could note it.
func (a *attempt) vanished(ctx context.Context, item syndication.Item) error {
	id := a.memory.Watched(item)
	if id == "" {
		var err error
		if id, err = article.ByAddress(item.Link); err != nil {
			a.giveUp(item, err)
			return nil
		}
	}
	before := a.report.Retracted
	err := a.retract(ctx, id, removed)
	if err == nil && a.report.Retracted == before {
		a.giveUp(item, errGone)
	}
	return err
}

// owe notes a page that could not be had, and says whether it is tried again.
func (a *attempt) owe(item syndication.Item, err error) bool {
	failure := new(web.Error)
	if !errors.As(err, &failure) || !failure.Transient() {
		a.log.Info("page of item cannot be had", zap.String(logging.KeyURL, web.Redact(item.Link)), logging.Error(err))
		return false
	}
	return a.memory.Owe(item, a.Clock(), failure.RetryAt, failure.Kind == web.Busy)
}

// giveUp counts an item that becomes no article.
func (a *attempt) giveUp(item syndication.Item, err error) {
	a.report.GivenUp++
	a.log.Warn("item given up", zap.String(logging.KeyURL, web.Redact(item.Link)), logging.Error(err))
}

// wall counts an item by what stands in front of it.
func (a *attempt) wall(item syndication.Item, page *extract.Document, err error) {
	if err != nil {
		a.giveUp(item, err)
		return
	}
	a.report.Walled++
	a.log.Info("item stands behind a wall", zap.String(logging.KeyURL, web.Redact(item.Link)),
		zap.Stringer(logging.KeyWall, page.Barrier), zap.String(logging.KeyEvidence, page.BarrierEvidence))
}

func (a *attempt) place() feed.Place {
	return feed.Place{
		Source: a.source.GetId(), Feed: a.source.GetId() + "/" + a.feed.GetId(), Retrieved: a.Now(),
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
	doc, err := a.document(ctx, extract.Page{ContentType: "text/html; charset=utf-8", Body: []byte(page)})
	if err != nil || !doc.Article() {
		return &extract.Document{Title: item.Title}
	}
	return doc
}

func (a *attempt) extract(ctx context.Context, response *web.Response) (*extract.Document, error) {
	return a.document(ctx, extract.Page{
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
// withdrawn. It returns the article unless it cannot be one, or is withdrawn;
// known tells that its item was counted before. The only error is that of the
// store.
func (a *attempt) submit(ctx context.Context, item syndication.Item, doc *extract.Document, at feed.Place, known bool) (*articlev1.Article, error) {
	return a.accept(ctx, item, feed.Compose(item, doc, at), known)
}

// accept is submit for what is made up already.
func (a *attempt) accept(ctx context.Context, item syndication.Item, submission *ingestv1.Submission, known bool) (*articlev1.Article, error) {
	made, err := article.New(submission, a.Sources.Of(submission.GetSource(), submission.GetUrl()), a.Now())
	if err != nil {
		a.giveUp(item, err)
		return nil, nil
	}
	if found := notice.Find(made.GetText()); found.Kind == notice.Withdrawal {
		return nil, a.retract(ctx, made.GetId(), found.Text)
	}
	answer, err := a.Store.Submit(correlation.Ensure(ctx), made)
	if errors.Is(err, fault.ErrInvalid) {
		a.giveUp(item, err)
		return nil, nil
	}
	if err != nil {
		return nil, errors.Join(errStore, err)
	}
	a.brake.passed()
	stored := answer.GetOutcome() == ingestv1.SubmitOutcome_SUBMIT_OUTCOME_ACCEPTED || answer.GetOutcome() == ingestv1.SubmitOutcome_SUBMIT_OUTCOME_REVISED
	if answer.GetOutcome() == ingestv1.SubmitOutcome_SUBMIT_OUTCOME_UNCHANGED && !known {
		stored = a.storedBefore(ctx, made)
	}
	if stored {
		a.report.Articles++
		if a.report.Languages == nil {
			a.report.Languages = map[string]int{}
		}
		a.report.Languages[made.GetDetectedLanguage()]++
	}
	return made, nil
}

// storedBefore tells that this feed stored an article that it does not remember:
// a process before this one died in between.
func (a *attempt) storedBefore(ctx context.Context, made *articlev1.Article) bool {
	stored, _, err := a.Store.Get(ctx, made.GetId(), 0)
	return err == nil && stored.GetFeed() == made.GetFeed()
}

// ages are when an article is looked at again: not at all when it is older than
// that already, as most are that a feed lists when it is read for the first time.
func (a *attempt) ages(made *articlev1.Article) []time.Duration {
	ages, published := a.revisits(), made.GetPublishedTime()
	if n := len(ages); n == 0 || published != nil && a.Now().Sub(published.AsTime()) > max(2*ages[n-1], oldAge) {
		return nil
	}
	return ages
}

// oldAge is the age at which an article is not likely to be corrected any more.
const oldAge = 24 * time.Hour

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

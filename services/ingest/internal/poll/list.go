package poll

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/services/ingest/internal/schedule"
	"github.com/barograph/barograph/services/ingest/internal/syndication"
	"github.com/barograph/barograph/services/ingest/internal/web"
)

// list asks for the feed and returns what it lists, and the validators of that
// answer, nil where they are those that are known. A page is a list of one.
func (a *attempt) list(ctx context.Context) (*web.Validators, []syndication.Item, error) {
	address := a.feed.GetAddress()
	if a.archived() {
		return a.archive(ctx)
	}
	response, err := a.fetch(ctx, address, a.memory.Validators)
	if err != nil {
		return nil, nil, err
	}
	a.report.HTTPStatus, a.report.Moved = response.Status, response.Moved
	a.result.FreshUntil = response.FreshUntil
	switch {
	case response.Gone:
		a.result.Outcome = schedule.Gone
		a.report.Problem = "the server says that it is gone for good (410): remove the feed"
		return nil, nil, a.gone(ctx)
	case response.NotModified:
		return nil, nil, nil
	case a.feed.GetKind() == sourcev1.FeedKind_FEED_KIND_PAGE:
		return &response.Validators, nil, a.page(ctx, response)
	}
	parsed, err := parse(response)
	if errors.Is(err, syndication.ErrNotFeed) && a.feed.GetKind() == sourcev1.FeedKind_FEED_KIND_UNSPECIFIED && strings.Contains(response.ContentType, "html") && !a.wasFeed() {
		return &response.Validators, nil, a.page(ctx, response)
	}
	if err != nil {
		a.report.Unreadable = true
		return nil, nil, err
	}
	a.describe(parsed)
	items, err := a.parts(ctx, parsed)
	if parsed.Cut { // what is missing comes when it is asked for again
		a.report.Unreadable = true
		return nil, append(parsed.Items, items...), err
	}
	return &response.Validators, append(parsed.Items, items...), err
}

// wasFeed tells that a feed was found at the address before: a page there now is
// no article, but what its server shows in the place of the feed.
func (a *attempt) wasFeed() bool {
	found := a.feed.GetStatus().GetDetectedKind()
	return found == sourcev1.FeedKind_FEED_KIND_FEED || found == sourcev1.FeedKind_FEED_KIND_SITEMAP
}

// describe takes what a feed says of itself into the report.
func (a *attempt) describe(parsed *syndication.Feed) {
	a.report.Kind, a.report.Title = sourcev1.FeedKind_FEED_KIND_FEED, parsed.Title
	if parsed.Format == syndication.Sitemap || parsed.Format == syndication.SitemapIndex {
		a.report.Kind = sourcev1.FeedKind_FEED_KIND_SITEMAP
	}
	a.result.TTL = parsed.Interval
	if len(parsed.Problems) > 0 {
		a.report.Problem = strings.Join(parsed.Problems, "; ")
	}
}

// maxParts is how many sitemaps of an index one read looks at, the ones changed
// last.
const maxParts = 30

// maxListed is how many items of an index one read takes into memory: it asks
// for no further part then.
const maxListed = 50_000

// parts are the items of the sitemaps of an index. One that cannot be had costs
// no other.
func (a *attempt) parts(ctx context.Context, index *syndication.Feed) ([]syndication.Item, error) {
	parts := slices.Clone(index.Sitemaps)
	slices.SortStableFunc(parts, func(x, y syndication.Part) int { return y.Modified.Time.Compare(x.Modified.Time) })
	a.changed = map[string]web.Validators{}
	var items []syndication.Item
	var problems []error
	for _, part := range parts[:min(len(parts), maxParts)] {
		response, err := a.fetch(ctx, part.Address, a.memory.Parts[part.Address])
		if ctx.Err() != nil {
			return items, ctx.Err()
		}
		if err == nil && (response.NotModified || response.Gone) {
			continue
		}
		var parsed *syndication.Feed
		if err == nil {
			parsed, err = parse(response)
		}
		if err != nil {
			problems = append(problems, fmt.Errorf("sitemap %s: %w", web.Redact(part.Address), err))
			continue
		}
		if items = append(items, parsed.Items...); !parsed.Cut {
			a.changed[part.Address] = response.Validators
		}
		if len(items) >= maxListed {
			break
		}
	}
	if len(problems) > 0 && len(items) == 0 && len(index.Items) == 0 {
		return nil, errors.Join(problems...)
	}
	if len(problems) > 0 {
		a.report.Problem = errors.Join(problems...).Error()
	}
	return items, nil
}

// fetch asks for an address on account of the feed, in its pace.
func (a *attempt) fetch(ctx context.Context, address string, known web.Validators) (*web.Response, error) {
	if err := a.pace.Wait(ctx); err != nil {
		return nil, err
	}
	return a.Fetcher.Fetch(ctx, web.Request{
		URL: address, Validators: known, Credentials: a.feed.GetCredentialsFile(), Permitted: a.feed.GetPermitted(),
		MaxBytes: int64(a.feed.GetLimits().GetMaxBytes()),
	})
}

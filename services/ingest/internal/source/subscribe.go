package source

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/fault"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/services/ingest/internal/syndication"
)

// maxFailures is how many feeds that could not be added are told.
const maxFailures = 100

// ImportOPML adds the feeds of a list of subscriptions that are not read yet,
// and goes on after one that cannot be added. A fault.ErrInvalid if it is no
// such list.
func (r *Registry) ImportOPML(ctx context.Context, list []byte) (*sourcev1.ImportOPMLResponse, error) {
	subscriptions, problems, err := syndication.ParseOPML(list)
	if err != nil {
		return nil, fault.Invalid("INVALID_OPML", "the list of subscriptions cannot be read: "+err.Error(),
			fault.Field{Path: "opml", Problem: err.Error()})
	}
	out := &sourcev1.ImportOPMLResponse{}
	for _, problem := range problems {
		out.Failures = append(out.Failures, &sourcev1.ImportFailure{Feed: "the list", Message: problem})
	}
	for _, s := range subscriptions {
		if r.reads(s.Address, "") != "" {
			out.FeedsKnown++
			continue
		}
		created, err := r.subscribe(ctx, s)
		switch {
		case err == nil:
			out.FeedsAdded++
			out.SourcesCreated += map[bool]uint32{true: 1}[created]
		case errors.Is(err, fault.ErrTransient) || ctx.Err() != nil:
			return nil, fmt.Errorf("import after %d feeds: %w", out.GetFeedsAdded(), err)
		default:
			out.FeedsFailed++
			if len(out.GetFailures()) < maxFailures {
				out.Failures = append(out.Failures, &sourcev1.ImportFailure{Feed: cmp.Or(s.Address, s.Title), Message: message(err)})
			}
		}
	}
	return out, nil
}

// message is what is wrong, for a person.
func message(err error) string {
	if f := new(fault.Error); errors.As(err, &f) {
		return f.Message
	}
	return strings.ReplaceAll(err.Error(), "\n", "; ")
}

// subscribe adds a feed to the source of its site, which is created if need be.
func (r *Registry) subscribe(ctx context.Context, s syndication.Subscription) (created bool, err error) {
	id := r.sourceOf(s)
	kind, known := kindOf(cmp.Or(s.Kind, "auto"))
	if id == "" || !known {
		return false, fault.Invalid("INVALID_FEED", "it has no host and no source, or a kind that is not known")
	}
	feed := &sourcev1.Feed{Address: s.Address, Kind: kind, Language: s.Language}
	_, _, err = r.modify(ctx, id, "", func(current *sourcev1.Source) (*sourcev1.Source, error) {
		if created = current == nil; created {
			current = r.empty(id, sourcev1.Manager_MANAGER_API)
			current.Name, current.Family = s.Title, s.Family
			if number := articlev1.Reliability_value["RELIABILITY_"+s.Reliability]; len(s.Reliability) == 1 {
				current.Reliability = articlev1.Reliability(number)
			}
		}
		if current.GetManager() == sourcev1.Manager_MANAGER_FILE {
			return nil, managedByFile(id)
		}
		next := proto.CloneOf(current)
		next.Feeds = append(next.Feeds, feed)
		return next, nil
	})
	return created, err
}

// sourceOf is the source that a subscription belongs to: the one it names, else
// that of its site, else that of its address.
func (r *Registry) sourceOf(s syndication.Subscription) string {
	if id := Key(s.Source); id != "" {
		return id
	}
	host := cmp.Or(hostOf(s.Site), hostOf(s.Address))
	if host == "" {
		return ""
	}
	return r.Of("", "https://"+host).GetId()
}

// ExportOPML is the list of the feeds of all sources, without those of files
// and those with credentials.
func (r *Registry) ExportOPML() ([]byte, error) {
	var list []syndication.Subscription
	for _, source := range r.All() {
		about := publisher(source)
		for _, feed := range source.GetFeeds() {
			if local, err := checkAddress(feed); local || err != nil || feed.GetCredentialsFile() != "" {
				continue
			}
			s := syndication.Subscription{
				Title: cmp.Or(feed.GetStatus().GetTitle(), about.GetName()), Address: feed.GetAddress(),
				Language: cmp.Or(feed.GetLanguage(), source.GetLanguage()), Source: source.GetId(), Family: source.GetFamily(),
			}
			if letter, ok := strings.CutPrefix(source.GetReliability().String(), "RELIABILITY_"); ok && len(letter) == 1 {
				s.Reliability = letter
			}
			if feed.GetKind() != sourcev1.FeedKind_FEED_KIND_UNSPECIFIED {
				s.Kind = kindName(feed.GetKind())
			}
			if strings.Contains(source.GetId(), ".") && !strings.Contains(source.GetId(), " ") {
				s.Site = "https://" + source.GetId() + "/"
			}
			list = append(list, s)
		}
	}
	return syndication.WriteOPML("Sources of Barograph", r.Now(), list)
}

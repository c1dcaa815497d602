package feed

import (
	"cmp"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"google.golang.org/protobuf/types/known/timestamppb"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/services/ingest/internal/article"
	"github.com/barograph/barograph/services/ingest/internal/extract"
	"github.com/barograph/barograph/services/ingest/internal/syndication"
)

// Place is where an item was read.
type Place struct {
	// Source that the feed is of, and Feed as "source/feed".
	Source, Feed string
	// Language that is configured for the feed; empty: none.
	Language string
	// URL is where the page came from, after redirects; empty for what stood in
	// the feed itself.
	URL string
	// Retrieved is when.
	Retrieved time.Time
}

// Limits of the contract on what an item brings along, in characters.
const (
	maxTitle, maxByline, maxExternalID, maxAddress, maxName = 1024, 512, 512, 2048, 255
)

// Compose makes the submission of an item and of what its page says. Dates that
// no article can have are left out.
func Compose(item syndication.Item, doc *extract.Document, at Place) *ingestv1.Submission {
	out := &ingestv1.Submission{
		ExternalId: cut(item.ID, maxExternalID),
		Url:        address(doc.CanonicalURL, at.URL, item.Link),
		Source:     cut(publisher(item, at), maxName),
		Title:      cut(cmp.Or(doc.Title, item.Title), maxTitle),
		Byline:     cut(cmp.Or(doc.Byline, item.Author), maxByline),
		Language:   language(doc.Language, item.Language, at.Language),
		Text:       doc.Text(),
		Origin:     cut(origin(item, doc), maxName),
		Feed:       at.Feed,
	}
	if !at.Retrieved.IsZero() {
		out.RetrievedTime = timestamppb.New(at.Retrieved)
	}
	published := Published(item, doc, at.Retrieved)
	if !published.Time.IsZero() {
		out.PublishedTime, out.PublishedBasis, out.PublishedDayOnly = timestamppb.New(published.Time), published.Basis, published.Day
	}
	if updated := updated(item, doc, published, at.Retrieved); !updated.Time.IsZero() {
		out.UpdatedTime, out.UpdatedBasis = timestamppb.New(updated.Time), updated.Basis
	}
	return out
}

// address is the first that the contract takes.
func address(candidates ...string) string {
	for _, candidate := range candidates {
		if candidate == "" || utf8.RuneCountInString(candidate) > maxAddress {
			continue
		}
		if _, err := article.CanonicalURL(candidate); err == nil {
			return candidate
		}
	}
	return ""
}

// publisher is who the item says it is by, where an aggregator lists it, else
// the source of the feed. A name without an address is not enough: sitemaps name
// their own publication so.
func publisher(item syndication.Item, at Place) string {
	if u, err := url.Parse(item.Source.Address); err == nil && u.Hostname() != "" {
		return u.Hostname()
	}
	return at.Source
}

// origin is who wrote the text first, where that is somebody else.
func origin(item syndication.Item, doc *extract.Document) string {
	if doc.WireOrigin == "" && item.Source.Address != "" {
		return item.Source.Name
	}
	return doc.WireOrigin
}

// language is the first that can be a tag.
func language(tags ...string) string {
	for _, tag := range tags {
		if tag = strings.ReplaceAll(strings.TrimSpace(tag), "_", "-"); len(tag) >= 2 && len(tag) <= 35 && !strings.ContainsAny(tag, " ,;\x00") && utf8.ValidString(tag) {
			return tag
		}
	}
	return ""
}

// cut takes what the contract does not allow out of a line, and off its end.
func cut(text string, runes int) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\ufffd"), "\x00", "")
	for i := range text {
		if runes--; runes < 0 {
			return text[:i]
		}
	}
	return text
}

// Moment is a time with how it was found.
type Moment struct {
	Time  time.Time
	Day   bool
	Basis articlev1.TimeBasis
}

// reappeared is how much older than the feed says an article has to be by its
// address or markup to be an old one that comes again.
const reappeared = 7 * 24 * time.Hour

// Published is when an item was published: of what its page and its feed say
// the most believable that an article can have (see TimeBasis), but a time of
// day before a mere day, and an old address before a feed that calls everything
// new. Zero if nothing says so.
func Published(item syndication.Item, doc *extract.Document, now time.Time) Moment {
	best := Moment{}
	for _, m := range candidates(extract.RolePublished, item.Published, doc, now) {
		switch {
		case best.Time.IsZero():
			best = m
		case best.Day && !m.Day && sameDay(best.Time, m.Time):
			best = m
		case best.Basis == articlev1.TimeBasis_TIME_BASIS_FEED && best.Time.Sub(m.Time) > reappeared && dated(m.Basis):
			best = m
		}
	}
	return best
}

// dated says whether a basis tells of the article itself, not of a day in its text.
func dated(basis articlev1.TimeBasis) bool {
	return basis == articlev1.TimeBasis_TIME_BASIS_MARKUP || basis == articlev1.TimeBasis_TIME_BASIS_ADDRESS
}

// updated is when an item was last written, after it was published; else zero.
func updated(item syndication.Item, doc *extract.Document, published Moment, now time.Time) Moment {
	for _, m := range candidates(extract.RoleUpdated, item.Updated, doc, now) {
		if m.Time.After(published.Time) && !m.Day {
			return m
		}
	}
	return Moment{}
}

// candidates are the times of one kind that an article can have, the most
// believable first.
func candidates(role extract.Role, listed syndication.Date, doc *extract.Document, now time.Time) []Moment {
	var all []Moment
	add := func(m Moment) {
		if !m.Time.IsZero() && article.CheckTime(m.Time, now) == nil {
			all = append(all, m)
		}
	}
	fed := false
	for _, d := range doc.Dates {
		if d.Role != role {
			continue
		}
		if d.Basis > articlev1.TimeBasis_TIME_BASIS_FEED && !fed {
			fed = true
			add(Moment{listed.Time, listed.Day, articlev1.TimeBasis_TIME_BASIS_FEED})
		}
		add(Moment{d.Time, d.Day, d.Basis})
	}
	if !fed {
		add(Moment{listed.Time, listed.Day, articlev1.TimeBasis_TIME_BASIS_FEED})
	}
	return all
}

func sameDay(a, b time.Time) bool {
	return a.UTC().Truncate(24 * time.Hour).Equal(b.UTC().Truncate(24 * time.Hour))
}

// Package syndication reads what sites publish about their news: RSS 0.9x, 1.0
// (RDF) and 2.0, Atom and JSON Feed, sitemaps, news sitemaps and indexes of
// them; and lists of subscriptions, OPML, which it also writes. It expects the
// worst: whatever the bytes are, it ends soon, in bounded memory, and says what
// it had to repair or leave out. It is pure.
package syndication

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"time"
)

const (
	// MaxBytes is the greatest size of a document.
	MaxBytes = 64 << 20
	// MaxItems is the greatest number of items of a document that are given out.
	MaxItems = 50_000
	// maxDepth is how deep elements may lie within each other.
	maxDepth = 200
	// maxProblems is how many problems are told.
	maxProblems = 20
)

var (
	// ErrNotFeed tells that the document is nothing of what this package reads. The error
	// around it says what it looks like.
	ErrNotFeed = errors.New("not a feed")
	// ErrDamaged tells that it begins as a feed, but not one item can be read.
	ErrDamaged = errors.New("damaged feed")
	// ErrTooLarge tells that it has more than [MaxBytes], or is nested too deeply.
	ErrTooLarge = errors.New("feed too large")
)

// Format is what a document turned out to be.
type Format string

// The formats.
const (
	RSS          Format = "rss" // 0.9x, 1.0 and 2.0
	Atom         Format = "atom"
	JSON         Format = "json" // JSON Feed
	Sitemap      Format = "sitemap"
	SitemapIndex Format = "sitemap index"
)

// Feed is a document.
type Feed struct {
	Format Format
	// Version as the document gives it, may be empty.
	Version string
	// Title in plain text, may be empty.
	Title string
	// Link is the site that the feed is of, absolute; may be empty.
	Link string
	// Language is the BCP 47 tag that the feed declares, as it stands there.
	Language string
	// Interval is how long the feed asks to be left alone between two reads, by
	// ttl or by the period of its updates; 0 where it does not say.
	Interval time.Duration
	// Items in the order of the document, each id once.
	Items []Item
	// Sitemaps are the parts of an index of sitemaps.
	Sitemaps []Part
	// Damaged tells that the document is cut off or broken, so that there may have
	// been more items.
	Damaged bool
	// Cut tells that a damaged document ends before its end, so that asking again
	// may help; one that is broken within is usually so each time.
	Cut bool
	// Problems say what was repaired or left out, for people; at most 20.
	Problems []string
}

// Part is a sitemap of an index.
type Part struct {
	// Address is absolute.
	Address string
	// Modified is when it last changed, where the index says so.
	Modified Date
}

// Item is one entry of a feed, or one page of a sitemap.
type Item struct {
	// ID is the same each time the item is read, and of no other item of the
	// feed: its own id where it has a good one, else its link, else a hash.
	ID string
	// Link is the page, absolute, http or https; empty where there is none.
	Link string
	// Title in plain text.
	Title string
	// Summary and Content are HTML as the feed has it. Content is the text of the
	// article where the feed carries it.
	Summary, Content string
	// Author in plain text, several divided by commas.
	Author string
	// Published and Updated are what the feed claims.
	Published, Updated Date
	// Source is who published it first, where the feed names another.
	Source Source
	// Categories in plain text.
	Categories []string
	// Language is the BCP 47 tag that the item declares, else that of the feed.
	Language string
}

// Source is the publisher of an item of an aggregator.
type Source struct {
	// Name in plain text.
	Name string
	// Address of the publisher or of its feed, absolute; may be empty.
	Address string
}

// Date is a time as a document gives it.
type Date struct {
	// Time in UTC; zero where Text cannot be understood, or lies before 1990 or
	// after 2100, which no news does.
	Time time.Time
	// Text as it stands there.
	Text string
	// Zoned tells that Text names its zone; without, UTC was assumed.
	Zoned bool
	// Day tells that Text names a day only; Time is its beginning in UTC.
	Day bool
}

// Parse reads a document. The content type is what the server says, which may
// be wrong or empty; base is the address of the document, against which relative
// links are read, and may be empty.
//
// A document that is cut off or broken gives the items that can be read, with
// Damaged set; [ErrDamaged] if there is none.
func Parse(data []byte, contentType, base string) (*Feed, error) {
	if len(data) > MaxBytes {
		return nil, fmt.Errorf("%w: %d bytes, at most %d are read", ErrTooLarge, len(data), MaxBytes)
	}
	address, err := url.Parse(base)
	if err != nil {
		address = &url.URL{}
	}
	d := &document{base: address, feed: &Feed{}}
	d.text = d.decode(data, contentType)
	d.text = bytes.TrimLeft(d.text, " \t\r\n")
	switch {
	case len(d.text) == 0:
		return nil, fmt.Errorf("%w: the document is empty", ErrNotFeed)
	case d.text[0] == '{':
		err = d.json()
	case d.text[0] == '<' || d.skipNoise():
		err = d.markup()
	default:
		err = d.lines(contentType)
	}
	if err != nil {
		return nil, err
	}
	d.finish()
	return d.feed, nil
}

// maxNoise is how far into a document what its server prints by mistake may
// reach, before the feed begins.
const maxNoise = 8 << 10

// skipNoise drops what stands before a feed that does not begin at once, and
// says whether there is one.
func (d *document) skipNoise() bool {
	at := begin.FindIndex(d.text[:min(len(d.text), maxNoise)])
	if at == nil || at[0] == 0 {
		return false
	}
	d.problem("%d bytes stand before the feed", at[0])
	d.text = d.text[at[0]:]
	return true
}

// begin is where a feed begins that does not begin at once.
var begin = regexp.MustCompile(`<(?:\?xml|rss|feed|rdf:RDF|urlset|sitemapindex)\b`)

// document is one that is being read.
type document struct {
	base *url.URL
	text []byte // UTF-8
	feed *Feed
}

func (d *document) problem(format string, args ...any) {
	if len(d.feed.Problems) < maxProblems {
		d.feed.Problems = append(d.feed.Problems, fmt.Sprintf(format, args...))
	}
}

// markup reads a document in angle brackets.
func (d *document) markup() error {
	o, err := survey(d.text)
	if err != nil {
		return err
	}
	d.text = d.text[o.start:]
	for i := range o.items {
		o.items[i].start -= o.start
		o.items[i].end -= o.start
	}
	switch o.root {
	case "rss", "rdf", "feed":
		return d.feedOf(o)
	case "urlset", "sitemapindex":
		return d.sitemap(o)
	case "html":
		return fmt.Errorf("%w: it is a web page", ErrNotFeed)
	case "opml":
		return fmt.Errorf("%w: it is a list of subscriptions (OPML); import it", ErrNotFeed)
	case "":
		return fmt.Errorf("%w: it has no element", ErrNotFeed)
	}
	if d.skipNoise() {
		return d.markup()
	}
	return fmt.Errorf("%w: its root element is %.40q", ErrNotFeed, o.root)
}

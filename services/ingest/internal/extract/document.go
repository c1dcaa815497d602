package extract

import (
	"time"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
)

// Document is what a page says, and about itself.
type Document struct {
	// Title is the headline, without the name of the site.
	Title string
	// Blocks are the parts of the text in their order.
	Blocks []Block
	// Byline names the authors: "Ann Lee, Ben Orr"; empty when unknown.
	Byline string
	// Publisher is the name that the page gives its publisher; empty when unknown.
	Publisher string
	// WireOrigin is who wrote the text first, when that is not the publisher: an
	// agency ("Reuters") or another publisher; empty when nothing says so.
	WireOrigin string
	// WireEvidence says what named the origin: "byline", "dateline", "credit",
	// "metadata", "canonical address", "notice".
	WireEvidence string
	// CanonicalURL is the address under which the publisher knows the article:
	// the page's own unless the page names another one of the same site.
	CanonicalURL string
	// Language is the BCP 47 tag that the page declares, "" for none; nothing is
	// guessed from the text.
	Language string
	// Description is the publisher's own summary; empty when there is none.
	Description string
	// Published and Updated are the first believable dates of each kind; the
	// zero value when the page tells none.
	Published, Updated Date
	// Dates are all that the page says about its dates, most believable first.
	Dates []Date
	// Corrections are the notices of the editors about the text ("Correction:
	// an earlier version said …"). They stand among the blocks, too.
	Corrections []string
	// Barrier is what stands in front of the article.
	Barrier Barrier
	// BarrierEvidence is what told so, for a person.
	BarrierEvidence string
	// Charset is the encoding by which the page was read, as WHATWG names it.
	Charset string
	// CharsetEvidence says what told so: "byte order mark", "valid UTF-8",
	// "header", "page", "guess".
	CharsetEvidence string
	// Method is the finder of the text that was believed.
	Method string
}

// Article reports whether the document may be taken for an article: no barrier.
func (d *Document) Article() bool { return d.Barrier == BarrierNone }

// Kind says what a block is.
type Kind uint8

// The kinds of blocks.
const (
	Paragraph Kind = iota
	Heading        // a cross-head
	Item           // of a list
	Quote          // a block quotation
	Caption        // of a picture
	Row            // of a table
	Notice         // a correction, or a time of publication or update
)

// String returns the kind's name in lower case.
func (k Kind) String() string {
	names := [...]string{"paragraph", "heading", "item", "quote", "caption", "row", "notice"}
	if int(k) < len(names) {
		return names[k]
	}
	return "unknown"
}

// Block is one part of the text.
type Block struct {
	Kind Kind
	// Level is 1 to 6 for headings, and the depth of items in lists, from 1.
	Level int
	// Number is the number of an item of an ordered list; 0 for others.
	Number int
	// Text has one space between words and none around. A newline stands where
	// the page breaks a line inside the block.
	Text string
}

// Barrier is what stands between a reader and the article.
type Barrier uint8

// The barriers.
const (
	BarrierNone    Barrier = iota
	BarrierPaywall         // payment or subscription; the text is a teaser or nothing
	BarrierLogin           // registration without payment
	BarrierConsent         // cookies or tracking must be accepted first
	BarrierBot             // proof of being a person, or a refusal of machines
	BarrierError           // "page not found" and the like with status 200
)

// String returns the barrier's name.
func (b Barrier) String() string {
	names := [...]string{"none", "paywall", "login", "cookie wall", "bot check", "error page"}
	if int(b) < len(names) {
		return names[b]
	}
	return "unknown"
}

// Role says what a date is about.
type Role uint8

// The roles of dates.
const (
	RolePublished Role = iota
	RoleUpdated
)

// String returns the role's name.
func (r Role) String() string {
	if r == RoleUpdated {
		return "updated"
	}
	return "published"
}

// Date is one date that the page tells.
type Date struct {
	Role Role
	// Time is the instant in UTC; for a day its midnight.
	Time time.Time
	// Day is set when no time of day was told.
	Day bool
	// Zoned is set when the page named the time zone; else UTC was assumed.
	Zoned bool
	// How says what told it: "json-ld datePublished", "meta
	// article:published_time", "time element", "htmldate".
	How string
	// Basis is the same in the words of the contract.
	Basis articlev1.TimeBasis
	// Raw is the text that was read.
	Raw string
}

// IsZero reports whether there is no date.
func (d Date) IsZero() bool { return d.Time.IsZero() }

package extract

import (
	"context"
	"errors"
	"time"
)

// Limits on pages. Beyond them a page is refused with [ErrTooLarge] or
// [ErrTooComplex], never cut.
const (
	// MaxPageBytes is the greatest page, as it came, in bytes.
	MaxPageBytes = 16 << 20
	// MaxMarkupBytes is the greatest page without scripts, styles, drawings and
	// comments, in UTF-8.
	MaxMarkupBytes = 4 << 20
	// MaxElements is the greatest number of elements, drawings not counted.
	MaxElements = 40_000
)

// Errors of [Extractor.Extract]. They say that the page cannot be read, and
// reading it again will not help.
var (
	ErrTooLarge   = errors.New("page is too large")
	ErrTooComplex = errors.New("page has too many elements, or too many inside each other")
	ErrNotHTML    = errors.New("page is not HTML")
	ErrNoText     = errors.New("page has no article text")
)

// Page is what was fetched.
type Page struct {
	// URL is the address that answered, after redirects; empty for a saved page.
	URL string
	// ContentType is the header of that name, with its charset; may be empty or
	// lie.
	ContentType string
	// Body is the page, without content encoding (gzip and the like).
	Body []byte
	// Retrieved is when the page was fetched: dates well after it are not
	// believed. Zero means that every date is possible.
	Retrieved time.Time
}

// Extractor reads articles out of pages. An implementation may be used by any
// number of goroutines.
type Extractor interface {
	// Extract reads one page. A page with a wall in front of its article is no
	// error: Document.Barrier says so. Errors are those above, or the context's.
	Extract(ctx context.Context, page Page) (*Document, error)
}

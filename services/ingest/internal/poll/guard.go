package poll

import (
	"context"
	"fmt"

	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/services/ingest/internal/extract"
	"github.com/barograph/barograph/services/ingest/internal/syndication"
	"github.com/barograph/barograph/services/ingest/internal/web"
)

// guard makes an error of a panic in a parser. What one page holds must not end
// the process: the next one would begin with that page.
func guard(err *error) {
	if v := recover(); v != nil {
		*err = fmt.Errorf("the reader of it broke: %w", fault.Panicked(v))
	}
}

// parse reads an answer as a feed.
//
//house:allow fuzz: FuzzParse of syndication reads the same
func parse(response *web.Response) (parsed *syndication.Feed, err error) {
	defer guard(&err)
	return syndication.Parse(response.Body, response.ContentType, response.URL)
}

// document reads an article out of a page.
func (a *attempt) document(ctx context.Context, page extract.Page) (doc *extract.Document, err error) {
	defer guard(&err)
	return a.Extractor.Extract(ctx, page)
}

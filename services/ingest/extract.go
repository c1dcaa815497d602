package ingest

import "github.com/barograph/barograph/services/ingest/internal/extract"

// Page is a web page as it was fetched or saved.
type Page = extract.Page

// Document is what a page says, and about itself.
type Document = extract.Document

// Extractor reads articles out of pages, without any server. It may be used by
// any number of goroutines.
type Extractor = extract.Extractor

// NewExtractor makes the extractor with which the service reads pages.
func NewExtractor() Extractor { return extract.New() }

package ingest

import "github.com/barograph/barograph/services/ingest/internal/extract"

// MaxPageBytes is the greatest page that is read, in bytes.
const MaxPageBytes = extract.MaxPageBytes

// Page is a web page as it was fetched or saved.
type Page = extract.Page

// Document is what a page says, and about itself.
type Document = extract.Document

// Date is one date of a document, with how it was found.
type Date = extract.Date

// Extractor reads articles out of pages, without any server. It may be used by
// any number of goroutines.
type Extractor = extract.Extractor

// NewExtractor makes the extractor with which the service reads pages.
func NewExtractor() Extractor { return extract.New() }

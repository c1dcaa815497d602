package ingest

import (
	"context"
	"io/fs"
	"iter"
	"time"

	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/services/ingest/internal/archive"
	"github.com/barograph/barograph/services/ingest/internal/extract"
)

// ArchiveFile is a file of articles: WARC, WET, JSON, JSON Lines, HTML or text,
// packed or not.
type ArchiveFile = archive.File

// ArchiveRecord is one record of such a file: an article, or why it is none.
type ArchiveRecord = archive.Record

// ArchiveCursor is what of files was read; it can be kept as JSON.
type ArchiveCursor = archive.Cursor

// ArchiveOptions say how archives are read.
type ArchiveOptions struct {
	// Extractor reads pages; nil is [NewExtractor].
	Extractor Extractor
	// Source is the publisher of articles that name none and have no address.
	Source string
	// Language of articles that declare none.
	Language string
	// Workers is how many pages are read at once, at least 1.
	Workers int
	// Now is the clock, against which dates are checked.
	Now time.Time
}

// ArchiveFiles lists the files of articles in a folder and those below it; the
// prefix stands before their names.
func ArchiveFiles(folder fs.FS, prefix string) ([]ArchiveFile, error) {
	return archive.Walk(folder, prefix, archive.Extensions())
}

// ReadArchives reads files one after the other, without any server. Each record
// has then a submission or says why it has none; behind the last one of a file
// comes one that says so. What the cursor, which may be nil, knows is left out.
func ReadArchives(ctx context.Context, files []ArchiveFile, cursor *ArchiveCursor, o ArchiveOptions) iter.Seq[ArchiveRecord] {
	if o.Extractor == nil {
		o.Extractor = extract.New()
	}
	c := &archive.Composer{Extractor: o.Extractor, Source: o.Source, Language: o.Language, Now: o.Now}
	return c.All(ctx, archive.Records(files, cursor), max(o.Workers, 1))
}

// PlainArticle makes a submission of a file of plain text, without a byte order
// mark. It refuses what is longer than an article, no UTF-8, empty or binary.
func PlainArticle(data []byte) (*ingestv1.Submission, error) { return archive.Text(data) }

// CheckText refuses text that is empty or binary.
func CheckText(text string) error { return archive.CheckText(text) }

// CheckUTF8 names the first byte that is not UTF-8.
func CheckUTF8(data []byte) error { return archive.CheckUTF8(data) }

// Package archive reads files of articles: WARC and WET, JSON and JSON Lines,
// saved pages and plain text, packed with gzip, zstd or bzip2 or not. It reads
// streams in bounded memory, tells of each record that cannot be read where it
// stands, and goes on behind it. It is pure: files come as [fs.FS] or readers.
package archive

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"time"

	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/services/ingest/internal/extract"
	"github.com/barograph/barograph/services/ingest/internal/syndication"
)

// MaxRecord is the greatest record that is read, in bytes: a line of JSON, the
// block of a WARC record, a whole file of text. Greater ones are passed over,
// and told.
const MaxRecord = 32 << 20

// Record is what stands at one place of an archive. Exactly one of Submission,
// Page, Skipped, Err and End is set.
type Record struct {
	Place Place
	// Submission is an article that needs no extraction.
	Submission *ingestv1.Submission
	// Page is one that does. Item is what the archive says beside the page.
	Page *extract.Page
	Item syndication.Item
	// Skipped says why the record is no article, in few words that are the same
	// for all of their kind: "request", "status 404", "image/png".
	Skipped string
	// Err says what is wrong with it, without the place.
	Err error
	// End is the file that was read to its end.
	End *File
	// digest is a hash of the record, to find the place again in a file that grew.
	digest uint64
}

// Place is where a record stands.
type Place struct {
	// File is the name that the file was opened by.
	File string
	// Number counts the records of the file from 1; 0 stands for the whole file.
	Number int
	// Unit is what is counted: "line" or "record"; empty where a file is one record.
	Unit string
	// Offset is the place of the record in bytes after unpacking; -1 if not known.
	Offset int64
	// Size is how many bytes it takes there.
	Size int64
}

// String is for people: "a.jsonl:17", "a.warc.gz, record 3 at byte 8121".
func (p Place) String() string {
	switch {
	case p.Number == 0 || p.Unit == "":
		return p.File
	case p.Unit == "line":
		return fmt.Sprintf("%s:%d", p.File, p.Number)
	case p.Offset < 0:
		return fmt.Sprintf("%s, %s %d", p.File, p.Unit, p.Number)
	}
	return fmt.Sprintf("%s, %s %d at byte %d", p.File, p.Unit, p.Number, p.Offset)
}

// yield takes a record and says whether it wants more.
type yield func(Record) bool

// Read reads one stream of records. What it is is found out from its first
// bytes; the name decides only where these do not. It returns when the stream
// ends or when take returns false, which it tells.
func Read(name string, modified time.Time, in io.Reader, take func(Record) bool) bool {
	s := &stream{name: name, modified: modified, take: take}
	unpacked, err := s.unpack(in)
	defer s.close()
	if err != nil {
		return take(Record{Place: Place{File: name}, Err: reason(err)})
	}
	return s.read(unpacked)
}

// stream is one file that is being read.
type stream struct {
	name     string
	modified time.Time // when the file was written; zero: not known
	take     yield
	closers  []func()
	early    []error // damage before anything could be read
	// offset is where the current record begins, number its number.
	offset int64
	number int
}

func (s *stream) close() {
	for _, closer := range s.closers {
		closer()
	}
}

// damage is what the layers of packing meet. It comes in its place among the
// data, and there may be more behind it.
type damage struct{ error }

func asDamage(err error) (*damage, bool) {
	return errors.AsType[*damage](err)
}

// plainName is the name without the extensions of packing, in lower case.
func plainName(name string) string {
	name = strings.ToLower(path.Base(name))
	for {
		ext := path.Ext(name)
		switch ext {
		case ".gz", ".zst", ".zstd", ".bz2":
			name = strings.TrimSuffix(name, ext)
			continue
		}
		return name
	}
}

// reason drops the path from an error of a file: the place names it.
func reason(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	return err
}

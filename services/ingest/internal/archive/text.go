package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/services/ingest/internal/article"
	"github.com/barograph/barograph/services/ingest/internal/extract"
)

// whole reads a stream as one thing.
func (s *stream) whole(in *bufio.Reader, parse func([]byte) []Record) bool {
	data, err := io.ReadAll(io.LimitReader(in, MaxRecord+1))
	if err == nil && len(data) > MaxRecord {
		err = fmt.Errorf("longer than %d bytes", MaxRecord)
	}
	if err != nil {
		return s.take(Record{Place: Place{File: s.name}, Err: reason(err)})
	}
	for _, r := range parse(data) {
		r.Place.File, r.digest = s.name, digest(data)
		if r.Place.Size == 0 {
			r.Place.Size = int64(len(data))
		}
		if !s.take(r) {
			return false
		}
	}
	return true
}

func (s *stream) text(data []byte) []Record {
	submission, err := Text(data)
	return []Record{{Submission: submission, Err: err}}
}

func (s *stream) page(data []byte) []Record {
	return []Record{{Page: &extract.Page{Body: data}}}
}

func (s *stream) object(data []byte) []Record {
	records, err := objectsOf(data)
	if err != nil {
		return []Record{{Err: err}}
	}
	return records
}

// Text makes a submission of plain text. A byte order mark is dropped; the
// rest stays as it is.
func Text(data []byte) (*ingestv1.Submission, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if len(data) > article.MaxTextBytes {
		return nil, fmt.Errorf("text of %d bytes is longer than %d", len(data), article.MaxTextBytes)
	}
	if err := CheckUTF8(data); err != nil {
		return nil, err
	}
	if err := CheckText(string(data)); err != nil {
		return nil, err
	}
	return &ingestv1.Submission{Text: string(data)}, nil
}

// CheckText refuses what is no text.
func CheckText(text string) error {
	if strings.TrimSpace(text) == "" {
		return errors.New("it is empty")
	}
	if strings.IndexByte(text, 0) >= 0 {
		return errors.New("it contains a NUL byte: is it a binary file?")
	}
	return nil
}

// CheckUTF8 names the first byte that is not UTF-8.
func CheckUTF8(data []byte) error {
	if utf8.Valid(data) {
		return nil
	}
	at := 0
	for at < len(data) {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return fmt.Errorf("byte %d is not UTF-8: convert the file first, for example with iconv -t UTF-8", at)
}

// digest hashes with FNV-1a.
func digest(data []byte) uint64 {
	sum := uint64(14695981039346656037)
	for _, b := range data {
		sum = (sum ^ uint64(b)) * 1099511628211
	}
	return sum
}

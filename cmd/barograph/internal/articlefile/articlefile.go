// Package articlefile reads articles from files: plain text, article JSON (one
// object with the fields of [record]) and JSON Lines (one object a line).
package articlefile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/services/ingest"
)

// MaxText is how long the text of one article may be, in bytes: what ingest
// takes.
const MaxText = 512 << 10

// maxFile is how long one file, or one line of JSON Lines, may be: room for a
// text of [MaxText] in which many characters are escaped.
const maxFile = 4 << 20

// Item is one article, or why it could not be read. Exactly one of Submission
// and Err is set.
type Item struct {
	// Name is where it was found: the path, with ":<line>" for JSON Lines.
	Name string
	// Submission is the article.
	Submission *ingestv1.Submission
	// Err says what is wrong, without the name.
	Err error
	// Size is how many bytes of input it took.
	Size int64
}

// record is an article as JSON. A field that is not listed is an error: it may
// be one of these, misspelt.
type record struct {
	ID        string `json:"id"`        // id at the publisher or submitter
	URL       string `json:"url"`       // address
	Source    string `json:"source"`    // publisher: host or name
	Title     string `json:"title"`     // headline
	Byline    string `json:"byline"`    // author line
	Published string `json:"published"` // RFC 3339, or a day as 2006-01-02; may be empty
	Language  string `json:"language"`  // BCP 47
	Text      string `json:"text"`      // the article

	// Revises names the article that this one corrects. It is taken for people:
	// ingest recognises revisions itself.
	Revises any `json:"revises"`
}

// Text makes a submission of plain text. A byte order mark is dropped; the
// rest stays as it is.
func Text(data []byte) (*ingestv1.Submission, error) { return ingest.PlainArticle(data) }

// firstYear is the first year that an article may be from: an earlier one is a
// mistake of a conversion.
const firstYear = 1900

// JSON makes a submission of one JSON object. Errors of its form name the line.
func JSON(data []byte) (*ingestv1.Submission, error) {
	return object(data, func(line int, err error) error { return fmt.Errorf("line %d: %w", line, err) })
}

// jsonLine is JSON for one line of a file, which the item names already.
func jsonLine(data []byte) (*ingestv1.Submission, error) {
	return object(data, func(_ int, err error) error { return err })
}

func object(data []byte, at func(line int, err error) error) (*ingestv1.Submission, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if err := ingest.CheckUTF8(data); err != nil {
		return nil, err
	}
	var r record
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, describe(data, err, at)
	}
	strict := json.NewDecoder(bytes.NewReader(data))
	strict.DisallowUnknownFields()
	if err := strict.Decode(&record{}); err != nil { // it is well-formed, so this is a field
		return nil, fmt.Errorf("%s; an article has id, url, source, title, byline, published, language and text",
			strings.TrimPrefix(err.Error(), "json: "))
	}
	if err := ingest.CheckText(r.Text); err != nil {
		return nil, fmt.Errorf("field text: %w", err)
	}
	if len(r.Text) > MaxText {
		return nil, fmt.Errorf("field text: %d bytes, longer than %d", len(r.Text), MaxText)
	}
	published, err := parseTime(r.Published)
	if err != nil {
		return nil, fmt.Errorf("field published: %w", err)
	}
	return &ingestv1.Submission{
		ExternalId: r.ID, Url: r.URL, Source: r.Source, Title: r.Title, Byline: r.Byline,
		Language: r.Language, Text: r.Text, PublishedTime: published,
	}, nil
}

// describe puts an error of encoding/json into words and adds its line.
func describe(data []byte, err error, at func(line int, err error) error) error {
	offset := int64(-1)
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &kind):
		offset = kind.Offset
		err = fmt.Errorf("field %s must be a %s, not a %s", kind.Field, kind.Type, kind.Value)
		if kind.Field == "" {
			err = fmt.Errorf("an article is a JSON object, this is: %s", kind.Value)
		}
	}
	if offset < 0 || offset > int64(len(data)) {
		return err
	}
	return at(1+bytes.Count(data[:offset], []byte("\n")), err)
}

func parseTime(value string) (*timestamppb.Timestamp, error) {
	if value == "" {
		return nil, nil
	}
	for _, layout := range []string{time.RFC3339Nano, time.DateOnly} {
		if t, err := time.Parse(layout, value); err == nil {
			if t.UTC().Year() < firstYear {
				return nil, fmt.Errorf("%q is before %d", value, firstYear)
			}
			return timestamppb.New(t), nil
		}
	}
	return nil, fmt.Errorf("%q is neither RFC 3339 (2026-05-01T12:00:00Z) nor a day (2026-05-01)", value)
}

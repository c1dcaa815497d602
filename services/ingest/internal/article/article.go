// Package article makes an article of what a submitter sent: it checks it,
// finds its identity, and normalises what identity and duplicates are taken
// from. It is pure: the time is an argument.
package article

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"google.golang.org/protobuf/types/known/timestamppb"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/services/ingest/internal/language"
)

const (
	// MaxTextBytes is the greatest length of a text.
	MaxTextBytes = 512 << 10
	maxURLRunes  = 2048
	maxHostBytes = 253 // RFC 1035, section 2.3.4, without the final dot
)

// FieldError is one field of a submission that cannot be accepted.
type FieldError struct {
	Field   string // as in the proto, for example "text"
	Problem string // what is wrong, for a person
}

// Error names the field and the problem.
func (e *FieldError) Error() string { return e.Field + ": " + e.Problem }

// Fields lists the field errors that err holds.
func Fields(err error) []*FieldError {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var out []*FieldError
		for _, one := range joined.Unwrap() {
			out = append(out, Fields(one)...)
		}
		return out
	}
	if field := new(FieldError); errors.As(err, &field) {
		return []*FieldError{field}
	}
	return nil
}

// New makes the article of a submission from a source. Revision and known time
// are left to the store. It returns every [*FieldError], joined; limits on
// lengths other than the text's stand in the proto and are not checked here.
func New(in *ingestv1.Submission, source *articlev1.Source, now time.Time) (*articlev1.Article, error) {
	canonical, err := check(in, now)
	if err != nil {
		return nil, err
	}
	out := &articlev1.Article{
		ContentHash:      ContentHash(in.GetTitle(), in.GetText()),
		ExternalId:       in.GetExternalId(),
		Url:              in.GetUrl(),
		CanonicalUrl:     canonical,
		Source:           source,
		Title:            in.GetTitle(),
		Byline:           in.GetByline(),
		Language:         in.GetLanguage(),
		DetectedLanguage: language.Detect(in.GetText()),
		Text:             in.GetText(),
		PublishedTime:    in.GetPublishedTime(),
		PublishedBasis:   basis(in.GetPublishedTime(), in.GetPublishedBasis()),
		PublishedDayOnly: in.GetPublishedTime() != nil && in.GetPublishedDayOnly(),
		UpdatedTime:      in.GetUpdatedTime(),
		UpdatedBasis:     basis(in.GetUpdatedTime(), in.GetUpdatedBasis()),
		RetrievedTime:    in.GetRetrievedTime(),
		Origin:           in.GetOrigin(),
		Feed:             in.GetFeed(),
	}
	out.Id = identity(out)
	return out, nil
}

// ByAddress is the id of the article at an address, if it is known by that.
func ByAddress(address string) (id string, err error) {
	canonical, err := CanonicalURL(address)
	if err != nil {
		return "", err
	}
	return identity(&articlev1.Article{CanonicalUrl: canonical}), nil
}

// identity is the hash of the canonical URL, else of source and external id,
// else of the content: 32 lower-case hex digits. What goes into the hash is
// marked by its kind and NUL-separated, so that the kinds never meet.
func identity(a *articlev1.Article) string {
	var key string
	switch {
	case a.GetCanonicalUrl() != "":
		key = "url\x00" + a.GetCanonicalUrl()
	case a.GetExternalId() != "":
		key = "external\x00" + a.GetSource().GetId() + "\x00" + a.GetExternalId()
	default:
		key = "content\x00" + a.GetContentHash()
	}
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:16])
}

// check returns the canonical URL, empty where the submission has none.
func check(in *ingestv1.Submission, now time.Time) (string, error) {
	var errs []error
	fail := func(field, format string, args ...any) {
		errs = append(errs, &FieldError{Field: field, Problem: fmt.Sprintf(format, args...)})
	}
	for _, field := range []struct{ name, value string }{
		{"external_id", in.GetExternalId()}, {"url", in.GetUrl()}, {"source", in.GetSource()},
		{"title", in.GetTitle()}, {"byline", in.GetByline()}, {"language", in.GetLanguage()},
		{"origin", in.GetOrigin()}, {"feed", in.GetFeed()}, {"text", in.GetText()},
	} {
		if !utf8.ValidString(field.value) {
			fail(field.name, "is not valid UTF-8")
		}
		if strings.ContainsRune(field.value, 0) {
			fail(field.name, "contains the character NUL")
		}
	}
	switch {
	case len(in.GetText()) > MaxTextBytes:
		fail("text", "has %d bytes, more than the %d that are allowed", len(in.GetText()), MaxTextBytes)
	case isBlank(in.GetText()):
		fail("text", "is blank")
	}
	for _, field := range []struct {
		name  string
		value *timestamppb.Timestamp
	}{{"published_time", in.GetPublishedTime()}, {"updated_time", in.GetUpdatedTime()}} {
		if field.value == nil {
			continue
		}
		if err := field.value.CheckValid(); err != nil {
			fail(field.name, "is not a valid time")
		} else if err := CheckTime(field.value.AsTime(), now); err != nil {
			fail(field.name, "%v", err)
		}
	}
	if t := in.GetRetrievedTime(); t != nil && t.CheckValid() != nil {
		fail("retrieved_time", "is not a valid time")
	}
	canonical := ""
	if in.GetUrl() != "" {
		var err error
		if canonical, err = CanonicalURL(in.GetUrl()); err != nil {
			fail("url", "%v", err)
		}
	}
	return canonical, errors.Join(errs...)
}

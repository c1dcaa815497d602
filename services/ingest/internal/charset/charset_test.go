package charset_test

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"github.com/barograph/barograph/services/ingest/internal/charset"
)

// The pages that lie are in the tests of package extract, the feeds in those of
// package syndication; here is what holds for all bytes.
func FuzzDecode(f *testing.F) {
	f.Add([]byte("<meta charset=koi8-r>\xf0\xf2"), "text/html; charset=utf-8")
	f.Add([]byte("\xff\xfe<\x00h\x00"), "")
	f.Add([]byte("<?xml version='1.0' encoding='iso-2022-jp'?>\x1b$B"), "text/xml")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		text, name, evidence := charset.Decode(body, contentType)
		if !utf8.Valid(text) || name == "" || evidence == "" {
			t.Errorf("read as %q by %q, valid UTF-8: %v", name, evidence, utf8.Valid(text))
		}
		if evidence == "valid UTF-8" && !bytes.Equal(text, body) {
			t.Error("valid UTF-8 was changed")
		}
	})
}

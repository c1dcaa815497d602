package archive_test

import (
	"bytes"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/barograph/barograph/services/ingest/internal/archive"
)

// FuzzRead holds that whatever a file is, reading it ends, each record is exactly
// one thing, and its place lies behind that of the one before.
func FuzzRead(f *testing.F) {
	const a = "https://example.org/"
	one, two := answer(a+"1", page(1)), answer(a+"2", page(2), "Transfer-Encoding: chunked", "Content-Encoding: gzip")
	for _, data := range [][]byte{
		[]byte(one + two), gz(one, two), zst(one + two), []byte("WARC/1.0\r\n\r\n"), gz(string(gz("{}"))), []byte(`[{"text":"a"},{"articles":[{"body":"<p>"}]}]`),
		[]byte("{\"text\":\"a\",\"date\":1777629600}\n{\"author\":[{\"name\":[]}]}"), []byte("<!doctype html><p>"), []byte("\ufefftext"),
		[]byte(warcRecord("conversion", a, "text/plain", "text", "WARC-Identified-Content-Language: eng")), {0x5d, 0x2a, 0x4d, 0x18, 1, 0, 0, 0, 0}, []byte("BZh9"),
	} {
		f.Add("a.warc.gz", data)
		f.Add("-", data)
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		last := archive.Place{}
		archive.Read(name, time.Time{}, bytes.NewReader(data), func(r archive.Record) bool {
			things := 0
			for _, is := range []bool{r.Submission != nil, r.Page != nil, r.Skipped != "", r.Err != nil, r.End != nil} {
				if is {
					things++
				}
			}
			if things != 1 {
				t.Fatalf("%d things: %+v", things, r)
			}
			if r.Place.Number < last.Number || r.Place.Offset >= 0 && r.Place.Offset < last.Offset {
				t.Fatalf("%+v behind %+v", r.Place, last)
			}
			if r.Submission != nil && (!utf8.ValidString(r.Submission.GetText()) || len(r.Submission.GetText()) == 0) {
				t.Fatalf("text %q", r.Submission.GetText())
			}
			last = r.Place
			return true
		})
	})
}

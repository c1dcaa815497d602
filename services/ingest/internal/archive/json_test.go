package archive_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/encoding/protojson"

	"github.com/barograph/barograph/services/ingest/internal/archive"
)

// only reads a stream that has one record.
func only(t *testing.T, name, data string) archive.Record {
	t.Helper()
	var all []archive.Record
	archive.Read(name, time.Time{}, strings.NewReader(data), func(r archive.Record) bool { all = append(all, r); return true })
	if len(all) != 1 {
		t.Fatalf("%d records: %+v", len(all), all)
	}
	return all[0]
}

func TestFieldsOfDumps(t *testing.T) {
	for name, c := range map[string]struct{ data, want string }{
		"the names of Submission": {
			`{"externalId":"7","url":"https://example.org/a","source":"example.org","title":"T","byline":"B","language":"en-GB","text":"X","publishedTime":"2026-05-01T10:00:00Z","publishedBasis":"TIME_BASIS_FEED","publishedDayOnly":true,"retrieved_time":"2026-05-02T00:00:00Z","origin":"Reuters"}`,
			`{"externalId":"7","url":"https://example.org/a","source":"example.org","title":"T","byline":"B","language":"en-GB","text":"X","publishedTime":"2026-05-01T10:00:00Z","publishedBasis":"TIME_BASIS_FEED","publishedDayOnly":true,"retrievedTime":"2026-05-02T00:00:00Z","origin":"Reuters"}`,
		},
		"those of barograph submit": {
			`{"id":"7","url":"https://example.org/a","source":"BBC","title":"T","byline":"B","published":"2026-05-01","language":"en","text":"X","revises":null}`,
			`{"externalId":"7","url":"https://example.org/a","source":"BBC","title":"T","byline":"B","publishedTime":"2026-05-01T00:00:00Z","publishedDayOnly":true,"language":"en","text":"X"}`,
		},
		"news-please": {
			`{"authors":["Ann Lee","Ben Orr"],"date_download":"2026-05-02 06:00:00","date_publish":"2026-05-01 10:00:00","language":"en","maintext":"X","source_domain":"example.org","title":"T","url":"https://example.org/a","date_modify":"None","filename":"x.json"}`,
			`{"url":"https://example.org/a","source":"example.org","title":"T","byline":"Ann Lee, Ben Orr","language":"en","text":"X","publishedTime":"2026-05-01T10:00:00Z","retrievedTime":"2026-05-02T06:00:00Z"}`,
		},
		"news services": {
			`{"source":{"id":null,"name":"BBC News"},"author":"Ann Lee","title":"T","description":"D","url":"https://example.org/a","publishedAt":"2026-05-01T10:00:00Z","content":"X"}`,
			`{"url":"https://example.org/a","source":"BBC News","title":"T","byline":"Ann Lee","text":"X","publishedTime":"2026-05-01T10:00:00Z"}`,
		},
		"event registry": {
			`{"uri":"123","lang":"eng","dateTime":"2026-05-01T10:00:00Z","date":"2026-05-01","url":"https://example.org/a","title":"T","body":"X","source":{"uri":"example.org","title":"Example"},"authors":[{"uri":"a","name":"Ann Lee"}]}`,
			`{"externalId":"123","url":"https://example.org/a","source":"example.org","title":"T","byline":"Ann Lee","language":"en","text":"X","publishedTime":"2026-05-01T00:00:00Z","publishedDayOnly":true}`,
		},
		"JSON-LD and numbers": {
			`{"@type":"NewsArticle","@id":"x","headline":"T","articleBody":"X","datePublished":1777629600,"dateModified":1777629660000,"author":{"@type":"Person","name":"Ann Lee"},"publisher":{"name":"Example"},"inLanguage":"en_US"}`,
			`{"externalId":"x","source":"Example","title":"T","byline":"Ann Lee","language":"en-US","text":"X","publishedTime":"2026-05-01T10:00:00Z","updatedTime":"2026-05-01T10:01:00Z"}`,
		},
		"MongoDB": {
			`{"_id":{"$oid":"6f"},"title":"T","text":"X","date":{"$date":"2026-05-01T10:00:00Z"}}`,
			`{"externalId":"6f","title":"T","text":"X","publishedTime":"2026-05-01T10:00:00Z"}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := only(t, "a.jsonl", c.data)
			if r.Err != nil {
				t.Fatal(r.Err)
			}
			got, err := protojson.Marshal(r.Submission)
			if err != nil {
				t.Fatal(err)
			}
			if plain(string(got)) != plain(c.want) {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// plain undoes what protojson adds by chance.
func plain(text string) string {
	return strings.Join(sorted(strings.Split(strings.Trim(strings.ReplaceAll(strings.ReplaceAll(text, `", "`, `","`), `, "`, `,"`), "{}"), `,"`)), "\n")
}

func TestTextInMarkup(t *testing.T) {
	for _, data := range []string{
		`{"url":"https://example.org/a","title":"T","html":"<p>X</p>","published":"2026-05-01"}`,
		`{"link":"https://example.org/a","title":{"rendered":"T"},"content":{"rendered":"<p>X</p>"},"date":"2026-05-01"}`,
	} {
		r := only(t, "a.json", data)
		if r.Page == nil || !bytes.Contains(r.Page.Body, []byte("<article><p>X</p></article>")) || r.Item.Title != "T" ||
			r.Item.Link != "https://example.org/a" || r.Page.URL != r.Item.Link || !r.Item.Published.Day {
			t.Errorf("%s: %+v", data, r)
		}
	}
}

func TestBadRecords(t *testing.T) {
	long := `{"text":"` + strings.Repeat("x", archive.MaxRecord) + `"}`
	for _, c := range []struct{ name, file, data, want string }{
		{"lines", "a.jsonl", "{\"text\":\"a\"}\n\n{\"text\":\n[1]\n\"x\"\n{\"text\":\"\"}\n{\"text\":\"b\",\"date\":\"soon\"}\n{\"text\":\"\xff\"}\n{\"text\":\"c\"}",
			"text a\nerror no JSON: unexpected end of JSON input\nerror an article is a JSON object, this is: array\nerror an article is a JSON object, this is: string\n" +
				"error no text: none of the fields text, content, body, html and the like says anything\n" +
				"error field date: \"soon\" is no time: RFC 3339 (2026-05-01T12:00:00Z), a day (2026-05-01) or seconds since 1970\n" +
				"error byte 9 is not UTF-8: convert the file first, for example with iconv -t UTF-8\ntext c"},
		{"a line that is too long", "a.jsonl", long + "\n{\"text\":\"b\"}\n", "error line of 33554444 bytes, more than 33554432\ntext b"},
		{"a number for a text", "a.jsonl", `{"text":5}` + "\n" + `{"text":"b"}`, "error text is 5, which is no text\ntext b"},
		{"an array", "a.json", `[{"text":"a"}, {"x":1}, {"text":"b"}]`, "text a\nerror no text: none of the fields text, content, body, html and the like says anything\ntext b"},
		{"an array that is cut off", "a.json", `[{"text":"a"}, {"text":"b"`, "text a\nerror the array is cut off; what follows cannot be read"},
		{"what a service answers", "a.json", "{\n\"status\": \"ok\", \"articles\": [{\"content\":\"a\"}, {\"content\":\"b\"}]}", "text a\ntext b"},
		{"lines without the extension", "-", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n", "text a\ntext b"},
		{"one object in lines", "-", "{\n\"text\":\"a\"\n}\n", "text a"},
		{"plain text", "-", "Force agreed.\n", "text Force agreed.\n"},
		{"binary", "a.txt", "a\x00b", "error it contains a NUL byte: is it a binary file?"},
		{"a page", "saved.html", page(1), "page 1"},
		{"a page without the extension", "-", "<!-- saved --><!DOCTYPE html>" + page(1)[15:], "page 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(read(t, c.file, []byte(c.data)), "\n"); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// Damage in the middle of a packed file of lines costs the lines that it meets.
func TestDamagedLines(t *testing.T) {
	data := gz("{\"text\":\"a\"}\n", "{\"text\":\"b\"}\n", "{\"text\":\"c\"}\n")
	data[len(gz("{\"text\":\"a\"}\n"))+12] ^= 0xff // what comes out is another line, and a wrong checksum
	got := read(t, "a.jsonl.gz", data)
	if len(got) < 3 || got[0] != "text a" || !strings.HasPrefix(got[len(got)-2], "error gzip: member 2 is damaged") || got[len(got)-1] != "text c" {
		t.Errorf("got %q", got)
	}
	cut := zst(strings.Repeat("{\"text\":\"a\"}\n", 50_000))
	got = read(t, "a.jsonl.zst", cut[:len(cut)-8])
	if !strings.HasPrefix(got[len(got)-1], "error zstd: it is cut off") {
		t.Errorf("got %q", got[len(got)-1])
	}
}

func TestBomb(t *testing.T) {
	zeros := make([]byte, 64<<20)
	inner := zst(string(zeros))
	got := read(t, "a.jsonl.zst.zst", zst(strings.Repeat(string(inner), 20)))
	if len(got) != 1 || !strings.Contains(got[0], "unpacks to far more") {
		t.Errorf("got %q", got)
	}
}

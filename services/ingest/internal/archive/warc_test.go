package archive_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"github.com/barograph/barograph/services/ingest/internal/archive"
)

const story = `<!doctype html><html><head><title>Force agreed</title></head><body><article><h1>Force agreed</h1><p>%s</p></article></body></html>`

// warcRecord writes a record; the fields are "Name: value" lines.
func warcRecord(kind, address, contentType, block string, more ...string) string {
	lines := append([]string{
		"WARC/1.1", "WARC-Type: " + kind, "WARC-Target-URI: " + address, "WARC-Date: 2026-05-01T12:30:00Z",
		"WARC-Record-ID: <urn:" + address + kind + ">", "Content-Type: " + contentType, fmt.Sprintf("Content-Length: %d", len(block)),
	}, more...)
	return strings.Join(lines, "\r\n") + "\r\n\r\n" + block + "\r\n\r\n"
}

// answer is a record of a page that was sent by HTTP.
func answer(address, body string, head ...string) string {
	lines := append([]string{"HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8"}, head...)
	return warcRecord("response", address, "application/http; msgtype=response", strings.Join(lines, "\r\n")+"\r\n\r\n"+body)
}

func page(n int) string { return fmt.Sprintf(story, fmt.Sprintf("Story number %d.", n)) }

func gz(parts ...string) []byte {
	var out bytes.Buffer
	for _, part := range parts {
		w := gzip.NewWriter(&out)
		_, _ = w.Write([]byte(part)) // into memory
		_ = w.Close()
	}
	return out.Bytes()
}

func zst(data string) []byte {
	w, err := zstd.NewWriter(nil)
	if err != nil {
		panic(err)
	}
	defer w.Close()
	return w.EncodeAll([]byte(data), nil)
}

func packed(body string, pack func(io.Writer) io.WriteCloser) string {
	var out bytes.Buffer
	w := pack(&out)
	_, _ = w.Write([]byte(body)) // into memory
	_ = w.Close()
	return out.String()
}

// read gives one line for each record: "page N", "text …", "skip …", "error …".
func read(t *testing.T, name string, data []byte) []string {
	t.Helper()
	var out []string
	archive.Read(name, time.Time{}, bytes.NewReader(data), func(r archive.Record) bool {
		switch {
		case r.Err != nil:
			out = append(out, "error "+r.Err.Error())
		case r.Skipped != "":
			out = append(out, "skip "+r.Skipped)
		case r.Page != nil:
			body := string(r.Page.Body)
			_, body, _ = strings.Cut(body, "Story number ")
			number, rest, _ := strings.Cut(body, ".")
			if !strings.HasPrefix(rest, "</p></article></body></html>") || strings.Contains(rest, "WARC") {
				number += " broken"
			}
			out = append(out, strings.TrimSpace(fmt.Sprintf("page %s %s", number, r.Page.URL)))
		case r.Submission != nil:
			out = append(out, "text "+r.Submission.GetText())
		}
		return true
	})
	return out
}

func TestWARC(t *testing.T) {
	const a = "https://example.org/"
	one, two, three := answer(a+"1", page(1)), answer(a+"2", page(2)), answer(a+"3", page(3))
	chunked := fmt.Sprintf("%x\r\n%s\r\n%x;x=y\r\n%s\r\n0\r\n\r\n", 20, page(4)[:20], len(page(4))-20, page(4)[20:])
	lying := func(by int) string {
		length := strings.Split(two, "Content-Length: ")[1]
		length, _, _ = strings.Cut(length, "\r\n")
		var n int
		_, _ = fmt.Sscan(length, &n)
		return strings.Replace(two, "Content-Length: "+length, fmt.Sprintf("Content-Length: %d", n+by), 1)
	}
	all := []string{"page 1 " + a + "1", "page 2 " + a + "2", "page 3 " + a + "3"}
	damaged := gz(one, two, three)
	second := len(gz(one)) + 40
	damaged[second] ^= 0xff
	for _, c := range []struct {
		name string
		data []byte
		want []string
	}{
		{"plain", []byte(one + two + three), all},
		{"members of gzip", gz(one, two, three), all},
		{"one member", gz(one + two + three), all},
		{"zstd", zst(one + two + three), all},
		{"gzip in zstd", zst(string(gz(one, two, three))), all},
		{"padding and no last lines", []byte("\r\n\r\n" + one + "\r\n" + two + strings.TrimSpace(three)), all},
		{"WARC 1.0, LF only", []byte(strings.ReplaceAll(strings.ReplaceAll(one+two+three, "WARC/1.1", "WARC/1.0"), "\r\n", "\n") + "\n\n\n\n\n\n\n\n"), all},
		{"length too small", []byte(one + lying(-70) + three), all},
		{"length too great", []byte(one + lying(+200) + three), all},
		{"length beyond the end", []byte(one + lying(+1<<20) + three), all},
		{"length beyond all", []byte(one + lying(+1<<40) + three), append([]string{all[0], "error record of 1099511627978 bytes, more than 33554432"}, all[2])},
		{"no length", []byte(one + strings.Replace(two, "Content-Length", "Content-Size", 1) + three), []string{all[0], "error no valid Content-Length: \"\"", "error 206 bytes here belong to no record", all[2]}},
		{"cut off", []byte(one + two[:len(two)-80]), []string{all[0], "error the record is cut off: the file ends within it"}},
		{"cut off in its head", []byte(one + two[:60]), []string{all[0], "error the record is cut off: the file ends within it"}},
		{"rubbish between", []byte(one + "rubbish\r\nmore\r\n" + two), all[:2]},
		{"damaged member", damaged, nil},
		{"cut off member", gz(one, two)[:len(gz(one))+60], []string{all[0], "error gzip: member 2 is cut off: the file ends within it"}},
		{"other records", []byte(warcRecord("warcinfo", "", "application/warc-fields", "a: b") + warcRecord("request", a, "application/http", "GET /") +
			warcRecord("revisit", a, "application/http", "HTTP/1.1 200 OK\r\n\r\n") + warcRecord("metadata", a, "text/plain", "x")),
			[]string{"skip warcinfo", "skip request", "skip revisit", "skip metadata"}},
		{"resource", []byte(warcRecord("resource", a+"1", "text/html", page(1))), all[:1]},
		{"addresses in brackets", []byte(strings.Replace(one, a+"1", "<"+a+"1>", 1)), all[:1]},
		{"other answers", []byte(warcRecord("response", a, "application/http", "HTTP/1.1 404 Not Found\r\n\r\nno") +
			warcRecord("response", a, "application/http", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nno") +
			warcRecord("response", a, "application/http", "nonsense") + warcRecord("response", "dns:example.org", "text/dns", "1.2.3.4") +
			warcRecord("response", a, "application/http", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n") + one),
			[]string{"skip status 404", "skip image/png", "error no answer of HTTP: it has no status line", "skip address of dns", "error the answer ends in its head", all[0]}},
		{"cut off by the crawler", []byte(warcRecord("response", a, "application/http", "HTTP/1.1 200 OK\r\n\r\n", "WARC-Truncated: length")), []string{"skip cut off by the crawler"}},
		{"chunks", []byte(answer(a+"4", chunked, "Transfer-Encoding: chunked")), []string{"page 4 " + a + "4"}},
		{"chunks joined by the crawler", []byte(answer(a+"1", page(1), "Transfer-Encoding: chunked")), all[:1]},
		{"chunks cut off", []byte(answer(a+"4", chunked[:len(chunked)-40], "Transfer-Encoding: chunked")), []string{"error the answer is cut off: its last chunk is not whole"}},
		{"gzip", []byte(answer(a+"1", string(gz(page(1))), "Content-Encoding: gzip")), all[:1]},
		{"gzip undone by the crawler", []byte(answer(a+"1", page(1), "Content-Encoding: gzip")), all[:1]},
		{"brotli", []byte(answer(a+"1", packed(page(1), func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) }), "Content-Encoding: br")), all[:1]},
		{"brotli undone by the crawler", []byte(answer(a+"1", page(1), "Content-Encoding: br")), all[:1]},
		{"nothing", nil, []string{"skip empty file"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := read(t, "a.warc.gz", c.data)
			if c.name == "damaged member" {
				if len(got) != 3 || got[0] != all[0] || !strings.HasPrefix(got[1], "error gzip: member 2 is damaged") || got[2] != all[2] {
					t.Errorf("got %q", got)
				}
				return
			}
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestWET(t *testing.T) {
	wet := warcRecord("warcinfo", "", "application/warc-fields", "Software-Info: x") +
		warcRecord("conversion", "https://example.org/a", "text/plain", "Force agreed\nMinisters agreed.", "WARC-Identified-Content-Language: eng,deu")
	var got []archive.Record
	archive.Read("x.warc.wet.gz", time.Time{}, bytes.NewReader(gz(wet)), func(r archive.Record) bool { got = append(got, r); return true })
	if len(got) != 2 {
		t.Fatalf("got %d records", len(got))
	}
	in := got[1].Submission
	if in.GetUrl() != "https://example.org/a" || in.GetLanguage() != "en" || in.GetText() != "Force agreed\nMinisters agreed." ||
		!in.GetRetrievedTime().AsTime().Equal(time.Date(2026, 5, 1, 12, 30, 0, 0, time.UTC)) || in.GetPublishedTime() != nil {
		t.Errorf("got %v", in)
	}
	if place := got[1].Place.String(); place != fmt.Sprintf("x.warc.wet.gz, record 2 at byte %d", strings.LastIndex(wet, "WARC/1.1")) {
		t.Errorf("place: %s", place)
	}
}

// A line of 10 MB, a page of 20 MB and what is beyond every limit cost no other.
func TestHugeRecords(t *testing.T) {
	const a = "https://example.org/"
	huge := answer(a+"1", "<p>"+strings.Repeat("x", 20<<20)) + answer(a+"2", page(2))
	got := read(t, "a.warc", []byte(huge))
	if len(got) != 2 || !strings.HasPrefix(got[0], "error page of 209") || got[1] != "page 2 "+a+"2" {
		t.Errorf("got %q", got)
	}
	head := answer(a+"1", strings.Replace(page(1), "<head>", "<head>"+strings.Repeat(" ", 10<<20), 1))
	if got := read(t, "a.warc", []byte(head)); len(got) != 1 || got[0] != "page 1 "+a+"1" {
		t.Errorf("got %q", got)
	}
}

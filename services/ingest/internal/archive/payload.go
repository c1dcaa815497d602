package archive

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/services/ingest/internal/coding"
	"github.com/barograph/barograph/services/ingest/internal/extract"
)

// wants says why a record is not looked into; empty where it is.
func wants(fields header) string {
	kind := strings.ToLower(fields.get("warc-type"))
	switch {
	case kind == "":
		return "record without a type"
	case kind != "response" && kind != "resource" && kind != "conversion":
		return kind // request, metadata, warcinfo, revisit, continuation
	case fields.get("warc-segment-number") != "":
		return "segment of a record"
	case fields.get("warc-truncated") != "":
		return "cut off by the crawler"
	}
	scheme, _, _ := strings.Cut(address(fields), ":")
	if kind != "conversion" && scheme != "http" && scheme != "https" {
		return "address of " + shorten(scheme)
	}
	return ""
}

// address is what was captured; old archives have it in angle brackets.
func address(fields header) string {
	return strings.Trim(fields.get("warc-target-uri"), "<>")
}

// interpret makes what it is of a record that is looked into.
func interpret(fields header, block []byte) Record {
	captured, err := time.Parse(time.RFC3339Nano, fields.get("warc-date"))
	if err != nil {
		captured = time.Time{}
	}
	page := &extract.Page{URL: address(fields), Retrieved: captured, ContentType: fields.get("content-type"), Body: block}
	language := fields.get("warc-identified-content-language")
	switch kind := strings.ToLower(fields.get("warc-type")); {
	case kind == "conversion":
		return plainText(page, language)
	case kind == "response" && mediaType(page.ContentType) != "application/http" && !bytes.HasPrefix(block, []byte("HTTP/")):
		return Record{Skipped: shorten(mediaType(page.ContentType))}
	case kind == "response":
		skipped, err := httpResponse(page)
		if skipped != "" || err != nil {
			return Record{Skipped: skipped, Err: err}
		}
	}
	return pageOf(page, language)
}

// pageOf is a record of a captured page, by its type.
func pageOf(page *extract.Page, language string) Record {
	switch kind := mediaType(page.ContentType); {
	case kind == "text/html", kind == "application/xhtml+xml",
		kind == "" && looksLikeHTML(bytes.TrimLeft(page.Body, " \t\r\n")):
		if len(page.Body) > extract.MaxPageBytes {
			return Record{Err: fmt.Errorf("page of %d bytes, more than %d", len(page.Body), extract.MaxPageBytes)}
		}
		return Record{Page: page}
	case kind == "text/plain" && !strings.HasSuffix(page.URL, "/robots.txt"):
		return plainText(page, language)
	case kind == "text/plain":
		return Record{Skipped: "robots.txt"}
	case kind == "":
		return Record{Skipped: "unknown content"}
	default:
		return Record{Skipped: shorten(kind)}
	}
}

// plainText is a record of text that needs no extraction, as in WET files.
func plainText(page *extract.Page, language string) Record {
	if kind := mediaType(page.ContentType); kind != "" && kind != "text/plain" {
		return Record{Skipped: shorten(kind)}
	}
	in, err := Text(page.Body)
	if err != nil {
		return Record{Err: err}
	}
	first, _, _ := strings.Cut(language, ",")
	if address := page.URL; strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://") {
		in.Url = address
	}
	in.Language = tag(first)
	if !page.Retrieved.IsZero() {
		in.RetrievedTime = timestamppb.New(page.Retrieved)
	}
	return Record{Submission: in}
}

// httpResponse takes an answer apart: the page's type and body are then those of
// what was sent.
func httpResponse(page *extract.Page) (skipped string, err error) {
	status, rest, _ := bytes.Cut(page.Body, []byte("\n"))
	parts := strings.Fields(string(status[:min(len(status), 200)]))
	if len(parts) < 2 || !strings.HasPrefix(parts[0], "HTTP/") {
		return "", errors.New("no answer of HTTP: it has no status line")
	}
	code, err := strconv.Atoi(parts[1])
	if err != nil {
		return "", fmt.Errorf("no answer of HTTP: status %.20q", parts[1])
	}
	if code != 200 && code != 203 {
		return fmt.Sprintf("status %d", code), nil
	}
	head, body, ok := cutHead(rest)
	if !ok {
		return "", errors.New("the answer ends in its head")
	}
	if len(head) > maxHead {
		return "", fmt.Errorf("the head of the answer has more than %d bytes", maxHead)
	}
	fields := parseHeader(head)
	page.ContentType = fields.get("content-type")
	if kind := mediaType(page.ContentType); kind != "" && kind != "text/html" && kind != "application/xhtml+xml" && kind != "text/plain" {
		return shorten(kind), nil
	}
	if strings.Contains(strings.ToLower(strings.Join(fields["transfer-encoding"], ",")), "chunked") {
		if body, err = unchunk(body); err != nil {
			return "", err
		}
	}
	page.Body, err = decode(body, coding.List(fields["content-encoding"]))
	return "", err
}

// cutHead divides a head from a body, at the first empty line.
func cutHead(data []byte) (head, body []byte, ok bool) {
	for from := 0; ; {
		end := bytes.IndexByte(data[from:], '\n')
		if end < 0 {
			return nil, nil, false
		}
		line := bytes.TrimRight(data[from:from+end], "\r")
		if len(line) == 0 {
			return data[:from], data[from+end+1:], true
		}
		from += end + 1
	}
}

// errChunks tells of a body that ends within its chunks.
var errChunks = errors.New("the answer is cut off: its last chunk is not whole")

// unchunk joins the chunks of a body. Many crawlers store the body without its
// chunks, and the head as it was: a body that does not begin with one is taken
// as it is.
func unchunk(body []byte) ([]byte, error) {
	var out []byte
	for rest := body; ; {
		line, after, ok := bytes.Cut(rest, []byte("\n"))
		number, _, _ := strings.Cut(strings.TrimSpace(string(line[:min(len(line), 100)])), ";")
		size, err := strconv.ParseUint(strings.TrimSpace(number), 16, 31)
		switch {
		case (!ok || err != nil) && len(out) == 0:
			return body, nil
		case !ok || err != nil || size > uint64(len(after)):
			return nil, errChunks
		case size == 0:
			return out, nil
		}
		out = append(out, after[:size]...)
		rest = bytes.TrimPrefix(bytes.TrimPrefix(after[size:], []byte("\r")), []byte("\n"))
		if len(rest) == 0 {
			return out, nil // without its last, empty chunk
		}
	}
}

// maxCodings is how often a body may be packed.
const maxCodings = 2

// decode undoes the codings of a body. One that looks like a page though it is
// said to be packed was unpacked by the crawler.
func decode(body []byte, codings []string) ([]byte, error) {
	if len(codings) > maxCodings {
		return nil, fmt.Errorf("body packed %d times", len(codings))
	}
	if len(codings) == 0 || bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n\ufeff"), []byte("<")) {
		return body, nil
	}
	var in io.Reader = bytes.NewReader(body)
	for i := len(codings) - 1; i >= 0; i-- {
		unpacked, closer, err := coding.Unpack(in, codings[i])
		if err != nil {
			return nil, fmt.Errorf("body packed with %.20q: %w", codings[i], err)
		}
		defer closer()
		in = unpacked
	}
	out, err := io.ReadAll(io.LimitReader(in, extract.MaxPageBytes+1))
	if err != nil {
		return nil, fmt.Errorf("body packed with %.40q: %w", strings.Join(codings, ", "), err)
	}
	return out, nil
}

// mediaType is the type without its parameters, in lower case.
func mediaType(contentType string) string {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil && kind == "" {
		kind, _, _ = strings.Cut(contentType, ";")
	}
	return strings.ToLower(strings.TrimSpace(kind))
}

// shorten keeps what archives say from making endless kinds.
func shorten(kind string) string {
	if kind == "" {
		return "unknown content"
	}
	return kind[:min(len(kind), 40)]
}

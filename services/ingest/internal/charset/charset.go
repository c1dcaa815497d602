// Package charset reads bytes in whatever encoding they are in. It is pure.
package charset

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

const (
	headBytes  = 16 << 10 // where a page may declare its encoding
	sampleSize = 4 << 10
)

// Decode returns a page or feed in UTF-8, the name of its encoding as WHATWG
// names it, and what told it: "byte order mark", "valid UTF-8", "header", "page"
// (a meta element or XML declaration), or "guess". A whole body that is valid UTF-8 is UTF-8 whatever header and page declare:
// no text in another encoding is that by chance, unless it has no byte above
// 0x7f, and then almost every encoding reads the same.
func Decode(body []byte, contentType string) (text []byte, name, evidence string) {
	header := headerCharset(contentType)
	page := pageCharset(body)
	switch {
	case bytes.HasPrefix(body, []byte("\xef\xbb\xbf")):
		return bytes.ToValidUTF8(body[3:], []byte("\ufffd")), "utf-8", "byte order mark"
	case bytes.HasPrefix(body, []byte("\xff\xfe")), bytes.HasPrefix(body, []byte("\xfe\xff")):
		return convert(body, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)), "utf-16", "byte order mark"
	}
	if wide := utf16Order(body); wide != "" {
		e, _ := charset.Lookup(wide)
		return convert(body, e), wide, "guess"
	}
	if escaped := escapedCharset(body, header, page); escaped != "" {
		e, name := charset.Lookup(escaped)
		return convert(body, e), name, "page"
	}
	if utf8.Valid(body) {
		return body, "utf-8", "valid UTF-8"
	}
	return decodeOther(body, header, page)
}

// decodeOther reads a body that is not valid UTF-8.
func decodeOther(body []byte, header, page string) (text []byte, name, evidence string) {
	if mostlyUTF8(body) {
		return bytes.ToValidUTF8(body, []byte("\ufffd")), "utf-8", "guess"
	}
	for _, told := range [...]struct{ label, evidence string }{{header, "header"}, {page, "page"}} {
		if e, name := charset.Lookup(told.label); e != nil && e != encoding.Replacement && name != "utf-8" && !strings.HasPrefix(name, "utf-16") {
			return convert(body, e), name, told.evidence
		}
	}
	e, name, _ := charset.DetermineEncoding(body[:min(len(body), sampleSize)], "")
	if e == nil || name == "utf-8" || strings.HasPrefix(name, "utf-16") {
		e, name = charset.Lookup("windows-1252")
	}
	return convert(body, e), name, "guess"
}

// headerCharset is the charset of a Content-Type, also of one that mime refuses.
func headerCharset(contentType string) string {
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		return params["charset"]
	}
	_, after, _ := strings.Cut(strings.ToLower(contentType), "charset=")
	return strings.Trim(after, " \"';")
}

// pageCharset is the charset in the page's own head: a meta element, or an XML
// declaration.
func pageCharset(body []byte) string {
	head := bytes.ToLower(body[:min(len(body), headBytes)])
	for len(head) > 0 {
		i := bytes.IndexByte(head, '<')
		if i < 0 {
			return ""
		}
		head = head[i:]
		end := bytes.IndexByte(head, '>')
		if end < 0 {
			return ""
		}
		tag := head[:end]
		head = head[end:]
		name := "charset"
		if bytes.HasPrefix(tag, []byte("<?xml")) {
			name = "encoding"
		} else if !bytes.HasPrefix(tag, []byte("<meta")) {
			continue
		}
		if label := valueAfter(tag, name); label != "" {
			return label
		}
	}
	return ""
}

// valueAfter reads name = value with or without quotes.
func valueAfter(tag []byte, name string) string {
	_, after, found := bytes.Cut(tag, []byte(name))
	after = bytes.TrimLeft(after, " \t\r\n")
	if !found || len(after) == 0 || after[0] != '=' {
		return ""
	}
	after = bytes.TrimLeft(after[1:], " \t\r\n\"'")
	if end := bytes.IndexAny(after, " \t\r\n\"';/?>"); end >= 0 {
		after = after[:end]
	}
	return string(after)
}

// escapedCharset is set for encodings that switch by escape sequences and so
// have no byte above 0x7f.
func escapedCharset(body []byte, labels ...string) string {
	if bytes.IndexByte(body, 0x1b) < 0 {
		return ""
	}
	for _, label := range labels {
		if _, name := charset.Lookup(label); name == "iso-2022-jp" {
			return name
		}
	}
	return ""
}

// utf16Order tells UTF-16 without a byte order mark by its many NULs.
func utf16Order(body []byte) string {
	sample := body[:min(len(body), sampleSize)&^1]
	var even, odd int
	for i := 0; i < len(sample); i += 2 {
		if sample[i] == 0 {
			even++
		}
		if sample[i+1] == 0 {
			odd++
		}
	}
	switch pairs := len(sample) / 2; {
	case pairs < 8:
		return ""
	case odd*2 > pairs && even*8 < pairs:
		return "utf-16le"
	case even*2 > pairs && odd*8 < pairs:
		return "utf-16be"
	}
	return ""
}

// mostlyUTF8: a UTF-8 page with some damage, cut in a character for example:
// nearly all bytes above 0x7f are parts of whole characters.
func mostlyUTF8(body []byte) bool {
	whole, broken := 0, 0
	for i := 0; i < len(body); {
		if body[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(body[i:])
		if r == utf8.RuneError && size == 1 {
			broken++
		} else {
			whole++
		}
		i += size
	}
	return whole > 10*broken
}

// convert reads bytes in an encoding; what has no meaning becomes U+FFFD.
func convert(body []byte, e encoding.Encoding) []byte {
	text, err := e.NewDecoder().Bytes(body)
	if err != nil {
		return bytes.ToValidUTF8(body, []byte("\ufffd"))
	}
	return bytes.ToValidUTF8(text, []byte("\ufffd"))
}

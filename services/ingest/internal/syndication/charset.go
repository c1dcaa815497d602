package syndication

import (
	"bytes"
	"mime"
	"regexp"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

// declared is the encoding in an XML declaration, and the whole declaration.
var declared = regexp.MustCompile(`^\s*<\?[xX][mM][lL]\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["'][^>]{0,200}\?>`)

// decode returns the document in UTF-8, without byte order mark, XML
// declaration and characters that XML does not allow. What is valid UTF-8 as a
// whole is UTF-8, whatever header and declaration say: no text in another
// encoding is that by chance.
func (d *document) decode(data []byte, contentType string) []byte {
	head := data[:min(len(data), 1024)]
	label := ""
	if match := declared.FindSubmatch(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))); match != nil {
		label = string(match[1])
	}
	text := data
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		text = convert(data, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM))
	case bytes.HasPrefix(data, []byte("<\x00")):
		text = convert(data, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM))
	case bytes.HasPrefix(data, []byte("\x00<")):
		text = convert(data, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM))
	case utf8.Valid(data):
		if _, name := charset.Lookup(label); name == "iso-2022-jp" && bytes.IndexByte(data, 0x1b) >= 0 {
			e, _ := charset.Lookup(label)
			text = convert(data, e)
		}
	default:
		text = d.decodeOther(data, label, contentType)
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if i := bytes.Index(text[:min(len(text), 1024)], []byte("?>")); i >= 0 && bytes.HasPrefix(bytes.TrimLeft(text, " \t\r\n"), []byte("<?xml")) {
		text = text[i+2:] // it would only make the parser convert what is converted
	}
	return legal(text)
}

// decodeOther reads what is not valid UTF-8 by the declaration, then by the
// header, else as the encoding that most old documents have.
func (d *document) decodeOther(data []byte, label, contentType string) []byte {
	_, params, err := mime.ParseMediaType(contentType)
	labels := []string{label}
	if err == nil {
		labels = append(labels, params["charset"])
	}
	for _, label := range labels {
		e, name := charset.Lookup(label)
		if e != nil && e != encoding.Replacement && name != "utf-8" && name != "utf-16le" && name != "utf-16be" {
			return convert(data, e)
		}
	}
	if broken := bytes.Count(bytes.ToValidUTF8(data, []byte("\ufffd")), []byte("\ufffd")); broken*50 < len(data) && hasWide(data) {
		d.problem("not valid UTF-8: %d places are unreadable", broken)
		return bytes.ToValidUTF8(data, []byte("\ufffd"))
	}
	d.problem("not valid UTF-8 and without a usable encoding: read as windows-1252")
	e, _ := charset.Lookup("windows-1252")
	return convert(data, e)
}

// hasWide says whether most of what is not ASCII is well-formed UTF-8.
func hasWide(data []byte) bool {
	good, bad := 0, 0
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		data = data[size:]
	}
	return good > 4*bad
}

func convert(data []byte, e encoding.Encoding) []byte {
	text, err := e.NewDecoder().Bytes(data)
	if err != nil {
		text = bytes.ToValidUTF8(data, []byte("\ufffd"))
	}
	return text
}

// legal drops control characters, which no XML parser takes.
func legal(text []byte) []byte {
	bad := func(r rune) bool {
		return r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff
	}
	if !bytes.ContainsFunc(text, bad) {
		return text
	}
	return bytes.Map(func(r rune) rune {
		if bad(r) {
			return -1
		}
		return r
	}, text)
}

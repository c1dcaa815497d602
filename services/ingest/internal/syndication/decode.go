package syndication

import (
	"bytes"

	"github.com/barograph/barograph/services/ingest/internal/charset"
)

// decode returns the document in UTF-8, without byte order mark, XML
// declaration and characters that XML does not allow.
func (d *document) decode(data []byte, contentType string) []byte {
	text, name, evidence := charset.Decode(data, contentType)
	switch {
	case evidence != "guess" || name == "utf-16le" || name == "utf-16be":
	case name == "utf-8":
		d.problem("not valid UTF-8: some places are unreadable")
	default:
		d.problem("not valid UTF-8 and without a usable encoding: read as %s", name)
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if i := bytes.Index(text[:min(len(text), 1024)], []byte("?>")); i >= 0 && bytes.HasPrefix(bytes.TrimLeft(text, " \t\r\n"), []byte("<?xml")) {
		text = text[i+2:] // it would only make the parser convert what is converted
	}
	return legal(text)
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

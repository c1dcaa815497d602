// Package hostile knows the characters of text that do something instead of
// showing something: that move a cursor, end a line, reorder what is read, or
// hide. They are kept in what is stored, and never reach a terminal, a log or a
// page as they are. This is the one place that says which they are. It needs the
// standard library only.
package hostile

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Is reports whether r is a control character (C0, DEL, C1), a mark that changes
// the direction of text (https://trojansource.codes), a line or paragraph
// separator, or a format character that cannot be seen. The joiners that
// scripts and emoji need, soft hyphens and the format characters that are seen
// are none.
func Is(r rune) bool {
	switch {
	case r < 0x7f:
		return r < 0x20
	case unicode.IsControl(r), r == 0x2028, r == 0x2029:
		return true
	case unicode.Is(unicode.Cf, r):
		return !harmless(r)
	}
	// Letters and marks without a glyph: fillers of Hangul, the grapheme joiner,
	// and the variation selectors that no font has, in which text can be hidden.
	return r == 0x034f || r == 0x115f || r == 0x1160 || r == 0x3164 || r == 0xffa0 || r >= 0xe0100 && r <= 0xe01ef
}

// harmless are the format characters that belong to ordinary text.
func harmless(r rune) bool {
	switch {
	case r == 0x00ad: // soft hyphen
		return true
	case r == 0x200c || r == 0x200d: // joiners
		return true
	case r >= 0x0600 && r <= 0x0605, r == 0x06dd, r == 0x070f, r == 0x0890, r == 0x0891, r == 0x08e2: // signs around numbers
		return true
	case r == 0x110bd || r == 0x110cd:
		return true
	}
	return false
}

// Escape writes each such character, and what is not UTF-8, as the escape that
// JSON has for it (\u202e), except for those that keep names. Within a JSON
// document that is no change of meaning.
func Escape(text string, keep ...rune) string {
	if clean(text, keep) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text) + 32)
	for i, r := range text {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], "\ufffd"):
			b.WriteString(`\ufffd`)
		case !Is(r) || kept(r, keep):
			b.WriteRune(r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			unit(&b, high)
			unit(&b, low)
		default:
			unit(&b, r)
		}
	}
	return b.String()
}

func clean(text string, keep []rune) bool {
	for _, r := range text {
		if r == utf8.RuneError || Is(r) && !kept(r, keep) {
			return false
		}
	}
	return true
}

func kept(r rune, keep []rune) bool {
	for _, k := range keep {
		if r == k {
			return true
		}
	}
	return false
}

// unit writes one unit of UTF-16.
func unit(b *strings.Builder, r rune) {
	const digits = "0123456789abcdef"
	b.WriteString(`\u`)
	for shift := 12; shift >= 0; shift -= 4 {
		b.WriteByte(digits[r>>shift&0xf])
	}
}

// Package terminal writes text from outside to a terminal: harmless, measured
// in columns, cut and wrapped to fit.
package terminal

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
)

// Clean makes text of unknown origin safe to print on one line. Control
// characters (with which an article could move the cursor, recolour the screen
// or set the window's title), and the marks that reorder text from right to
// left (https://trojansource.codes) become U+FFFD; line breaks, tabs and runs
// of white space become one space; invalid UTF-8 becomes U+FFFD. Ordinary
// text, also in scripts that run from right to left, stays as it is.
func Clean(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	space := false
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case dangerous(r):
			r = unicode.ReplacementChar
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// CleanLines is [Clean] for text of several lines: line breaks stay.
func CleanLines(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range strings.ReplaceAll(text, "\r\n", "\n") {
		switch {
		case r == '\n' || r == '\t':
		case dangerous(r):
			r = unicode.ReplacementChar
		}
		b.WriteRune(r)
	}
	return b.String()
}

// EscapeJSON makes JSON harmless without changing its meaning: what [Clean]
// replaces is written as \u escapes. Such characters occur within strings only,
// except for line breaks and tabs, which stay.
func EscapeJSON(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		switch {
		case r == '\n' || r == '\t' || !dangerous(r):
			b.WriteRune(r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// dangerous is every control character, every directional override, embedding
// and isolate (Unicode UAX #9), and the invisible tag characters.
func dangerous(r rune) bool {
	switch {
	case unicode.IsControl(r):
		return true
	case r == 0x061c, r == 0x200e, r == 0x200f: // directional marks
		return true
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return true
	case r == 0x2028, r == 0x2029: // line and paragraph separator
		return true
	case r == 0x200b, r == 0x2060, r == 0xfeff: // invisible, break searching
		return true
	case r >= 0xe0000 && r <= 0xe007f:
		return true
	}
	return false
}

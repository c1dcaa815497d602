// Package terminal writes text from outside to a terminal: harmless, measured
// in columns, cut and wrapped to fit.
package terminal

import (
	"strings"
	"unicode"

	"github.com/barograph/barograph/internal/hostile"
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
		case hostile.Is(r):
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
		case hostile.Is(r):
			r = unicode.ReplacementChar
		}
		b.WriteRune(r)
	}
	return b.String()
}

// EscapeJSON makes JSON harmless without changing its meaning: what [Clean]
// replaces is written as \u escapes. Such characters occur within strings only,
// except for line breaks and tabs, which stay.
func EscapeJSON(text string) string { return hostile.Escape(text, '\n', '\t') }

// Guard is the last thing that text passes on its way to a person, whoever
// wrote it: what [Clean] replaces is replaced, except for line breaks, tabs and
// the marks of [Style].
func Guard(text string) string {
	if !strings.ContainsFunc(text, hostile.Is) {
		return strings.ToValidUTF8(text, "\ufffd")
	}
	var b strings.Builder
	b.Grow(len(text))
	for {
		at := strings.IndexByte(text, escape)
		if at < 0 {
			b.WriteString(CleanLines(text))
			return b.String()
		}
		b.WriteString(CleanLines(text[:at]))
		mark := styling(text[at:])
		if mark == "" {
			mark = text[at : at+1]
			b.WriteRune(unicode.ReplacementChar)
		} else {
			b.WriteString(mark)
		}
		text = text[at+len(mark):]
	}
}

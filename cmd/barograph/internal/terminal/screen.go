package terminal

import (
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// Columns is how wide every table may become at most.
const Columns = 100

// Is tells whether out is a terminal.
func Is(out io.Writer) bool {
	f, ok := out.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// Style marks text for a terminal; the zero value marks nothing.
type Style struct{ colour bool }

// StyleFor marks only on a terminal, and not if noColour is set (the value of
// the environment variable NO_COLOR, https://no-color.org) or the terminal is
// called "dumb" (the value of TERM).
func StyleFor(out io.Writer, noColour, term string) Style {
	return Style{colour: noColour == "" && term != "dumb" && Is(out)}
}

// Bold makes text stand out.
func (s Style) Bold(text string) string { return s.mark("1", text) }

// Dim makes text recede.
func (s Style) Dim(text string) string { return s.mark("2", text) }

// Good is the colour of what raises a probability.
func (s Style) Good(text string) string { return s.mark("32", text) }

// Bad is the colour of what lowers a probability.
func (s Style) Bad(text string) string { return s.mark("31", text) }

// mark uses Select Graphic Rendition (ECMA-48, 8.3.117).
func (s Style) mark(code, text string) string {
	if !s.colour || text == "" {
		return text
	}
	return sequence(code) + text + sequence("0")
}

const escape = '\x1b'

func sequence(code string) string { return string(escape) + "[" + code + "m" }

// styling is the mark of a [Style] with which text begins, or "".
func styling(text string) string {
	for _, code := range []string{"0", "1", "2", "31", "32"} {
		if strings.HasPrefix(text, sequence(code)) {
			return sequence(code)
		}
	}
	return ""
}

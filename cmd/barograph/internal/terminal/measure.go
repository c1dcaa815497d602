package terminal

import (
	"strings"

	"github.com/mattn/go-runewidth"
)

const ellipsis = "…"

// measure does not look at the locale, so that a table is the same everywhere.
func measure() *runewidth.Condition {
	return &runewidth.Condition{StrictEmojiNeutral: true}
}

// Width is how many columns text takes on a terminal.
func Width(text string) int { return measure().StringWidth(text) }

// Cut shortens text to at most columns, ending in an ellipsis if it was longer.
func Cut(text string, columns int) string {
	if columns <= 0 {
		return ""
	}
	return measure().Truncate(text, columns, ellipsis)
}

// Left cuts text or pads it with spaces on its right to exactly columns.
func Left(text string, columns int) string {
	text = Cut(text, columns)
	return text + strings.Repeat(" ", columns-Width(text))
}

// Right cuts text or pads it with spaces on its left to exactly columns.
func Right(text string, columns int) string {
	text = Cut(text, columns)
	return strings.Repeat(" ", columns-Width(text)) + text
}

// Wrap breaks text between words into lines of at most columns; a longer word
// is cut into pieces. There is at least one line.
func Wrap(text string, columns int) []string {
	columns = max(columns, 2) // room for the widest character
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && Width(line)+1+Width(word) <= columns {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for Width(word) > columns {
			head := measure().Truncate(word, columns, "")
			if head == "" { // a cluster wider than the line
				break
			}
			lines = append(lines, head)
			word = word[len(head):]
		}
		line = word
	}
	return append(lines, line)
}

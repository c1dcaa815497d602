package extract

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// holdsBlocks reports whether an inline element has a block element in it, as
// sloppy pages do.
func holdsBlocks(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && !phrasing[c.DataAtom] && !unread[c.DataAtom] && c.DataAtom != atom.Br && c.DataAtom != 0 {
			return true
		}
	}
	return false
}

// isPlainRow reports whether the cells of a row hold no blocks: a table of
// data and no layout.
func isPlainRow(n *html.Node) bool {
	cells := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		cells++
		for e := range elements(c) {
			if !phrasing[e.DataAtom] && e.DataAtom != atom.Br && !(e.DataAtom == atom.P && e.PrevSibling == nil && e.NextSibling == nil) {
				return false
			}
		}
	}
	return cells > 1
}

// isFootnote: a raised link to a note: "[3]".
func isFootnote(n *html.Node) bool {
	text := ""
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			if text += strings.TrimSpace(c.Data); len(text) > 8 {
				return false
			}
		}
	}
	_, err := strconv.Atoi(strings.Trim(text, "[]()"))
	return err == nil && first(n, atom.A) != nil
}

// captionMarks are how authors of pages call captions.
var captionMarks = []string{"wp-caption-text", "image-caption", "img-caption", "media-caption", "photo-caption", "figcaption", "picture-caption", "figure-caption", "caption-text", "caption__text"}

func isCaption(n *html.Node) bool {
	if n.DataAtom != atom.P && n.DataAtom != atom.Div && n.DataAtom != atom.Span && n.DataAtom != atom.Dd {
		return false
	}
	class := strings.ToLower(attribute(n, "class"))
	if class == "caption" {
		return true
	}
	for _, mark := range captionMarks {
		if strings.Contains(class, mark) {
			return true
		}
	}
	return false
}

// listLevel is the number of lists around.
func listLevel(n *html.Node) int {
	level := 0
	for ; n != nil; n = n.Parent {
		if n.DataAtom == atom.Ul || n.DataAtom == atom.Ol || n.DataAtom == atom.Menu {
			level++
		}
	}
	return level
}

// itemNumber is the number of the next item of an ordered list, or 0.
func (w *walker) itemNumber(n *html.Node) int {
	list := n.Parent
	if list == nil || list.DataAtom != atom.Ol {
		return 0
	}
	number, begun := w.numbers[list]
	if start, err := strconv.Atoi(attribute(list, "start")); !begun && err == nil && 0 <= start && start < 1000 {
		number = start - 1
	}
	number++
	if value, err := strconv.Atoi(attribute(n, "value")); err == nil && 0 < value && value < 1000 {
		number = value
	}
	w.numbers[list] = number
	return number
}

package extract

import (
	"iter"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attribute returns the value of an attribute, without space around.
func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// elements walks the elements below n in their order.
func elements(n *html.Node) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for c := range n.Descendants() {
			if c.Type == html.ElementNode && !yield(c) {
				return
			}
		}
	}
}

// first finds the first element of a kind, or nil.
func first(n *html.Node, tag atom.Atom) *html.Node {
	for c := range elements(n) {
		if c.DataAtom == tag {
			return c
		}
	}
	return nil
}

// plainText is the text below n in one line.
func plainText(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode && !unread[c.Parent.DataAtom] {
			b.WriteString(c.Data)
			b.WriteByte(' ')
		}
	}
	return squeeze(b.String())
}

// marks are the class, id and roles of an element in lower case: what tells
// what its author took it for.
func marks(n *html.Node) string {
	var b strings.Builder
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "itemprop", "role", "data-component", "data-testid", "data-type", "data-gu-name":
			b.WriteString(strings.ToLower(a.Val))
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// hidden reports whether an element says itself that nobody sees it.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return !strings.EqualFold(a.Val, "until-found")
		case "style":
			style := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

// dropHidden takes elements out that nobody sees, unless they are most of the
// page: then a script is to show them.
func dropHidden(root *html.Node) {
	var found []*html.Node
	letters := 0
	for n := range elements(root) {
		if n.DataAtom != atom.Body && n.DataAtom != atom.Html && hidden(n) {
			found = append(found, n)
		}
	}
	for _, n := range found {
		if !within(n.Parent, found) {
			letters += textLength(n)
		}
	}
	if 2*letters > textLength(root) {
		return
	}
	for _, n := range found {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
}

// within reports whether n lies in an element that is hidden as well.
func within(n *html.Node, _ []*html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && n.DataAtom != atom.Body && n.DataAtom != atom.Html && hidden(n) {
			return true
		}
	}
	return false
}

// textLength is about the number of bytes of text below n.
func textLength(n *html.Node) int {
	length := 0
	for c := range n.Descendants() {
		if c.Type == html.TextNode && !unread[c.Parent.DataAtom] {
			length += len(strings.TrimSpace(c.Data))
		}
	}
	return length
}

// squeeze makes white space of every kind one space, and drops characters that
// nobody sees: soft hyphens, zero-width spaces, byte order marks, controls.
func squeeze(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case isSpace(r):
			space = b.Len() > 0
			continue
		case invisible(r):
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\f', '\v', 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000:
		return true
	}
	return 0x2000 <= r && r <= 0x200a
}

func invisible(r rune) bool {
	return r < ' ' || 0x7f <= r && r < 0xa0 || r == 0xad || 0x200b <= r && r <= 0x200f || 0x202a <= r && r <= 0x202e ||
		0x2060 <= r && r <= 0x206f || r == 0xfeff
}

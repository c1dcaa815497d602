package extract

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// passage is a block where it stands in the page.
type passage struct {
	Block
	node    *html.Node // the element that holds it
	linked  int        // letters inside links
	letters int
	key     string // its letters and digits, in lower case
}

// walker cuts a tree into passages: at the edges of block elements and at
// doubled line breaks.
type walker struct {
	out    []passage
	buf    strings.Builder
	breaks int // line breaks since the last text
	linked int // letters inside links

	kind    Kind
	level   int
	number  int
	link    int // depth of links around
	node    *html.Node
	numbers map[*html.Node]int // of the last items of ordered lists
}

// unread elements hold nothing that a reader reads as text.
var unread = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Svg: true, atom.Head: true, atom.Button: true,
	atom.Select: true, atom.Textarea: true, atom.Input: true, atom.Iframe: true, atom.Object: true, atom.Video: true, atom.Audio: true,
	atom.Canvas: true, atom.Nav: true, atom.Del: true, atom.S: true, atom.Strike: true, atom.Title: true, atom.Datalist: true, atom.Math: true,
}

// phrasing elements go on in the line of the text around them.
var phrasing = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.Acronym: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Big: true, atom.Cite: true, atom.Code: true,
	atom.Data: true, atom.Dfn: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Ins: true, atom.Kbd: true, atom.Label: true,
	atom.Mark: true, atom.Nobr: true, atom.Q: true, atom.Ruby: true, atom.Rp: true, atom.Rt: true, atom.Samp: true, atom.Small: true,
	atom.Span: true, atom.Strong: true, atom.Sub: true, atom.Sup: true, atom.Time: true, atom.Tt: true, atom.U: true, atom.Var: true, atom.Wbr: true,
	atom.Img: true, atom.Picture: true, atom.Source: true, atom.Meta: true, atom.Link: true,
}

// passages cuts the tree below root.
func passages(root *html.Node) []passage {
	w := &walker{node: root, numbers: map[*html.Node]int{}}
	w.children(root)
	w.flush()
	return w.out
}

func (w *walker) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			w.text(c.Data)
		case html.ElementNode:
			w.element(c)
		case html.DocumentNode:
			w.children(c)
		}
	}
}

func (w *walker) text(s string) {
	if strings.TrimSpace(s) != "" {
		if w.breaks > 0 && w.buf.Len() > 0 {
			if w.breaks > 1 && w.kind != Heading && w.kind != Caption {
				w.flush()
			} else {
				w.buf.WriteByte('\x00') // becomes a line break
			}
		}
		w.breaks = 0
	}
	w.buf.WriteString(s)
	if w.link > 0 {
		w.linked += letters(s)
	}
}

func (w *walker) element(n *html.Node) {
	switch {
	case unread[n.DataAtom] || attribute(n, "role") == "navigation":
		return
	case n.DataAtom == atom.Br:
		w.breaks++
	case n.DataAtom == atom.Sup && isFootnote(n):
	case n.DataAtom == atom.Q:
		w.buf.WriteString(" “")
		w.children(n)
		w.buf.WriteString("” ")
	case n.DataAtom == atom.A:
		w.link++
		w.children(n)
		w.link--
	case phrasing[n.DataAtom] && !holdsBlocks(n):
		w.children(n)
	case n.DataAtom == atom.Tr && isPlainRow(n):
		w.row(n)
	default:
		w.block(n)
	}
}

// block walks an element that stands on its own lines.
func (w *walker) block(n *html.Node) {
	w.flush()
	outer := *w
	w.node = n
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.kind, w.level = Heading, int(n.Data[1]-'0')
	case atom.Ul, atom.Ol, atom.Menu:
		w.level = listLevel(n)
	case atom.Li:
		w.kind, w.level, w.number = Item, listLevel(n), w.itemNumber(n)
	case atom.Blockquote:
		w.kind = Quote
	case atom.Figcaption:
		w.kind, w.level = Caption, 0
	default:
		if w.kind != Caption && isCaption(n) {
			w.kind, w.level = Caption, 0
		}
	}
	w.children(n)
	w.flush()
	w.kind, w.level, w.number, w.node = outer.kind, outer.level, outer.number, outer.node
}

// row writes the cells of a row of a table of data in one line.
func (w *walker) row(n *html.Node) {
	w.flush()
	kind, node := w.kind, w.node
	w.kind, w.node = Row, n
	begun := false
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th || strings.TrimSpace(plainText(c)) == "" {
			continue
		}
		if begun {
			w.buf.WriteString("; ")
		}
		begun = true
		w.children(c)
	}
	w.flush()
	w.kind, w.node = kind, node
}

// flush ends the passage that was begun.
func (w *walker) flush() {
	raw, linked := w.buf.String(), w.linked
	w.buf.Reset()
	w.linked, w.breaks = 0, 0
	separator := "\n"
	if w.kind == Heading || w.kind == Caption || w.kind == Item || w.kind == Row {
		separator = " "
	}
	var lines []string
	for line := range strings.SplitSeq(raw, "\x00") {
		if line = squeeze(line); line != "" {
			lines = append(lines, line)
		}
	}
	text := strings.Join(lines, separator)
	key := keyOf(text)
	if key == "" {
		return
	}
	b := Block{Kind: w.kind, Text: text}
	if w.kind == Heading || w.kind == Item {
		b.Level = max(w.level, 1)
	}
	if w.kind == Item {
		b.Number = w.number
	}
	w.out = append(w.out, passage{Block: b, node: w.node, linked: linked, letters: letters(text), key: key})
}

// keyOf keeps letters and digits, in lower case: how passages are compared.
func keyOf(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			b.WriteByte(byte(r))
		case r < 0x80:
			if 'A' <= r && r <= 'Z' {
				b.WriteByte(byte(r) + 'a' - 'A')
			}
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

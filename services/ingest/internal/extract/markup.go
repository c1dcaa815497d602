package extract

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	maxAttributes     = 32
	maxAttributeBytes = 8 << 10
	maxTableParts     = 6000 // text between rows costs the parser the square of them
	maxStatements     = 32   // JSON-LD
	maxStatementBytes = 1 << 20
)

// markup is a page made safe to parse: the parser's time grows with the square
// of some things that no honest page has.
type markup struct {
	out        bytes.Buffer
	statements []string // JSON-LD
	elements   int
	tableParts int
	seen       map[atom.Atom]bool // elements of which a page has one
	skip       atom.Atom          // the element whose content is left out
	plain      bool               // leave out inline elements
}

// rewrite copies the page without scripts, styles, drawings and comments, and
// with limited attributes. Plain markup has no inline elements either.
func rewrite(page []byte, plain bool) (*markup, error) {
	m := &markup{plain: plain, seen: map[atom.Atom]bool{}}
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			return m, nil // the reader has no errors: this is the end
		case html.TextToken:
			if m.skip == 0 {
				m.out.Write(z.Raw())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			m.start(z, kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			m.end(z)
		}
		if m.elements > MaxElements {
			return nil, fmt.Errorf("%w: more than %d elements", ErrTooComplex, MaxElements)
		}
		if m.out.Len() > MaxMarkupBytes {
			return nil, fmt.Errorf("%w: more than %d bytes of markup and text", ErrTooLarge, MaxMarkupBytes)
		}
	}
}

func (m *markup) start(z *html.Tokenizer, closed bool) {
	raw := z.Raw()
	name, more := z.TagName()
	tag := atom.Lookup(name)
	if m.skip == atom.Svg && breaksOut(tag) {
		m.skip = 0
	}
	switch {
	case m.skip != 0:
		z.NextIsNotRawText() // a title in a drawing holds markup: only outside it runs to its end tag
		return
	case tag == atom.Script:
		m.statement(z, more)
		return
	case tag == atom.Style || tag == atom.Svg:
		if !closed || tag == atom.Style {
			m.skip = tag
		}
		return
	case tag == atom.Plaintext || tag == atom.Frameset || tag == atom.Frame, m.plain && inline[tag]:
		return
	case tag == atom.Html || tag == atom.Body || tag == atom.Head:
		if m.seen[tag] {
			return
		}
		m.seen[tag] = true
	case isTablePart(tag):
		if m.tableParts++; m.tableParts > maxTableParts {
			return
		}
	}
	m.elements++
	if len(raw) <= 1<<10 {
		m.out.Write(raw)
		return
	}
	m.attributes(z, name, more)
}

// attributes writes a start tag with the first of its attributes.
func (m *markup) attributes(z *html.Tokenizer, name []byte, more bool) {
	m.out.WriteByte('<')
	m.out.Write(name)
	for n := 0; more && n < maxAttributes; n++ {
		var key, value []byte
		key, value, more = z.TagAttr()
		if len(value) > maxAttributeBytes || len(key) > 128 || bytes.ContainsAny(key, "\"'<>=/ ") {
			continue
		}
		m.out.WriteByte(' ')
		m.out.Write(key)
		m.out.WriteString(`="`)
		m.out.WriteString(html.EscapeString(string(value)))
		m.out.WriteByte('"')
	}
	m.out.WriteByte('>')
}

// statement keeps a script that states facts about the page and skips others.
func (m *markup) statement(z *html.Tokenizer, more bool) {
	linked := false
	for n := 0; more && n < maxAttributes; n++ {
		var key, value []byte
		key, value, more = z.TagAttr()
		linked = linked || string(key) == "type" && strings.Contains(strings.ToLower(string(value)), "ld+json")
	}
	m.skip = atom.Script
	if !linked || len(m.statements) >= maxStatements {
		return
	}
	if z.Next() == html.TextToken {
		if raw := z.Raw(); len(raw) <= maxStatementBytes {
			m.statements = append(m.statements, string(raw))
		}
		return
	}
	m.skip = 0 // an empty script: that was its end
}

func (m *markup) end(z *html.Tokenizer) {
	name, _ := z.TagName()
	tag := atom.Lookup(name)
	switch {
	case m.skip != 0:
		if tag == m.skip {
			m.skip = 0
		}
	case m.plain && inline[tag], isTablePart(tag) && m.tableParts > maxTableParts, tag == atom.Body, tag == atom.Html:
	default:
		m.out.WriteString("</")
		m.out.Write(name)
		m.out.WriteByte('>')
	}
}

func isTablePart(tag atom.Atom) bool {
	switch tag {
	case atom.Table, atom.Tr, atom.Td, atom.Th, atom.Tbody, atom.Thead, atom.Tfoot, atom.Caption, atom.Col, atom.Colgroup:
		return true
	}
	return false
}

// breaksOut: these end a drawing that was never closed, as they do for the parser.
func breaksOut(tag atom.Atom) bool {
	switch tag {
	case atom.Div, atom.P, atom.Ul, atom.Li, atom.H1, atom.H2, atom.H3, atom.Span, atom.Table, atom.Blockquote, atom.Body:
		return true
	}
	return false
}

// inline elements may be left out without joining or losing words.
var inline = map[atom.Atom]bool{
	atom.A: true, atom.B: true, atom.Big: true, atom.Code: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Nobr: true,
	atom.S: true, atom.Small: true, atom.Span: true, atom.Strike: true, atom.Strong: true, atom.Tt: true, atom.U: true,
}

// parse makes the tree of a page, once more in plain markup if elements are
// inside each other too deep, as unclosed inline elements are.
func parse(page []byte) (*html.Node, []string, error) {
	var m *markup
	for _, plain := range [...]bool{false, true} {
		var err error
		if m, err = rewrite(page, plain); err != nil {
			return nil, nil, err
		}
		if root, err := html.Parse(bytes.NewReader(m.out.Bytes())); err == nil {
			return root, m.statements, nil
		}
	}
	return nil, nil, fmt.Errorf("%w: more than 512 inside each other", ErrTooComplex)
}

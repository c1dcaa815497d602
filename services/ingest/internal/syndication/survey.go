package syndication

import (
	"bytes"
	"fmt"
	"strings"
)

// outline is where the items of a document lie.
type outline struct {
	root  string // name of the root element, in lower case without prefix
	start int    // where that begins
	items []span // complete ones
	open  bool   // an item, or the root, does not end
	cut   bool   // the root does not end
}

type span struct{ start, end int }

// survey goes over the tags of a document without understanding more than that:
// it finds the root and the complete items, also in a document that no XML
// parser takes, and refuses nesting that would only cost memory.
func survey(text []byte) (outline, error) {
	var o outline
	var item string // name of the elements that are items, with prefix
	depth, start, from := 0, 0, -1
	s := scanner{text: text}
	for s.next() {
		name := local(s.name)
		o.cut = s.kind != tagClose || name != o.root
		switch {
		case s.kind == tagEmpty && o.root == "":
			o.root, o.start, o.cut = name, s.start, false
		case s.kind == tagOpen && o.root == "":
			o.root, o.start = name, s.start
			depth++
			continue
		case s.kind == tagOpen:
			depth++
		case s.kind == tagClose:
			depth = max(depth-1, 0)
		}
		if depth > maxDepth {
			return o, fmt.Errorf("%w: elements lie more than %d deep within each other", ErrTooLarge, maxDepth)
		}
		if s.kind == tagOpen && isItem(o.root, name) && (item == "" || item == s.name) {
			// One that did not end before the next began is lost.
			item, start, from, o.open = s.name, s.start, depth, o.open || from >= 0
		}
		if s.kind == tagClose && from >= 0 && s.name == item {
			o.items = append(o.items, span{start, s.end})
			from, depth = -1, from-1
		}
	}
	o.cut = o.cut || s.cut
	o.open = o.open || from >= 0 || depth > 0 || s.cut
	return o, nil
}

func isItem(root, name string) bool {
	switch root {
	case "rss", "rdf":
		return name == "item"
	case "feed":
		return name == "entry"
	case "urlset":
		return name == "url"
	case "sitemapindex":
		return name == "sitemap"
	}
	return false
}

// local is a name in lower case without its prefix.
func local(name string) string {
	if i := strings.LastIndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	return strings.ToLower(name)
}

type tagKind int

const (
	tagOpen tagKind = iota
	tagClose
	tagEmpty
)

// scanner steps from tag to tag.
type scanner struct {
	text       []byte
	at         int
	kind       tagKind
	name       string
	start, end int
	cut        bool // the text ends within a tag, a comment or the like
}

func (s *scanner) next() bool {
	for {
		i := bytes.IndexByte(s.text[s.at:], '<')
		if i < 0 {
			return false
		}
		s.start = s.at + i
		rest := s.text[s.start:]
		switch {
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			s.skip("]]>")
		case bytes.HasPrefix(rest, []byte("<!--")):
			s.skip("-->")
		case bytes.HasPrefix(rest, []byte("<?")):
			s.skip("?>")
		case bytes.HasPrefix(rest, []byte("<!")):
			s.declaration()
		case s.tag():
			return true
		}
	}
}

func (s *scanner) skip(end string) {
	i := bytes.Index(s.text[s.start:], []byte(end))
	if i < 0 {
		s.at, s.cut = len(s.text), true
		return
	}
	s.at = s.start + i + len(end)
}

// declaration steps over <!DOCTYPE …>, with an internal subset in brackets.
func (s *scanner) declaration() {
	depth := 0
	for i := s.start; i < len(s.text); i++ {
		switch s.text[i] {
		case '[', '<':
			depth++
		case ']':
			depth--
		case '>':
			if depth--; depth <= 0 {
				s.at = i + 1
				return
			}
		}
	}
	s.at, s.cut = len(s.text), true
}

// tag reads a tag at start; what only looks like one is stepped over.
func (s *scanner) tag() bool {
	i := s.start + 1
	s.kind = tagOpen
	if i < len(s.text) && s.text[i] == '/' {
		s.kind = tagClose
		i++
	}
	from := i
	for i < len(s.text) && isName(s.text[i]) {
		i++
	}
	if s.at = s.start + 1; i == from {
		return false
	}
	s.name = string(s.text[from:i])
	for quote := byte(0); i < len(s.text); i++ {
		switch c := s.text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '<':
			return false
		case c == '>':
			if s.text[i-1] == '/' && s.kind == tagOpen {
				s.kind = tagEmpty
			}
			s.at, s.end = i+1, i+1
			return true
		}
	}
	s.at, s.cut = len(s.text), true
	return false
}

func isName(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == ':' || c == '_' || c == '-' || c == '.' || c >= 0x80
}

package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// head is what a page says about itself outside its text.
type head struct {
	metas      map[string][]string // by name, property or itemprop, in lower case
	canonical  string
	base       string
	language   string // of the html element
	title      string
	heading    string // the first heading of level 1
	heads      int    // number of headings of level 1
	times      []timed
	statements []statement
}

// timed is a time element, or an element with a date as its microdata.
type timed struct {
	value string
	marks string // of the element and its parent
	text  string
}

const maxMetas = 512

func readHead(root *html.Node, raw []string) *head {
	h := &head{metas: map[string][]string{}, statements: statements(raw)}
	n := 0
	for e := range elements(root) {
		switch e.DataAtom {
		case atom.Html:
			h.language = attribute(e, "lang")
			if h.language == "" {
				h.language = attribute(e, "xml:lang")
			}
		case atom.Base:
			h.base = attribute(e, "href")
		case atom.Title:
			if h.title == "" && !inDrawing(e) {
				h.title = squeeze(textOf(e))
			}
		case atom.Meta:
			if n++; n <= maxMetas {
				h.meta(e)
			}
		case atom.Link:
			if rel := strings.ToLower(attribute(e, "rel")); h.canonical == "" && (rel == "canonical" || strings.HasPrefix(rel, "canonical ")) {
				h.canonical = attribute(e, "href")
			}
		case atom.H1:
			if h.heads++; h.heading == "" {
				h.heading = plainText(e)
			}
		default:
			h.time(e)
		}
	}
	return h
}

func (h *head) meta(e *html.Node) {
	content := squeeze(attribute(e, "content"))
	if content == "" {
		return
	}
	for _, key := range [...]string{"name", "property", "itemprop", "http-equiv"} {
		if name := strings.ToLower(attribute(e, key)); name != "" {
			h.metas[name] = append(h.metas[name], content)
		}
	}
}

// time keeps elements that state a date for machines.
func (h *head) time(e *html.Node) {
	prop := strings.ToLower(attribute(e, "itemprop"))
	if e.DataAtom != atom.Time && !strings.HasPrefix(prop, "date") || len(h.times) >= 64 {
		return
	}
	value := attribute(e, "datetime")
	if value == "" {
		value = attribute(e, "content")
	}
	t := timed{value: value, marks: marks(e), text: shortText(e)}
	if e.Parent != nil {
		t.marks += marks(e.Parent)
	}
	if t.value == "" {
		t.value = t.text
	}
	h.times = append(h.times, t)
}

// shortText is the beginning of the text of an element.
func shortText(e *html.Node) string {
	var b strings.Builder
	for c := range e.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data[:min(len(c.Data), 200)])
		}
		if b.Len() > 200 {
			break
		}
	}
	return squeeze(b.String())
}

func inDrawing(e *html.Node) bool { return e.Namespace != "" }

// textOf is all text below an element, read or not.
func textOf(e *html.Node) string {
	var b strings.Builder
	for c := range e.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// meta returns the first of some meta values that is there.
func (h *head) first(names ...string) string {
	for _, name := range names {
		for _, v := range h.metas[name] {
			if v != "" {
				return v
			}
		}
	}
	return ""
}

// stated returns the first answer of the JSON-LD statements.
func (h *head) stated(get func(statement) string) string {
	for _, s := range h.statements {
		if v := get(s); v != "" {
			return v
		}
	}
	return ""
}

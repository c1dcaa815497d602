package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxByline is the greatest length in runes that the contract allows.
const maxByline = 512

// bylineOf names the authors: of the statements, else of the metas, else of the
// line that is marked so.
func bylineOf(root *html.Node, h *head) string {
	for _, s := range h.statements {
		if names := people(s.authors); s.article && len(names) > 0 {
			return cut(strings.Join(names, ", "), maxByline)
		}
	}
	for _, name := range [...]string{"author", "article:author", "parsely-author", "byl", "dc.creator", "dcterms.creator", "sailthru.author", "cxenseparse:author", "citation_author"} {
		if names := people(h.metas[name]); len(names) > 0 {
			return cut(strings.Join(names, ", "), maxByline)
		}
	}
	return cut(markedByline(root), maxByline)
}

// people keeps names, once each, without "By", addresses and nicknames.
func people(told []string) []string {
	var out []string
	for _, name := range told {
		name = withoutBy(name)
		if name == "" || strings.Contains(name, "://") || strings.HasPrefix(name, "@") || strings.Contains(name, "www.") ||
			strings.EqualFold(name, "admin") || slices.Contains(out, name) {
			continue
		}
		out = append(out, name)
	}
	return out
}

// withoutBy drops "By" before names, and the time of publication behind them.
func withoutBy(name string) string {
	name = squeeze(name)
	for _, after := range [...]string{" Published", " Updated", " Posted", " PUBLISHED", " UPDATED", " Last updated"} {
		name, _, _ = strings.Cut(name, after)
	}
	for _, by := range [...]string{"by ", "by: ", "written by ", "posted by "} {
		if len(name) > len(by) && strings.EqualFold(name[:len(by)], by) {
			return strings.TrimSpace(name[len(by):])
		}
	}
	return name
}

// markedByline is the text of the first element that is called byline or author.
func markedByline(root *html.Node) string {
	for e := range elements(root) {
		if unread[e.DataAtom] || e.DataAtom == atom.Meta || e.DataAtom == atom.Body || e.DataAtom == atom.Article {
			continue
		}
		class := strings.ToLower(attribute(e, "class"))
		if !strings.Contains(class, "byline") && !strings.Contains(class, "author-name") && attribute(e, "rel") != "author" &&
			attribute(e, "itemprop") != "author" && class != "author" {
			continue
		}
		if text := withoutBy(shortText(e)); text != "" && len(text) < 150 && len(strings.Fields(text)) <= 14 && keyOf(text) != "" && !elsewhere(e, nil) {
			return text
		}
	}
	return ""
}

// publisherOf is the name that the page gives its publisher.
func publisherOf(h *head) string {
	told := h.stated(func(s statement) string { return s.publisher })
	if strings.Contains(told, "://") {
		told = ""
	}
	if told == "" {
		told = h.first("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher")
	}
	return cut(told, 255)
}

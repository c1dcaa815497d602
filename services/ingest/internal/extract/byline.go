package extract

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxByline is the greatest length in runes that the contract allows.
const maxByline = 512

// bylineOf names the authors: of the statements, else of the metas, else of the
// line that is marked so. The publisher's own name counts when there is no other.
func bylineOf(root *html.Node, h *head, publisher string) string {
	told := make([][]string, 0, len(h.statements)+8)
	for _, s := range h.statements {
		if s.article {
			told = append(told, s.authors)
		}
	}
	for _, name := range [...]string{"author", "article:author", "parsely-author", "byl", "dc.creator", "dcterms.creator", "sailthru.author", "cxenseparse:author", "citation_author"} {
		told = append(told, h.metas[name])
	}
	house := ""
	for _, names := range told {
		line := strings.Join(people(names), ", ")
		if line != "" && !sameName(line, publisher) {
			return cut(line, maxByline)
		}
		house = cmp.Or(house, line)
	}
	return cut(cmp.Or(markedByline(root), house), maxByline)
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
	for _, by := range [...]string{"by ", "by: ", "written by ", "posted by ", "von ", "par "} {
		if len(name) > len(by) && strings.EqualFold(name[:len(by)], by) && !lower(name[len(by)]) {
			name = name[len(by):]
			break
		}
	}
	return strings.Trim(name, " -–—|,;·")
}

// lower: "von der Leyen" is a name.
func lower(c byte) bool { return 'a' <= c && c <= 'z' }

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

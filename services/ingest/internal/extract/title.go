package extract

import "strings"

// maxTitle is the greatest length in runes that the contract allows.
const maxTitle = 1024

// titleOf is the headline: of the statements, else of Open Graph or the one
// heading of level 1, else of the title without the site's name.
func titleOf(h *head, site string) string {
	stated := h.stated(func(s statement) string {
		if s.article {
			return s.headline
		}
		return ""
	})
	graph := h.first("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title")
	for _, candidate := range [...]string{withoutSite(stated, site), withoutSite(graph, site), oneHeading(h), withoutSite(h.title, site)} {
		if keyOf(candidate) != "" {
			return cut(candidate, maxTitle)
		}
	}
	return ""
}

func oneHeading(h *head) string {
	if h.heads == 1 {
		return h.heading
	}
	return ""
}

// withoutSite takes "Leaders sign | Isles Post" apart: a last or first part that
// is the site's name goes, and a last part that is short goes after a bar.
func withoutSite(title, site string) string {
	for _, bar := range [...]string{" | ", " – ", " — ", " - ", " :: ", " » ", " · "} {
		i := strings.LastIndex(title, bar)
		if i < 0 {
			continue
		}
		last := title[i+len(bar):]
		if sameName(last, site) || bar == " | " && len(strings.Fields(last)) <= 3 && len(last) < i {
			return strings.TrimSpace(title[:i])
		}
		if before, rest, _ := strings.Cut(title, bar); sameName(before, site) {
			return strings.TrimSpace(rest)
		}
	}
	return title
}

// sameName compares names of publishers by their letters: "The Isles Post" is
// "islespost.com".
func sameName(a, b string) bool {
	a, b = nameKey(a), nameKey(b)
	return a != "" && b != "" && (a == b || len(a) > 3 && strings.HasPrefix(b, a) || len(b) > 3 && strings.HasPrefix(a, b))
}

func nameKey(name string) string {
	key := strings.TrimPrefix(keyOf(name), "www")
	if rest := strings.TrimPrefix(key, "the"); len(rest) > 2 {
		return rest
	}
	return key
}

// cut shortens a text to a number of runes.
func cut(s string, runes int) string {
	n := 0
	for i := range s {
		if n++; n > runes {
			return strings.TrimSpace(s[:i])
		}
	}
	return s
}

package extract

import (
	"strings"

	"golang.org/x/text/language"
)

// languageOf is the language that the page declares, as a BCP 47 tag.
func languageOf(h *head) string {
	for _, told := range [...]string{
		h.language, h.stated(func(s statement) string { return s.language }), h.first("og:locale"), h.first("content-language"),
		h.first("dc.language"), h.first("dcterms.language"), h.first("language"),
	} {
		told, _, _ = strings.Cut(told, ",")
		if len(told) > 35 {
			continue
		}
		if tag, err := language.Parse(strings.TrimSpace(told)); err == nil && tag != language.Und {
			return tag.String()
		}
	}
	return ""
}

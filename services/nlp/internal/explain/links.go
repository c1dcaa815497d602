package explain

import (
	"github.com/barograph/barograph/services/nlp/internal/link"
)

// links says which initiatives the sentences speak of.
func (b *builder) links() {
	if b.Links == nil {
		return
	}
	for i := range b.e.Sentences {
		if i >= len(b.Links.Sentences) {
			return
		}
		for _, f := range b.Links.Sentences[i] {
			for _, in := range b.Links.Same(f.Initiative) {
				b.e.Sentences[i].Focus = append(b.e.Sentences[i].Focus, Focus{Initiative: b.Catalogue[in], How: reached(f.Reach)})
			}
		}
	}
}

// reached says why a sentence speaks of an initiative.
func reached(r link.Reach) string {
	switch r {
	case link.Direct:
		return "mentioned here"
	case link.Paragraph:
		return "mentioned close by"
	}
	return "the article is about it"
}

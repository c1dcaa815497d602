// Package genre judges an article as a whole: what kind of text it is, whether
// it rests on unnamed people, how much of it is hedged, and where it comes from.
package genre

import (
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Article is what the judgements need.
type Article struct {
	// Doc is the text, Title the parsed title.
	Doc, Title *text.Document
	// Hits and TitleHits are the lexicon's in each of them.
	Hits, TitleHits []lexicon.Hit
	// Host is the publisher's host or id in lower case; may be empty.
	Host string
	// URL is the article's address; may be empty.
	URL string
}

// official reports whether the publisher's host belongs to a government or an
// organisation of governments.
func (a Article) official() bool {
	for _, end := range [...]string{".gov", ".mil", ".int", ".gc.ca", ".europa.eu", ".gouv.fr"} {
		if strings.HasSuffix(a.Host, end) {
			return true
		}
	}
	return strings.Contains(a.Host, ".gov.") || strings.Contains(a.Host, ".gob.") || strings.Contains(a.Host, ".go.") || strings.Contains(a.Host, ".mil.")
}

// cues weighs genre labels. A label at an end of the title, set off by a mark
// ("Opinion: ...", "... – as it happened"), gives four points, one inside the
// title two; one in a short line at either end of the text or in a heading gives
// one, or two where it is much of a line at the top. Weak ones give half.
func (a Article) cues() points {
	out := points{}
	for _, h := range a.TitleHits {
		if h.Entry.Kind != "genre" {
			continue
		}
		n := 2.0
		if setOff(a.Title, h) {
			n = 4
		}
		out.add(h, n)
	}
	lines := len(a.Doc.Lines)
	for _, h := range a.Hits {
		if h.Entry.Kind != "genre" {
			continue
		}
		n := a.Doc.Tokens[h.First].Line
		l := a.Doc.Lines[n]
		if l.Len() >= 140 || l.Kind == text.RepeatedTitle || n >= 6 && n < lines-3 && l.Kind != text.Heading {
			continue
		}
		if n < 6 && 4*(h.Last-h.First) >= len(strings.Fields(a.Doc.Text(l.Span))) {
			out.add(h, 1)
		}
		out.add(h, 1)
	}
	return out
}

func (p points) add(h lexicon.Hit, n float64) {
	if h.Entry.Has("weak") {
		n /= 2
	}
	p[kinds[h.Entry.Value]] += n
}

// setOff reports whether a hit stands at an end of the title with a mark
// between it and the rest.
func setOff(title *text.Document, h lexicon.Hit) bool {
	if h.First == 0 && h.Last < len(title.Tokens) {
		return title.Tokens[h.Last].Is(":", "|", "-", "—", "–", "/")
	}
	return h.Last == len(title.Tokens) && h.First > 0 && title.Tokens[h.First-1].Is("|", "-", "—", "–", ":", "(")
}

// kinds by their names in the lexicon.
var kinds = map[string]taggingv1.ArticleKind{
	"opinion": opinion, "interview": interview, "live_blog": liveBlog, "press_release": pressRelease, "transcript": transcript, "analysis": analysis,
}

// Anonymous reports whether the article rests on unnamed people or leaked
// papers anywhere.
func Anonymous(a Article) bool {
	for _, h := range a.Hits {
		if h.Entry.Kind == "anonymous" {
			return true
		}
	}
	return false
}

// HedgedShare returns the share of sentences with a hedge, 0 to 1.
func HedgedShare(a Article) float64 {
	if len(a.Doc.Sentences) == 0 {
		return 0
	}
	return float64(a.sentencesWith(hedge)) / float64(len(a.Doc.Sentences))
}

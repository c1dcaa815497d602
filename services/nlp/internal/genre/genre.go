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
	// Byline is the author line as submitted, Origin whom page or feed name as the
	// one that the text comes from, by name or host; both may be empty.
	Byline, Origin string
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
// ("Opinion: ...", "... – as it happened"), or the form with which official texts
// begin theirs ("Joint Statement ..."), gives five points, one inside the title
// two; one set off in a short line at either end of the text gives four and a half, one in
// such a line or a heading one. Weak ones give half.
func (a Article) cues() points {
	out := points{}
	for _, h := range a.TitleHits {
		if h.Entry.Kind != "genre" {
			continue
		}
		n := 2.0
		if k := kinds[h.Entry.Value]; setOff(a.Title, 0, len(a.Title.Tokens), h) || opens(a.Title, h) && (k == pressRelease || k == transcript || k == interview) {
			n = 5
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
		first, last := a.lineTokens(h)
		if n < 6 && last-first <= 16 && a.marks(first, last) <= 3 && setOff(a.Doc, first, last, h) {
			out.add(h, 4.5)
		} else {
			out.add(h, 1)
		}
	}
	a.items(out)
	return out
}

// labels are the names of kinds that a page sets above a text. "Comments" and
// "Views" are none: they count readers.
var labels = map[string]taggingv1.ArticleKind{
	"opinion": opinion, "op-ed": opinion, "comment": opinion, "editorial": opinion, "column": opinion, "viewpoint": opinion, "perspective": opinion, "ideas": opinion, "guest essay": opinion, "letters": opinion,
	"analysis": analysis, "news analysis": analysis, "commentary": analysis, "explainer": analysis, "policy brief": analysis, "in depth": analysis, "in-depth": analysis, "research": analysis,
	"interview": interview, "interviews": interview, "q&a": interview, "live": liveBlog, "live updates": liveBlog, "transcript": transcript, "remarks": transcript, "speech": transcript,
	"press release": pressRelease, "press releases": pressRelease, "media release": pressRelease, "for immediate release": pressRelease, "statement": pressRelease, "statements": pressRelease, "fact sheet": pressRelease,
}

// items reads the lines of the page above the text, which have no sentences:
// "OPINION", "Norwire | Analysis | 3 March".
func (a Article) items(out points) {
	for i, l := range a.Doc.Lines {
		if i >= 6 {
			break
		}
		if l.Kind.Evidence() || l.Len() > 140 {
			continue
		}
		items := strings.FieldsFunc(strings.ToLower(a.Doc.Text(l.Span)), func(r rune) bool { return strings.ContainsRune("|·•›—–/:", r) })
		if len(items) > 4 {
			continue // a menu
		}
		for _, item := range items {
			name := strings.Trim(item, " .#*[]()")
			if k, ok := labels[name]; ok {
				out[k] += 4.5
				break
			}
		}
	}
}

// opens reports whether a hit opens the title, or the part of it behind a mark.
func opens(title *text.Document, h lexicon.Hit) bool {
	return h.First == 0 || title.Tokens[h.First-1].Is(":", "|", "—")
}

func (p points) add(h lexicon.Hit, n float64) {
	if h.Entry.Has("weak") {
		n /= 2
	}
	p[kinds[h.Entry.Value]] += n
}

// lineTokens returns the tokens of the line in which the hit begins, half-open.
func (a Article) lineTokens(h lexicon.Hit) (first, last int) {
	t, line := a.Doc.Tokens, a.Doc.Tokens[h.First].Line
	for first = h.First; first > 0 && t[first-1].Line == line; {
		first--
	}
	for last = h.Last; last < len(t) && t[last].Line == line; {
		last++
	}
	return first, last
}

// marks counts the marks that set off the items of a line: many make a menu.
func (a Article) marks(first, last int) int {
	n := 0
	for _, t := range a.Doc.Tokens[first:last] {
		if t.Is("|", "·", "•", "/", "›") {
			n++
		}
	}
	return n
}

// setOff reports whether a hit stands at an end of the tokens [first, last) with
// a mark between it and the rest, or is all of them.
func setOff(doc *text.Document, first, last int, h lexicon.Hit) bool {
	before := h.First == first || doc.Tokens[h.First-1].Is("|", "-", "—", ":", "(", "·", "•", "/")
	after := h.Last >= last || doc.Tokens[h.Last].Is(":", "|", "-", "—", "/", ")", "·", "•")
	return before && after
}

// kinds by their names in the lexicon.
var kinds = map[string]taggingv1.ArticleKind{
	"opinion": opinion, "interview": interview, "live_blog": liveBlog, "press_release": pressRelease, "transcript": transcript, "analysis": analysis,
}

// HedgedShare returns the share of sentences with a hedge, 0 to 1.
func HedgedShare(a Article) float64 {
	if len(a.Doc.Sentences) == 0 {
		return 0
	}
	return float64(a.sentencesWith(hedge)) / float64(len(a.Doc.Sentences))
}

package genre

import (
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Origins reads where an article comes from: the wire service that its dateline,
// its author line, its page or feed names, or whose own site it is; media that it
// relays; and notices of correction.
func Origins(a Article) *taggingv1.OriginCues {
	o := &taggingv1.OriginCues{ReportedBy: reportedBy(a)}
	lines := []string{a.Byline}
	for _, l := range a.Doc.Lines {
		switch l.Kind {
		case text.Correction:
			o.Correction = true
		case text.Byline:
			lines = append(lines, a.Doc.Text(l.Span))
		}
	}
	o.Wire = a.wire(lines)
	return o
}

// wire is the agency of an article, the surest sign first: the text says more
// than the page around it. What names another publisher as the origin names no
// wire service.
func (a Article) wire(bylines []string) string {
	if d := a.Doc.Dateline; d != nil && !d.Agency.Empty() {
		name := a.Doc.Text(d.Agency)
		if w := agency(name); w != "" {
			return w
		}
		return strings.ToLower(name)
	}
	for _, line := range bylines {
		if w := agencyIn(line); w != "" {
			return w
		}
	}
	if w := agency(a.Origin); w != "" {
		return w
	}
	if w := agencyAt(a.Origin); w != "" {
		return w
	}
	return agencyAt(a.Host)
}

// reportedBy lists the media named behind "as reported by" and its like.
func reportedBy(a Article) []string {
	var out []string
	seen := map[string]bool{}
	for _, h := range a.Hits {
		if h.Entry.Kind != "speaker" || h.Entry.Value != "other_media" || !strings.HasSuffix(h.Entry.Text, "reported by") {
			continue
		}
		name := strings.ToLower(strings.Join(strings.Fields(nameAt(a.Doc, h.Last)), " "))
		if name != "" && !seen[name] {
			seen[name] = true
			out = append(out, name)
		}
	}
	return out
}

// nameAt reads the run of capitalised words at token t, behind an article or an asterisk.
func nameAt(doc *text.Document, t int) string {
	first := t
	for first < len(doc.Tokens) && (doc.Tokens[first].Is("the", "*") || doc.Tokens[first].Shape.Has(text.QuoteMark)) {
		first++
	}
	last := first
	for last < len(doc.Tokens) && last < first+5 && doc.Tokens[last].Shape.Has(text.Capital) && doc.Tokens[last].Sentence == doc.Tokens[t-1].Sentence {
		last++
	}
	if last == first {
		return ""
	}
	return doc.Text(doc.SpanOf(first, last))
}

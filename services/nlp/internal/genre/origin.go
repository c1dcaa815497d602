package genre

import (
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// wires are agencies that bylines name without a dateline.
var wires = map[string]bool{"reuters": true, "ap": true, "afp": true, "dpa": true, "tass": true, "xinhua": true, "anadolu": true, "pti": true, "efe": true, "ansa": true, "bloomberg": true, "upi": true, "interfax": true, "kyodo": true}

// Origins reads where the text says that it comes from: the agency of its
// dateline or byline, media that it relays, and notices of correction.
func Origins(a Article) *taggingv1.OriginCues {
	o := &taggingv1.OriginCues{}
	if d := a.Doc.Dateline; d != nil && !d.Agency.Empty() {
		o.Wire = strings.ToLower(a.Doc.Text(d.Agency))
	}
	for _, l := range a.Doc.Lines {
		switch l.Kind {
		case text.Correction:
			o.Correction = true
		case text.Byline:
			for _, w := range strings.FieldsFunc(strings.ToLower(a.Doc.Text(l.Span)), func(r rune) bool { return r < 'a' || r > 'z' }) {
				if o.Wire == "" && wires[w] {
					o.Wire = w
				}
			}
		}
	}
	o.ReportedBy = reportedBy(a)
	return o
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

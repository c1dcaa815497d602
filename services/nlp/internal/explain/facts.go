package explain

import (
	"fmt"
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// facts lists the judgements on the article as a whole.
func (b *builder) facts() {
	a := b.Tagged
	if a.GetSkippedReason() != "" {
		b.fact("read", "no", a.GetSkippedReason())
		return
	}
	b.fact("language", a.GetLanguage(), "share of common words")
	cues := b.words("genre")
	if cues == "" {
		cues = "no word of another kind in title, opening or close; form and host decide"
	}
	b.fact("kind", valued(a.GetKind(), "ARTICLE_KIND_"), cues)
	if a.GetAnonymousSources() {
		b.fact("unnamed sources", "yes", b.words("anonymous"))
	} else {
		b.fact("unnamed sources", "no", "no word for any")
	}
	b.fact("hedged", percent(a.GetHedgedShare()), "share of the "+counted(len(b.Doc.Sentences), "sentence", "sentences")+" with a hedge")
	b.origins(a.GetOriginCues())
	if b.Links != nil && len(b.Links.Found) == 0 {
		b.fact("initiatives", "none", "none of the catalogue is mentioned, so nothing further was read")
	}
	if n := a.GetClaimsOmitted(); n > 0 {
		b.fact("claims left out", fmt.Sprint(n), "more than one message holds")
	}
}

func (b *builder) fact(name, value, why string) {
	b.e.Facts = append(b.e.Facts, Fact{Name: name, Value: value, Why: why})
}

func (b *builder) origins(o *taggingv1.OriginCues) {
	if o.GetWire() != "" {
		b.fact("wire", o.GetWire(), "dateline or byline")
	}
	if len(o.GetReportedBy()) > 0 {
		b.fact("relays", strings.Join(o.GetReportedBy(), ", "), "“as reported by”")
	}
	if o.GetCorrection() {
		b.fact("correction", "yes", "a notice says so")
	}
}

// mostWords bounds how many words a reason repeats.
const mostWords = 5

// words quotes the first words of the lexicon of one kind.
func (b *builder) words(kind string) string {
	var out []string
	for _, h := range b.Hits {
		if h.Entry.Kind != kind {
			continue
		}
		if len(out) == mostWords {
			out = append(out, "…")
			break
		}
		at := ""
		if s := b.sentenceOf(h.First); s >= 0 {
			at = fmt.Sprintf(" (%d)", s+1)
		}
		out = append(out, "“"+strings.Join(strings.Fields(b.Doc.Text(b.Doc.SpanOf(h.First, h.Last))), " ")+"”"+at)
	}
	return strings.Join(out, ", ")
}

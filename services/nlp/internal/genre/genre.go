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
}

// Kind returns the genre: from labels in the title and the opening, from the
// form of the text (speaker labels, clock lines, questions and answers), else
// news.
func Kind(a Article) taggingv1.ArticleKind {
	cues := a.cues()
	turns, clocks, we := a.form()
	official := strings.HasSuffix(a.Host, ".gov") || strings.Contains(a.Host, ".gov.") || strings.HasSuffix(a.Host, ".mil") || strings.HasSuffix(a.Host, ".int")
	switch {
	case clocks >= 3 || cues["live_blog"] >= 2:
		return taggingv1.ArticleKind_ARTICLE_KIND_LIVE_BLOG
	case cues["interview"] >= 1 && a.questions() >= 3:
		return taggingv1.ArticleKind_ARTICLE_KIND_INTERVIEW
	case turns >= 2 && (turns*4 >= len(a.Doc.Lines) || cues["transcript"] > 0), cues["transcript"] >= 1 && official:
		return taggingv1.ArticleKind_ARTICLE_KIND_TRANSCRIPT
	case official, cues["press_release"] >= 2:
		return taggingv1.ArticleKind_ARTICLE_KIND_PRESS_RELEASE
	case cues["opinion"] >= 2 || cues["opinion"] >= 1 && we >= 3:
		return taggingv1.ArticleKind_ARTICLE_KIND_OPINION
	case cues["analysis"] >= 2 || a.unsourced():
		return taggingv1.ArticleKind_ARTICLE_KIND_ANALYSIS
	}
	return taggingv1.ArticleKind_ARTICLE_KIND_NEWS
}

// cues counts genre labels: in the title twice, in the opening and closing
// lines, furniture included, once; elsewhere not at all.
func (a Article) cues() map[string]int {
	out := map[string]int{}
	for _, h := range a.TitleHits {
		if h.Entry.Kind == "genre" {
			out[h.Entry.Value] += 2
		}
	}
	lines := len(a.Doc.Lines)
	for _, h := range a.Hits {
		line := a.Doc.Tokens[h.First].Line
		short := a.Doc.Lines[line].Len() < 140
		if h.Entry.Kind == "genre" && (line < 4 || line >= lines-2 || a.Doc.Lines[line].Kind == text.Heading) && short {
			out[h.Entry.Value]++
		}
	}
	return out
}

// form counts turns with a speaker's label, clock lines, and first persons
// outside quotations.
func (a Article) form() (turns, clocks, first int) {
	label := text.Span{}
	for _, l := range a.Doc.Lines {
		if !l.Speaker.Empty() && l.Speaker != label {
			turns++
		}
		label = l.Speaker
		if l.Kind == text.Timestamp {
			clocks++
		}
	}
	for _, t := range a.Doc.Tokens {
		if t.Sentence >= 0 && !t.Shape.Has(text.Quoted) && (t.Is("we", "i", "our", "my")) {
			first++
		}
	}
	return turns, clocks, first
}

// questions counts lines that end in a question outside quotations.
func (a Article) questions() int {
	n := 0
	for _, s := range a.Doc.Sentences {
		if s.Question {
			n++
		}
	}
	return n
}

// unsourced holds for longer texts that hardly quote anyone and hedge a lot.
func (a Article) unsourced() bool {
	if len(a.Doc.Sentences) < 15 {
		return false
	}
	speech := 0
	for _, h := range a.Hits {
		if h.Entry.Kind == "speech" {
			speech++
		}
	}
	return speech*3 < len(a.Doc.Sentences)
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
	hedged := map[int]bool{}
	for _, h := range a.Hits {
		if h.Entry.Kind == "modality" && (h.Entry.Value == "possible" || h.Entry.Value == "probable") {
			hedged[a.Doc.Tokens[h.First].Sentence] = true
		}
	}
	return float64(len(hedged)) / float64(len(a.Doc.Sentences))
}

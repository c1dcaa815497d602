package genre

import (
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// features are counts over the text outside quotations and furniture.
type features struct {
	lines, sentences int
	// turns of labelled speakers; clocks that open entries of a live blog;
	// asked are lines that hold nothing but a question.
	turns, clocks, asked, headings int
	// i, we, you: persons; advice: must, should, let; weekdays by name.
	i, we, you, advice, weekdays int
	// sourced sentences have a verb of speech, hedged ones a hedge, questions a question mark.
	sourced, hedged, questions int
	// dateline of an agency; bio: a line on the author at the end; hereby: the
	// text does something by saying it.
	dateline, bio, hereby bool
}

// rate is n per sentence.
func (f features) rate(n int) float64 { return float64(n) / float64(max(f.sentences, 1)) }

func (a Article) features() features {
	f := features{lines: len(a.Doc.Lines), sentences: len(a.Doc.Sentences), dateline: a.Doc.Dateline != nil}
	a.layout(&f)
	a.persons(&f)
	f.sourced = a.sentencesWith(func(kind, _ string) bool { return kind == "speech" })
	f.hedged = a.sentencesWith(hedge)
	for _, s := range a.Doc.Sentences {
		if s.Question {
			f.questions++
		}
	}
	return f
}

// layout counts what lines tell.
func (a Article) layout(f *features) {
	label := text.Span{}
	for i, l := range a.Doc.Lines {
		if !l.Speaker.Empty() && l.Speaker != label {
			f.turns++
		}
		label = l.Speaker
		if l.Kind == text.Timestamp || !l.Clock.Empty() {
			f.clocks++
		}
		if l.Kind == text.Heading {
			f.headings++
		}
		t := a.Doc.Text(l.Body)
		if l.Kind.Evidence() && l.Speaker.Empty() && strings.HasSuffix(t, "?") && len(t) < 300 {
			f.asked++
		}
		if i >= f.lines-4 && i > 2 && len(t) < 300 && aboutAuthor(t) {
			f.bio = true
		}
	}
}

// persons counts the persons and the days that the text names in its own voice.
func (a Article) persons(f *features) {
	for i := range a.Doc.Tokens {
		t := &a.Doc.Tokens[i]
		if t.Sentence < 0 || t.Shape.Has(text.Quoted) {
			continue
		}
		switch t.Lower {
		case "i", "my", "me", "myself":
			if t.Norm != "i" {
				f.i++
			}
		case "we", "our", "us", "ours", "ourselves":
			if t.Norm != "US" {
				f.we++
			}
		case "you", "your":
			f.you++
		case "hereby":
			f.hereby = true
		case "must", "should", "ought":
			f.advice++
		case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
			f.weekdays++
		}
	}
}

// sentencesWith counts the sentences with a hit that is asked for.
func (a Article) sentencesWith(want func(kind, value string) bool) int {
	n, last := 0, -1
	seen := map[int]bool{}
	for _, h := range a.Hits {
		if s := a.Doc.Tokens[h.First].Sentence; s >= 0 && s != last && want(h.Entry.Kind, h.Entry.Value) && !seen[s] {
			seen[s], last = true, s
			n++
		}
	}
	return n
}

func hedge(kind, value string) bool {
	return kind == "modality" && (value == "possible" || value == "probable")
}

// aboutAuthor: "Ann Lee is a columnist and the author of ...".
func aboutAuthor(t string) bool {
	low := strings.ToLower(t)
	for _, copula := range [...]string{" is a ", " is an ", " is the ", " are ", " is ", " was ", " teaches ", " writes "} {
		before, after, ok := strings.Cut(low, copula)
		if !ok || len(strings.Fields(before)) > 9 {
			continue
		}
		for _, trade := range [...]string{"columnist", "fellow", "professor", "author", "lecturer", "researcher", "lawyer", "analyst", "commentator", "director of the", "former ambassador", "former diplomat", "scholar", "writer", "historian"} {
			if i := strings.Index(after, trade); i >= 0 && i < 40 && (strings.HasPrefix(low, "the author") || strings.HasPrefix(low, "the writer") || capitals(t[:len(before)])) {
				return true
			}
		}
	}
	return strings.Contains(low, "views expressed") || strings.Contains(low, "opinions expressed") || strings.Contains(low, "opinions in this column")
}

// capitals: every longer word of a name begins with a capital.
func capitals(name string) bool {
	for w := range strings.FieldsSeq(name) {
		if c := w[0]; len(w) > 3 && 'a' <= c && c <= 'z' {
			return false
		}
	}
	return name != ""
}

// section reads the part of a site that the article stands in from its address.
func section(url string) (taggingv1.ArticleKind, bool) {
	_, rest, ok := strings.Cut(url, "://")
	if !ok {
		return 0, false
	}
	rest, _, _ = strings.Cut(rest, "?")
	parts := strings.Split(strings.ToLower(rest), "/")
	for _, p := range parts[1:max(len(parts)-1, 1)] { // without the host and the article's own name
		if k, ok := sections[strings.TrimSuffix(p, "s")]; ok {
			return k, true
		}
	}
	return 0, false
}

// sections by the name in the address, without a plural's s.
var sections = map[string]taggingv1.ArticleKind{
	"opinion": opinion, "opinie": opinion, "op-ed": opinion, "oped": opinion, "commentisfree": opinion, "comment": opinion, "editorial": opinion, "column": opinion, "columnist": opinion, "voice": opinion,
	"letter": opinion, "idea": opinion, "view": opinion, "viewpoint": opinion, "perspective": opinion, "blog": opinion,
	"analysis": analysis, "analyse": analysis, "analysi": analysis, "commentary": analysis, "commentarie": analysis, "explainer": analysis, "briefing": analysis, "policy-brief": analysis, "research": analysis, "report": analysis,
	"in-depth": analysis, "insight": analysis, "paper": analysis, "expert-comment": analysis, "publication": analysis,
	"interview": interview, "live": liveBlog, "liveblog": liveBlog, "live-blog": liveBlog, "live-new": liveBlog, "live-update": liveBlog,
	"press": pressRelease, "press-release": pressRelease, "pressrelease": pressRelease, "pres": pressRelease, "statement": pressRelease, "statements-release": pressRelease, "briefings-statement": pressRelease, "media-release": pressRelease,
	"news-release": pressRelease, "fact-sheet": pressRelease, "readout": pressRelease, "presidential-action": pressRelease, "joint-statement": pressRelease,
	"transcript": transcript, "speeche": transcript, "speech": transcript, "remark": transcript, "speeches-remark": transcript, "press-briefing": transcript, "doorstop": transcript,
}

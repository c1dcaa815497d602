package genre

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// Short names of the kinds.
const (
	news         = taggingv1.ArticleKind_ARTICLE_KIND_NEWS
	analysis     = taggingv1.ArticleKind_ARTICLE_KIND_ANALYSIS
	opinion      = taggingv1.ArticleKind_ARTICLE_KIND_OPINION
	interview    = taggingv1.ArticleKind_ARTICLE_KIND_INTERVIEW
	pressRelease = taggingv1.ArticleKind_ARTICLE_KIND_PRESS_RELEASE
	transcript   = taggingv1.ArticleKind_ARTICLE_KIND_TRANSCRIPT
	liveBlog     = taggingv1.ArticleKind_ARTICLE_KIND_LIVE_BLOG
)

// order settles ties: the first wins.
var order = [...]taggingv1.ArticleKind{news, liveBlog, transcript, interview, pressRelease, opinion, analysis}

// points are the weights of evidence for each kind. They are set by hand, in
// halves, such that one plain label outweighs all that the voice may suggest.
type points map[taggingv1.ArticleKind]float64

// Kind returns the genre: from labels in the title, the address and the short
// lines at both ends, from the form of the text (speaker labels, clock lines,
// questions and answers), and from its voice, that is who says "I" and "we", how
// often a sentence has a source, how much is hedged. Without evidence it is news.
func Kind(a Article) taggingv1.ArticleKind {
	f := a.features()
	p := points{news: 1.5}
	p.labels(a, f)
	p.form(f)
	p.voice(f)
	best := news
	for _, k := range order {
		if p[k] > p[best] {
			best = k
		}
	}
	return best
}

// labels weighs what the page says that it is.
func (p points) labels(a Article, f features) {
	if k, ok := section(a.URL); ok {
		p[k] += 3
	}
	for k, n := range a.cues() {
		p[k] += min(n, 6)
	}
	if a.official() {
		p[pressRelease] += 4
		p[transcript] += 3
	}
	if f.hereby {
		p[pressRelease] += 3.5 // an act, not a report
	}
	if f.bio {
		p[opinion] += 1.5
		p[analysis] += 1.5
	}
}

// form weighs how the page is laid out.
func (p points) form(f features) {
	if f.clocks >= 3 {
		p[liveBlog] += 6
	}
	if f.turns >= 4 || f.turns >= 2 && f.turns*4 >= f.lines {
		p[transcript] += 4
		p[interview] += 2
	}
	if f.asked >= 3 {
		p[interview] += 3
	}
	if f.dateline {
		p[news] += 2
	}
	if f.headings >= 4 {
		p[analysis] += 0.5
	}
}

// voice weighs how the text speaks outside its quotations.
func (p points) voice(f features) {
	spoken := f.turns >= 2 || f.asked >= 3
	switch {
	case spoken:
	case f.i >= 2 && f.rate(f.i) >= 0.03:
		p[opinion] += 3
	case f.rate(f.we) >= 0.3:
		p[pressRelease] += 3
	case f.we >= 3:
		p[analysis]++
		p[opinion]++
	}
	if !spoken && f.rate(f.i+f.we+f.you) >= 0.7 && f.you >= 3 {
		p[transcript] += 2 // a speech
	}
	if f.questions >= 1 && !spoken {
		p[analysis] += 0.5
		p[opinion]++
	}
	if f.rate(f.advice) >= 0.08 {
		p[analysis] += 0.5
		p[opinion] += 0.5
	}
	if f.weekdays > 0 {
		p[news] += 1.5
	}
	switch speech := f.rate(f.sourced); {
	case speech >= 0.4:
		p[news]++
	case speech < 0.33 && f.sentences >= 15:
		p[analysis]++
	}
	switch hedged := f.rate(f.hedged); {
	case hedged >= 0.4 && f.weekdays == 0:
		p[analysis] += 1.5
	case hedged >= 0.2:
		p[analysis] += 0.5
	}
}

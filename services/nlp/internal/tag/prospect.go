package tag

import (
	"time"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/effect"
	"github.com/barograph/barograph/services/nlp/internal/explain"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/summary"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// prospects fills in what a direction follows from beside the claims.
func (t *Tagger) prospects(linked []summary.Initiative, seen *explain.Parts, issuers []actor.Mention, title *text.Document, published time.Time) {
	out := seen.Tagged
	if m, ok := t.publisher(out.GetSource().GetId(), published); ok {
		issuers = append(issuers, m)
	}
	body := effect.NewSource(seen.Doc, seen.Hits, seen.Article.Actors, seen.Article.Tree)
	seen.Effect = func(sentence int) (effect.Effect, bool) { return t.effect(body, sentence) }
	seen.Why = func(sentence, most int) []effect.Reason {
		weighed, _ := body.Sentence(sentence)
		return t.effects.Why(weighed, most)
	}
	headline := t.headline(title, t.actors.Find(title, published))
	passages := t.passages(body, seen.Doc, seen.Links)
	for i := range linked {
		in := &linked[i]
		in.Voice = voiceOf(out.GetKind())
		if (in.Voice == summary.Statement || in.Voice == summary.Spoken) && t.hostile(issuers, in.ID, out.GetClaims()) {
			in.Voice = summary.Opposed
		}
		told := passages[seen.Links.First(seen.Links.Found[i])]
		in.Raises, in.Lowers = told.Raises, told.Lowers
		if in.Central {
			in.Title = headline
		}
	}
}

func voiceOf(kind taggingv1.ArticleKind) summary.Voice {
	switch kind {
	case taggingv1.ArticleKind_ARTICLE_KIND_PRESS_RELEASE:
		return summary.Statement
	case taggingv1.ArticleKind_ARTICLE_KIND_TRANSCRIPT:
		return summary.Spoken
	case taggingv1.ArticleKind_ARTICLE_KIND_ANALYSIS, taggingv1.ArticleKind_ARTICLE_KIND_OPINION, taggingv1.ArticleKind_ARTICLE_KIND_INTERVIEW:
		return summary.Judgement
	}
	return summary.News
}

// passages sums the effects of the sentences that speak of each initiative.
func (t *Tagger) passages(src effect.Source, doc *text.Document, links *link.Links) map[int]effect.Effect {
	sums := map[int]effect.Effect{}
	for s, foci := range links.Sentences {
		if len(foci) == 0 || !told(doc, s) {
			continue
		}
		e, ok := t.effect(src, s)
		if !ok {
			continue
		}
		for _, f := range foci {
			sum := sums[f.Initiative]
			sums[f.Initiative] = effect.Effect{Raises: sum.Raises + e.Raises, Lowers: sum.Lowers + e.Lowers}
		}
	}
	return sums
}

// told reports whether a sentence tells something in full: a caption and a heading
// inside the text only point to it.
func told(doc *text.Document, sentence int) bool {
	switch doc.Lines[doc.Sentences[sentence].Line].Kind {
	case text.Heading, text.Caption:
		return false
	}
	return true
}

func (t *Tagger) effect(src effect.Source, sentence int) (effect.Effect, bool) {
	weighed, ok := src.Sentence(sentence)
	if !ok {
		return effect.Effect{}, false
	}
	return t.effects.Weigh(weighed), true
}

// headline is the effect of a title as a whole, from -1000 to 1000.
func (t *Tagger) headline(title *text.Document, actors []actor.Mention) int {
	src := effect.NewSource(title, t.lexicon.Find(title), actors, syntax.Lazy(t.parserOf(title, untimed)))
	sum := 0
	for s := range title.Sentences {
		if e, ok := t.effect(src, s); ok {
			sum += e.Balance()
		}
	}
	return max(-1000, min(1000, sum))
}

package tag

import (
	"slices"
	"time"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/effect"
	"github.com/barograph/barograph/services/nlp/internal/explain"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/summary"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/text"
	"github.com/barograph/barograph/services/nlp/internal/valence"
)

// prospects fills in what a direction follows from beside the claims.
func (t *Tagger) prospects(linked []summary.Initiative, seen *explain.Parts, issuers []actor.Mention, title *text.Document, published time.Time) {
	out := seen.Tagged
	if m, ok := t.publisher(out.GetSource().GetId(), published); ok {
		issuers = append(issuers, m)
	}
	body := sourceOf(seen.Doc, seen.Hits, seen.Article.Actors, seen.Article.Tree)
	seen.Effect = func(sentence int) (effect.Effect, bool) { return t.effect(body, sentence) }
	seen.Why = func(sentence, most int) []effect.Reason {
		weighed, _ := body.Sentence(sentence)
		return t.effects.Why(weighed, most)
	}
	headline := t.headline(title, t.actors.Find(title, published))
	for i := range linked {
		in := &linked[i]
		in.Voice = voiceOf(out.GetKind())
		if (in.Voice == summary.Statement || in.Voice == summary.Spoken) && t.hostile(issuers, in.ID, out.GetClaims()) {
			in.Voice = summary.Opposed
		}
		in.Raises, in.Lowers = t.passages(body, seen.Links, seen.Links.Found[i])
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

// passages sums the effects of the sentences that speak of an initiative.
func (t *Tagger) passages(src effect.Source, links *link.Links, initiative int) (raises, lowers int) {
	for s, foci := range links.Sentences {
		if !slices.ContainsFunc(foci, func(f link.Focus) bool { return f.Initiative == initiative }) {
			continue
		}
		if !told(src.Doc, s) {
			continue
		}
		if e, ok := t.effect(src, s); ok {
			raises += e.Raises
			lowers += e.Lowers
		}
	}
	return raises, lowers
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
	parse := t.parserOf(title)
	trees := map[int]*syntax.Tree{}
	src := sourceOf(title, t.lexicon.Find(title), actors, func(s int) *syntax.Tree {
		if trees[s] == nil {
			trees[s] = &syntax.Tree{}
			parse(s, trees[s])
		}
		return trees[s]
	})
	sum := 0
	for s := range title.Sentences {
		if e, ok := t.effect(src, s); ok {
			sum += e.Balance()
		}
	}
	return max(-1000, min(1000, sum))
}

func sourceOf(doc *text.Document, hits []lexicon.Hit, actors []actor.Mention, tree func(int) *syntax.Tree) effect.Source {
	named := make([]bool, len(doc.Tokens))
	for _, m := range actors {
		for t := m.First; t < m.Last; t++ {
			named[t] = true
		}
	}
	return effect.Source{Doc: doc, Hits: hits, Actors: func(t int) bool { return named[t] }, Tree: tree, Valence: valence.New(doc, hits, tree)}
}

// Package tag reads articles: it wires text, actors, initiatives and lexicon
// into claims and their summary. A Tagger is a pure function of article and
// catalogue; it knows no clock, no network and no other article.
package tag

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"time"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/claim"
	"github.com/barograph/barograph/services/nlp/internal/explain"
	"github.com/barograph/barograph/services/nlp/internal/genre"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/quantity"
	"github.com/barograph/barograph/services/nlp/internal/reading"
	"github.com/barograph/barograph/services/nlp/internal/summary"
	"github.com/barograph/barograph/services/nlp/internal/text"
	"github.com/barograph/barograph/services/nlp/internal/when"
)

// EngineVersion names the rules and their lexicons. It rises with every change
// of what Tag returns.
const EngineVersion = "parse/0.5.0"

// Tagger reads articles under one catalogue. It is immutable and safe for
// concurrent use.
type Tagger struct {
	*Knowledge
	catalogue []*initiativev1.Initiative // ordered by id
	ids       []string
	compiled  claim.Catalogue
	revision  uint64
	linker    *link.Linker
}

// Version is the engine version of a tagger that uses these actors: that of
// the rules, and behind a plus what tells an operator's records apart.
func Version(actors *actor.Resolver) string {
	if d := actors.Digest(); d != "" {
		return EngineVersion + "+actors." + d
	}
	return EngineVersion
}

// New compiles a catalogue. The order of the initiatives does not matter. It
// fails on a name without a word, and on broken embedded data.
func New(initiatives []*initiativev1.Initiative, catalogueRevision uint64, with ...Option) (*Tagger, error) {
	var given options
	for _, o := range with {
		o(&given)
	}
	t := &Tagger{Knowledge: given.knowledge, catalogue: slices.Clone(initiatives), revision: catalogueRevision}
	sort.SliceStable(t.catalogue, func(a, b int) bool { return t.catalogue[a].GetId() < t.catalogue[b].GetId() })
	var err error
	if t.Knowledge == nil {
		if t.Knowledge, err = Load(given.actors); err != nil {
			return nil, err
		}
	}
	for _, in := range t.catalogue {
		t.ids = append(t.ids, in.GetId())
	}
	t.compiled = claim.NewCatalogue(t.catalogue)
	if t.linker, err = link.New(t.catalogue, t.actors); err != nil {
		return nil, fmt.Errorf("compile catalogue: %w", err)
	}
	return t, nil
}

// CatalogueRevision returns the revision given to New.
func (t *Tagger) CatalogueRevision() uint64 { return t.revision }

// unsupported is the reason for which a text that is not English is left unread.
const unsupported = "unsupported language"

// Tag reads one article. It never fails: a text that cannot be read, or that
// is about none of the initiatives, gives a TaggedArticle without claims, which
// says so where it was skipped.
func (t *Tagger) Tag(a *articlev1.Article) *taggingv1.TaggedArticle {
	return t.run(a, nil, untimed).Tagged
}

// TagContext reads one article as Tag does, unless ctx ends before that is done:
// then it gives up within the time of a few sentences, and returns an error that
// wraps the one of ctx.
func (t *Tagger) TagContext(ctx context.Context, a *articlev1.Article) (*taggingv1.TaggedArticle, error) {
	seen := t.run(a, nil, ctx.Err)
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("tag article %s of %d bytes: %w", a.GetId(), len(a.GetText()), err)
	}
	return seen.Tagged, nil
}

// ended is not nil once there is no time left: what has been read until then is
// not whole, and is thrown away.
type ended func() error

func untimed() error { return nil }

// Explain reads one article as Tag does, and tells what it saw on the way and
// why it decided as it did.
func (t *Tagger) Explain(a *articlev1.Article) *explain.Explanation {
	return explain.New(t.run(a, &claim.Trace{}, untimed))
}

// run reads one article; a trace, if any, records what was let go.
func (t *Tagger) run(a *articlev1.Article, trace *claim.Trace, over ended) *explain.Parts {
	out := &taggingv1.TaggedArticle{
		ArticleId: a.GetId(), Revision: a.GetRevision(), KnownTime: a.GetKnownTime(), PublishedTime: a.GetPublishedTime(),
		Source: a.GetSource(), Title: a.GetTitle(), Url: a.GetUrl(), EngineVersion: Version(t.actors), CatalogueRevision: t.revision,
		OriginCues: &taggingv1.OriginCues{},
	}
	doc := text.Parse(a.GetTitle(), a.GetText())
	seen := &explain.Parts{Tagged: out, Doc: doc, Trace: trace}
	if out.Title == "" {
		out.Title = firstHeading(doc)
	}
	title := text.Parse("", out.GetTitle())
	if support := text.CheckEnglish(a.GetTitle(), a.GetText()); !support.Supported {
		out.SkippedReason, out.Language = unsupported, a.GetDetectedLanguage()
		return seen
	}
	out.Language = "en"
	seen.Hits = t.lexicon.Find(doc)
	if over() != nil {
		return seen
	}
	t.judge(out, a, doc, title, seen.Hits)
	seen.Links = t.linker.Link(doc, title)
	seen.Catalogue = t.ids
	if len(seen.Links.Found) > 0 && over() == nil {
		t.read(seen, a, title, over)
	}
	return seen
}

// judge fills what is said of the article as a whole.
func (t *Tagger) judge(out *taggingv1.TaggedArticle, a *articlev1.Article, doc, title *text.Document, hits []lexicon.Hit) {
	whole := genre.Article{Doc: doc, Title: title, Hits: hits, TitleHits: t.lexicon.Find(title), Host: a.GetSource().GetId(), URL: a.GetUrl(), Byline: a.GetByline(), Origin: a.GetOrigin()}
	out.Kind = genre.Kind(whole)
	out.AnonymousSources = genre.Anonymous(whole)
	out.HedgedShare = genre.HedgedShare(whole)
	out.OriginCues = genre.Origins(whole)
	out.Signature = signature(doc)
}

// read drafts the claims and their summary.
func (t *Tagger) read(seen *explain.Parts, a *articlev1.Article, title *text.Document, over ended) {
	out, doc, hits, links := seen.Tagged, seen.Doc, seen.Hits, seen.Links
	published := time.Time{}
	if a.GetPublishedTime() != nil {
		published = a.GetPublishedTime().AsTime()
	}
	actors := t.actors.Find(doc, published)
	issuers := t.issuers(out, title, actors, published)
	article := reading.New(reading.Parts{
		Doc: doc, Published: published, Actors: actors, Figures: quantity.Find(doc), Dates: when.Find(doc, published),
		Hits: hits, Links: links, Issuers: issuers, Labels: t.labels(doc, published),
		Parse: t.parserOf(doc, over), Lexicon: t.lexicon,
	})
	seen.Article = article
	out.Claims, out.ClaimsOmitted = bound(t.claims(seen, a, over))
	if over() != nil {
		return
	}
	linked := t.linked(doc, a, links)
	t.prospects(linked, seen, issuers, title, published)
	seen.Linked = linked
	seen.Weighed = out.GetClaims()
	out.Initiatives = summary.Of(linked, seen.Weighed)
	out.Claims = summary.Telling(seen.Weighed, out.GetInitiatives())
}

// claims drafts the claims, once for each initiative that asks about the same thing.
func (t *Tagger) claims(seen *explain.Parts, a *articlev1.Article, over ended) []*taggingv1.Claim {
	var out []*taggingv1.Claim
	trace := seen.Trace
	for r := range seen.Links.Readings() {
		if over() != nil {
			return nil
		}
		own := map[string]bool{}
		for _, i := range r.Own {
			own[t.ids[i]] = true
		}
		for _, c := range claim.Read(seen.Article.Under(r.Links), a, t.compiled, trace, over) {
			if own[c.GetInitiativeId()] {
				out = append(out, c)
			}
		}
		trace = seen.Trace.Again()
	}
	sort.Slice(out, func(a, b int) bool { return out[a].GetId() < out[b].GetId() })
	return out
}

// linked lists the initiatives with the passages that mention them.
func (t *Tagger) linked(doc *text.Document, a *articlev1.Article, links *link.Links) []summary.Initiative {
	var out []summary.Initiative
	for _, i := range links.Found {
		in := summary.Initiative{ID: t.linker.ID(i), Central: links.IsCentral(i), Bytes: len(doc.Raw)}
		mentions := slices.Clone(links.Mentions)
		sort.SliceStable(mentions, func(x, y int) bool { return mentions[x].Kind < mentions[y].Kind })
		for _, m := range mentions {
			if m.Initiative == links.First(i) && m.Kind != link.Generic {
				in.Mentions = append(in.Mentions, claim.Evidence(doc, m.Span, a))
			}
		}
		out = append(out, in)
	}
	return out
}

// firstHeading is the first heading, else the first citable line when it is
// short enough for a headline.
func firstHeading(doc *text.Document) string {
	for _, l := range doc.Lines {
		if l.Kind == text.Heading || l.Kind == text.RepeatedTitle || l.Kind == text.Paragraph && l.Len() <= 160 {
			return doc.Text(l.Span)
		}
		if l.Kind == text.Paragraph {
			break
		}
	}
	return ""
}

// leastSignature is the number of words below which texts cannot be compared.
const leastSignature = 20

func signature(doc *text.Document) []uint64 {
	words := 0
	for _, tok := range doc.Tokens {
		if tok.Sentence >= 0 && tok.Shape.Has(text.Word) {
			words++
		}
	}
	if words < leastSignature {
		return nil
	}
	s := text.MinHash(doc)
	return s[:]
}

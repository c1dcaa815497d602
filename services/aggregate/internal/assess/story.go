package assess

import (
	"cmp"
	"slices"
	"strings"
	"time"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// story is an article as a member of its group of near copies. It is never
// changed; where the group changes, it is another one.
type story struct {
	article *taggingv1.TaggedArticle
	// published is the day on which this article appeared, day the one of the story's first copy.
	published, day int
	// key is the id of the first copy, rank the article's place among the copies.
	key  string
	rank int
	// origin of the story; empty when unknown.
	origin string
	// own stands for the story where its origin is unknown.
	own string
	// source of the first copy: its letter is the story's, however many copy it.
	source *articlev1.Source
}

func newStory(e, first *entry, rank int, origin string) *story {
	key := first.article.GetArticleId()
	return &story{
		article: e.article, published: e.published, day: first.published, key: key, rank: rank,
		origin: origin, own: "story:" + key, source: first.article.GetSource(),
	}
}

// distinct keeps one reading per article. The ledger hands over one each; a
// repetition changes nothing.
func distinct(articles []*taggingv1.TaggedArticle) []*taggingv1.TaggedArticle {
	best := make(map[string]*taggingv1.TaggedArticle, len(articles))
	for _, article := range articles {
		if held, ok := best[article.GetArticleId()]; !ok || laterReading(held, article) {
			best[article.GetArticleId()] = article
		}
	}
	kept := make([]*taggingv1.TaggedArticle, 0, len(best))
	for _, article := range best {
		if !article.GetRetracted() {
			kept = append(kept, article)
		}
	}
	return kept
}

// laterReading reports whether b takes the place of a.
func laterReading(a, b *taggingv1.TaggedArticle) bool {
	retracted := 0
	if a.GetRetracted() != b.GetRetracted() {
		retracted = 1
		if a.GetRetracted() {
			retracted = -1
		}
	}
	return cmp.Or(cmp.Compare(b.GetRevision(), a.GetRevision()), retracted,
		strings.Compare(b.GetEngineVersion(), a.GetEngineVersion()),
		cmp.Compare(b.GetCatalogueRevision(), a.GetCatalogueRevision())) > 0
}

func claimsOn(article *taggingv1.TaggedArticle, initiative string) []*taggingv1.Claim {
	var claims []*taggingv1.Claim
	for _, claim := range article.GetClaims() {
		if claim.GetInitiativeId() == initiative {
			claims = append(claims, claim)
		}
	}
	slices.SortFunc(claims, func(a, b *taggingv1.Claim) int { return strings.Compare(a.GetId(), b.GetId()) })
	return slices.CompactFunc(claims, func(a, b *taggingv1.Claim) bool { return a.GetId() == b.GetId() })
}

// publication is when an article was published, else when it became known; the
// beginning of 1970 if neither is stated.
func publication(article *taggingv1.TaggedArticle) time.Time {
	if t, ok := known(article.GetPublishedTime()); ok {
		return t
	}
	if t, ok := known(article.GetKnownTime()); ok {
		return t
	}
	return time.Unix(0, 0)
}

// originOfCopies is the origin of a story: the wire service that any copy
// names, else the publisher family of the first copy. A story whose first copy
// names neither has no known origin, and no copy can lend it one.
func originOfCopies(copies []*entry) string {
	first := copies[0].article
	if wire := first.GetOriginCues().GetWire(); wire != "" {
		return "wire:" + wire
	}
	if first.GetSource().GetFamily() == "" {
		return ""
	}
	for _, e := range copies[1:] {
		if wire := e.article.GetOriginCues().GetWire(); wire != "" {
			return "wire:" + wire
		}
	}
	return "family:" + first.GetSource().GetFamily()
}

// originOf is the origin of one claim: of the medium that it is taken from,
// else of its story; empty when unknown.
func (b *book) originOf(s *story, claim *taggingv1.Claim) string {
	reported := s.article.GetOriginCues().GetReportedBy()
	if claim.GetAttribution().GetSpeakerClass() != taggingv1.SpeakerClass_SPEAKER_CLASS_OTHER_MEDIA || len(reported) == 0 {
		return s.origin
	}
	if origin := b.media.origin(reported[0]); origin != "" {
		return origin
	}
	return "media:" + reported[0]
}

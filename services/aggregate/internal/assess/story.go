package assess

import (
	"cmp"
	"slices"
	"strings"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/cluster"
)

// story is an article as a member of its group of near copies.
type story struct {
	article *taggingv1.TaggedArticle
	// claims on the initiative, ordered by id.
	claims []*taggingv1.Claim
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

// stories groups the articles that speak of the initiative. The result is
// ordered by day, then article id, and does not depend on the order of the
// articles; of two readings of one article the later one is taken.
//
// Articles without a claim on the initiative take no part, so that an
// assessment changes only with articles that touch it.
func stories(articles []*taggingv1.TaggedArticle, initiative string, similarity Milli) []*story {
	all := make([]*story, 0, len(articles))
	for _, article := range distinct(articles) {
		if claims := claimsOn(article, initiative); len(claims) > 0 {
			day := publicationDay(article)
			all = append(all, &story{article: article, claims: claims, published: day, day: day})
		}
	}
	slices.SortFunc(all, func(a, b *story) int {
		return cmp.Or(cmp.Compare(a.published, b.published), strings.Compare(a.article.GetArticleId(), b.article.GetArticleId()))
	})
	signatures := make([][]uint64, len(all))
	for i, s := range all {
		signatures[i] = s.article.GetSignature()
	}
	roots := cluster.Components(signatures, int(similarity)/10)
	ranks := make([]int, len(all))
	for i, s := range all {
		first := all[roots[i]]
		s.key, s.day, s.source = first.article.GetArticleId(), first.published, first.article.GetSource()
		s.own = "story:" + s.key
		s.rank = ranks[roots[i]]
		ranks[roots[i]]++
	}
	nameOrigins(all, roots)
	return all
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

// publicationDay is the day of publication, else the day on which the article
// became known; 1970-01-01 if neither is stated.
func publicationDay(article *taggingv1.TaggedArticle) int {
	if t, ok := known(article.GetPublishedTime()); ok {
		return dayOf(t)
	}
	if t, ok := known(article.GetKnownTime()); ok {
		return dayOf(t)
	}
	return 0
}

// nameOrigins finds the origin of each story: the wire service that any copy
// names, else the publisher family of the first copy. A story whose first copy
// names neither has no known origin, and no copy can lend it one.
func nameOrigins(all []*story, roots []int) {
	origins := make([]string, len(all))
	for i, s := range all {
		root := roots[i]
		wire := s.article.GetOriginCues().GetWire()
		switch {
		case i == root && wire != "":
			origins[i] = "wire:" + wire
		case i == root && s.source.GetFamily() != "":
			origins[i] = "family:" + s.source.GetFamily()
		case i != root && wire != "" && strings.HasPrefix(origins[root], "family:"):
			origins[root] = "wire:" + wire
		}
	}
	for i, s := range all {
		s.origin = origins[roots[i]]
	}
}

// media maps the names of publishers in the ledger to their origins, so that
// "as reported by X" and X itself are one origin.
func media(all []*story) map[string]string {
	names := make(map[string]string)
	for _, s := range all {
		source := s.article.GetSource()
		if source.GetFamily() == "" {
			continue
		}
		origin := "family:" + source.GetFamily()
		for _, name := range []string{source.GetName(), source.GetId(), source.GetFamily()} {
			names[strings.ToLower(name)] = origin
		}
	}
	return names
}

// originOf is the origin of one claim: of the medium that it is taken from,
// else of its story; empty when unknown.
func (s *story) originOf(claim *taggingv1.Claim, names map[string]string) string {
	reported := s.article.GetOriginCues().GetReportedBy()
	if claim.GetAttribution().GetSpeakerClass() != taggingv1.SpeakerClass_SPEAKER_CLASS_OTHER_MEDIA || len(reported) == 0 {
		return s.origin
	}
	if origin, ok := names[reported[0]]; ok {
		return origin
	}
	return "media:" + reported[0]
}

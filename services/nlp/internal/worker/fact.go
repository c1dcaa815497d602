package worker

import (
	"slices"

	"go.opentelemetry.io/otel/attribute"
	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/logging"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// about are the facts that the log gets of a message whatever becomes of it: what
// it is about. One of the two is nil.
func about(article *articlev1.Article, retraction *articlev1.Retraction) []zap.Field {
	if retraction != nil {
		return []zap.Field{logging.ArticleID(retraction.GetArticleId()), logging.Revision(uint64(retraction.GetRevision()))}
	}
	return []zap.Field{logging.ArticleID(article.GetId()), logging.Revision(uint64(article.GetRevision()))}
}

// found are the facts of a tagging that is stored.
func found(tagged *taggingv1.TaggedArticle, ack bus.PubAck) []zap.Field {
	facts := []zap.Field{zap.Int(logging.KeyClaims, len(tagged.GetClaims())), logging.LedgerSeq(ack.Seq)}
	if language := tagged.GetLanguage(); language != "" {
		facts = append(facts, zap.String(logging.KeyLanguage, language))
	}
	if names := initiatives(tagged); len(names) > 0 {
		facts = append(facts, logging.Names(logging.KeyInitiatives, names))
	}
	return append(facts, logging.Reason(tagged.GetSkippedReason()))
}

// described are the attributes of the span of a tagging.
func described(article *articlev1.Article, tagged *taggingv1.TaggedArticle) []attribute.KeyValue {
	return []attribute.KeyValue{
		attribute.String("barograph.article_id", article.GetId()), attribute.Int64("barograph.revision", int64(article.GetRevision())),
		attribute.String("barograph.language", tagged.GetLanguage()), attribute.Int("barograph.claims", len(tagged.GetClaims())),
		attribute.String("barograph.engine_version", tagged.GetEngineVersion()),
		attribute.Int64("barograph.catalogue_revision", int64(tagged.GetCatalogueRevision())), //nolint:gosec // counts changes by people
		attribute.Int("barograph.article_bytes", len(article.GetText())),
	}
}

// initiatives are what the claims are about, sorted.
func initiatives(tagged *taggingv1.TaggedArticle) []string {
	var names []string
	for _, claim := range tagged.GetClaims() {
		if id := claim.GetInitiativeId(); !slices.Contains(names, id) {
			names = append(names, id)
		}
	}
	slices.Sort(names)
	return names
}

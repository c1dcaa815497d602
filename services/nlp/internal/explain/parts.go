package explain

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/claim"
	"github.com/barograph/barograph/services/nlp/internal/effect"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/reading"
	"github.com/barograph/barograph/services/nlp/internal/summary"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Parts are what one run of the tagger over one article saw on its way.
type Parts struct {
	// Tagged is the result of the run.
	Tagged *taggingv1.TaggedArticle
	// Doc is the parsed text; never nil.
	Doc *text.Document
	// Hits are the words of the lexicon; empty when the text was not read.
	Hits []lexicon.Hit
	// Article is the reading; nil when the text is about none of the
	// initiatives, or not in English.
	Article *reading.Article
	// Links are the initiatives that the text mentions; nil when not looked for.
	Links *link.Links
	// Effect weighs a sentence for the direction, false where it has no tree; Why
	// lists the features that weigh most. Both are nil when nothing was read.
	Effect func(sentence int) (effect.Effect, bool)
	Why    func(sentence, most int) []effect.Reason
	// Linked are the inputs of the summary, in the order of Tagged.Initiatives.
	Linked []summary.Initiative
	// Weighed are the claims that the summary weighed: those of Tagged, and
	// topics that are spoken of without a verdict.
	Weighed []*taggingv1.Claim
	// Catalogue are the ids of the initiatives in the order that Links index.
	Catalogue []string
	// Trace is what was let go; nil when it was not kept.
	Trace *claim.Trace
}

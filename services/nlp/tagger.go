package nlp

import (
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/nlp/internal/tag"
)

// EngineVersion is the version of the tagger with its lexicons, see
// TaggedArticle.engine_version.
const EngineVersion = tag.EngineVersion

// Tagger reads articles under one catalogue: the function of the pipeline, for
// use without any server. It does not change and may be used by any number of
// goroutines.
type Tagger = tag.Tagger

// Option changes what a tagger knows.
type Option = tag.Option

// WithActors has a tagger use these actors instead of the embedded ones alone.
func WithActors(actors *Actors) Option { return tag.WithActors(actors) }

// NewTagger makes a tagger for a catalogue. The revision goes into what it
// returns. It returns an error for a definition that cannot be compiled.
func NewTagger(initiatives []*initiativev1.Initiative, catalogueRevision uint64, options ...Option) (*Tagger, error) {
	return tag.New(initiatives, catalogueRevision, options...)
}

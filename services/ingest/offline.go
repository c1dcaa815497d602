package ingest

import (
	"io"
	"time"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/services/ingest/internal/article"
	"github.com/barograph/barograph/services/ingest/internal/source"
)

// Sources is what a sources file says about publishers. It does not change and
// may be used by any number of goroutines; the zero value knows nobody.
type Sources = source.Directory

// ParseSources reads a sources file.
//
//house:allow fuzz: FuzzParse of source reads the same
func ParseSources(r io.Reader) (*Sources, error) { return source.Parse(r, "") }

// MarshalSources writes sources as a sources file, which ParseSources reads.
func MarshalSources(sources []*sourcev1.Source) ([]byte, error) { return source.Marshal(sources) }

// NewArticle is the article that the service would store for a submission, for
// use without any server: its identity, its publisher, its content hash.
// Revision and known time are left to the caller. It refuses what the service
// refuses, with the same words; now is the clock.
func NewArticle(in *ingestv1.Submission, sources *Sources, now time.Time) (*articlev1.Article, error) {
	return article.New(in, sources.Of(in.GetSource(), in.GetUrl()), now)
}

package actor

import (
	"io"
	"time"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Resolver finds actors. It is immutable and safe to share.
type Resolver struct{}

// New builds a resolver from the embedded records and those of the readers,
// which may add to them or override them.
func New(more ...io.Reader) (*Resolver, error) { return &Resolver{}, nil }

// Find returns the mentions in doc in text order, without overlap, outside
// furniture. The time is the article's own (zero when unknown: then the latest
// office holders count as holding office).
func (r *Resolver) Find(doc *text.Document, at time.Time) []Mention { return nil }

// Name returns an actor's usual English name: "Indonesia" for IDN, "US
// Congress" for USA:CONGRESS; the id itself when unknown.
func (r *Resolver) Name(id string) string { return id }

// Known reports whether id is an actor of the data, or a faction of one.
func (r *Resolver) Known(id string) bool { return false }

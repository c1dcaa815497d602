package alias

import "github.com/barograph/barograph/services/nlp/internal/text"

// Trie holds compiled patterns. It is immutable and safe to share.
type Trie[V comparable] struct{}

// New compiles patterns. It fails on a pattern without a word.
func New[V comparable](patterns []Pattern[V]) (*Trie[V], error) { return &Trie[V]{}, nil }

// Find returns the matches in doc in text order, leftmost-longest, outside
// furniture. Context documents (the title, parsed) can supply the company that
// a Near pattern needs, but give no matches.
func (t *Trie[V]) Find(doc *text.Document, context ...*text.Document) []Match[V] { return nil }

package actor

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/barograph/barograph/services/nlp/internal/alias"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// GroupID is the id of an unnamed set of states.
const GroupID = "GROUP"

// Resolver finds actors. It is immutable and safe to share.
type Resolver struct {
	trie    *alias.Trie[*entry]
	names   map[string]string
	trapped map[string][]string
	given   map[string]bool
	states  []string // ids, sorted
	digest  string
	// surnames are the people of the data by the last of their names, folded.
	surnames map[string][]*person
	// surfaces are the names of states, bodies and armed groups by id.
	surfaces map[string][]string
}

// Input is one file of an operator's own records.
type Input struct {
	Name string // of the file, for errors
	Data string
}

// New builds a resolver from the embedded records and those of an operator,
// which add to them and replace what they name again. It fails on a record
// that it cannot use, naming file, line and column.
func New(more ...Input) (*Resolver, error) {
	r := newRecords()
	if err := r.load(more); err != nil {
		return nil, fmt.Errorf("read actors: %w", err)
	}
	trie, err := alias.New(r.patterns)
	if err != nil {
		return nil, fmt.Errorf("compile actors: %w", err)
	}
	slices.Sort(r.states)
	return &Resolver{trie: trie, names: r.names, trapped: r.trapped, given: r.given, states: slices.Compact(r.states), digest: digest(more), surnames: r.surnames(), surfaces: surfaces(r.patterns)}, nil
}

// digest tells sets of operators' records apart.
func digest(more []Input) string {
	if len(more) == 0 {
		return ""
	}
	h := sha256.New()
	for _, in := range more {
		fmt.Fprintf(h, "%d\n%s", len(in.Data), in.Data)
	}
	return hex.EncodeToString(h.Sum(nil))[:8]
}

// Digest is empty for the embedded records alone, else eight hexadecimal
// digits that differ for different records of operators.
func (r *Resolver) Digest() string { return r.digest }

// Name returns an actor's usual English name: "Indonesia" for IDN, "United
// States (congress)" for USA:CONGRESS; the id itself when unknown.
func (r *Resolver) Name(id string) string {
	if n, ok := r.names[id]; ok {
		return n
	}
	if n, ok := r.names[base(id)]; ok && base(id) != id {
		return n + " (" + strings.ToLower(strings.ReplaceAll(id[len(base(id))+1:], "_", " ")) + ")"
	}
	return id
}

// Known reports whether id is an actor of the data, or a faction of one.
func (r *Resolver) Known(id string) bool {
	_, ok := r.names[base(id)]
	return ok && validID.MatchString(id)
}

// States returns the ids of all states of the data, sorted.
func (r *Resolver) States() []string { return slices.Clone(r.states) }

// Find returns the mentions in doc in text order, without overlap, outside
// furniture. The time is the article's own (zero when unknown: then the latest
// office holders count as holding office).
func (r *Resolver) Find(doc *text.Document, at time.Time) []Mention {
	var context []*text.Document
	if doc.Title != "" {
		context = append(context, text.Parse("", doc.Title))
	}
	c := composer{r: r, doc: doc, at: at}
	c.seed(r.trie.Find(doc, context...))
	c.compose()
	c.offices()
	c.appositions()
	c.groups()
	c.polled()
	c.titled()
	c.learned()
	c.definites()
	slices.SortFunc(c.out, func(a, b Mention) int { return a.First - b.First })
	return c.out
}

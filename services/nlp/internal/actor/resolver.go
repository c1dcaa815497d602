package actor

import (
	"fmt"
	"io"
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
}

// New builds a resolver from the embedded records and those of the readers,
// which add to them. It fails on a record that it cannot read, naming its line.
func New(more ...io.Reader) (*Resolver, error) {
	r := &records{
		names: map[string]string{GroupID: "Unnamed group"}, company: map[string][]string{}, people: map[string]*entry{},
		none: &entry{none: true}, trapped: map[string][]string{}, given: map[string]bool{},
	}
	for _, name := range [...]string{"states", "bodies", "factions", "offices", "people", "names"} {
		f, err := embedded.Open("data/" + name + ".tsv")
		if err != nil {
			return nil, fmt.Errorf("open actors: %w", err)
		}
		err = r.load(name+".tsv", f)
		if err != nil {
			return nil, err
		}
	}
	for i, in := range more {
		if err := r.load(fmt.Sprintf("input %d", i+1), in); err != nil {
			return nil, err
		}
	}
	trie, err := alias.New(r.patterns)
	if err != nil {
		return nil, fmt.Errorf("compile actors: %w", err)
	}
	slices.Sort(r.states)
	return &Resolver{trie: trie, names: r.names, trapped: r.trapped, given: r.given, states: slices.Compact(r.states)}, nil
}

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
	c.groups()
	c.learned()
	slices.SortFunc(c.out, func(a, b Mention) int { return a.First - b.First })
	return c.out
}

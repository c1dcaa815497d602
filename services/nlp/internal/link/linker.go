package link

import (
	"fmt"
	"slices"
	"sort"

	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/nlp/internal/alias"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Kind says how an initiative is mentioned.
type Kind uint8

// The kinds, strongest first.
const (
	// Named: by its name or an alias.
	Named Kind = iota
	// Composed: by a noun of its kind beside one of its places.
	Composed
	// Generic: by a noun alone, after it was mentioned.
	Generic
	// weakName is a name that settleWeak has not decided yet.
	weakName
)

// Mention is one place where an initiative is mentioned.
type Mention struct {
	// Span is the mention's place in the stored text.
	text.Span
	// First and Last index the document's tokens, half-open.
	First, Last int
	// Initiative indexes the catalogue given to New, in order of id.
	Initiative int
	// Kind says how.
	Kind Kind
}

// Linker finds initiatives. It is immutable and safe to share.
type Linker struct {
	profiles []profile
	names    *alias.Trie[int]
	places   *alias.Trie[int]
	// adjectives are the forms among places that are adjectives of one.
	adjectives map[string]bool
}

// New compiles a catalogue. The order of the definitions does not matter.
func New(initiatives []*initiativev1.Initiative) (*Linker, error) {
	l := &Linker{adjectives: map[string]bool{}}
	var names, places []alias.Pattern[int]
	sorted := slices.Clone(initiatives)
	sort.SliceStable(sorted, func(a, b int) bool { return sorted[a].GetId() < sorted[b].GetId() })
	for i, in := range sorted {
		p := newProfile(in)
		l.profiles = append(l.profiles, p)
		seen := map[string]bool{}
		for _, n := range p.names {
			if !seen[n.text] && len(n.text) > 1 {
				seen[n.text] = true
				names = append(names, alias.Pattern[int]{Text: n.text, Value: i, Near: n.company})
			}
		}
		for _, place := range p.places {
			places = append(places, alias.Pattern[int]{Text: place, Value: i, Case: alias.CaseProper})
			for _, adjective := range adjectives(place) {
				l.adjectives[adjective] = true
				places = append(places, alias.Pattern[int]{Text: adjective, Value: i, Case: alias.CaseProper})
			}
		}
	}
	var err error
	if l.names, err = alias.New(names); err != nil {
		return nil, fmt.Errorf("compile names of initiatives: %w", err)
	}
	if l.places, err = alias.New(places); err != nil {
		return nil, fmt.Errorf("compile places of initiatives: %w", err)
	}
	return l, nil
}

// ID returns the id of an initiative by index.
func (l *Linker) ID(i int) string { return l.profiles[i].id }

// Len returns the number of initiatives.
func (l *Linker) Len() int { return len(l.profiles) }

// Link reads a document. The title's document may be empty.
func (l *Linker) Link(doc, title *text.Document) *Links {
	s := &scan{linker: l, doc: doc}
	found := s.explicit(title)
	if len(found) == 0 {
		return &Links{Sentences: make([][]Focus, len(doc.Sentences))}
	}
	titled := map[int]bool{}
	ts := &scan{linker: l, doc: title}
	for _, m := range ts.explicit(doc) {
		titled[m.Initiative] = true
	}
	mentions := s.generic(found, titled)
	links := &Links{Mentions: mentions, titled: titled}
	links.settle(doc, l, s.places)
	return links
}

package link

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/nlp/internal/alias"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Kind says how an initiative is mentioned.
type Kind uint8

// The kinds, strongest first.
const (
	// Named: by its name, an alias, an acronym.
	Named Kind = iota
	// Composed: by a description, that is a noun of its kind beside its place,
	// its parties or words of its name.
	Composed
	// Generic: by a noun alone, after it was mentioned.
	Generic
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
	// How names the rule that linked it, for people: "name", "alias", "name cut
	// short", "name in the description", "acronym", "initials (defined)",
	// "initials (in company)", "described: force + Gaza", "short form".
	How string
}

// Linker finds initiatives. It is immutable and safe to share.
type Linker struct {
	ids      []string   // of the initiatives
	subjects []subject  // what they are about
	profiles []*profile // of the subjects
	names    *alias.Trie[int]
	keys     *keyIndex
	heads    map[string]bool // stems of names without a noun of any class
}

// New compiles a catalogue. The order of the definitions does not matter.
func New(initiatives []*initiativev1.Initiative, g Gazetteer) (*Linker, error) {
	l := &Linker{heads: map[string]bool{}}
	sorted := slices.Clone(initiatives)
	sort.SliceStable(sorted, func(a, b int) bool { return sorted[a].GetId() < sorted[b].GetId() })
	var each []*profile
	for _, in := range sorted {
		l.ids = append(l.ids, in.GetId())
		each = append(each, newProfile(in, g))
	}
	l.subjects = subjects(sorted, each)
	var names []alias.Pattern[int]
	for i, s := range l.subjects {
		p := s.profile
		l.profiles = append(l.profiles, p)
		if p.head != "" {
			l.heads[p.head] = true
		}
		for _, n := range p.names {
			names = append(names, alias.Pattern[int]{Text: n.text, Value: i, Near: n.company})
		}
	}
	var err error
	if l.names, err = alias.New(names); err != nil {
		return nil, fmt.Errorf("compile names of initiatives: %w", err)
	}
	if l.keys, err = newKeyIndex(l.profiles); err != nil {
		return nil, fmt.Errorf("compile keys of initiatives: %w", err)
	}
	return l, nil
}

// ID returns the id of an initiative by index.
func (l *Linker) ID(i int) string { return l.ids[i] }

// Len returns the number of initiatives.
func (l *Linker) Len() int { return len(l.ids) }

// Link reads a document. The title's document may be empty.
func (l *Linker) Link(doc, title *text.Document) *Links {
	none := &Links{Sentences: make([][]Focus, len(doc.Sentences))}
	ts := &scan{linker: l, doc: title, hits: l.keys.find(title)}
	s := &scan{linker: l, doc: doc, hits: l.keys.find(doc), context: ts}
	ts.context = s
	titled := map[int]bool{}
	for _, m := range ts.explicit(nil) {
		titled[m.Initiative] = true
	}
	found := s.explicit(titled)
	if len(found) == 0 && len(titled) == 0 {
		return none
	}
	mentions := s.shortForms(found, titled)
	links := &Links{Mentions: mentions, titled: titled}
	links.settle(doc, s)
	links.spread(l.subjects)
	return links
}

// keyIndex finds the keys of all initiatives in a text.
type keyIndex struct {
	proper map[string][]posting // one word, capitalised
	stems  map[string][]posting // one word in any form
	multi  *alias.Trie[int]     // several words, by index of lists
	lists  [][]posting
}

// posting says that a form is a key of an initiative.
type posting struct{ initiative, key int }

// hit is a form found in a text.
type hit struct {
	first, last int
	capital     bool
	postings    []posting
}

// mostShared is how many definitions may share a word of their subject; one
// that more of them use tells none apart.
const mostShared = 100

func newKeyIndex(profiles []*profile) (*keyIndex, error) {
	x := &keyIndex{proper: map[string][]posting{}, stems: map[string][]posting{}}
	many := map[string]int{}
	var patterns []alias.Pattern[int]
	for i, p := range profiles {
		for k, key := range p.keys {
			at := posting{i, k}
			for _, f := range key.forms {
				switch w := text.Key(f); {
				case w == "":
				case !key.proper:
					x.stems[stem(w)] = add(x.stems[stem(w)], at)
				case !strings.ContainsAny(w, " -&"):
					w = strings.ReplaceAll(w, ".", "")
					x.proper[w] = add(x.proper[w], at)
				default:
					n, known := many[w]
					if !known {
						n = len(x.lists)
						many[w] = n
						x.lists = append(x.lists, nil)
						patterns = append(patterns, alias.Pattern[int]{Text: f, Value: n, Case: alias.CaseAny})
					}
					x.lists[n] = add(x.lists[n], at)
				}
			}
		}
	}
	for w, list := range x.stems {
		if len(list) > mostShared {
			delete(x.stems, w)
		}
	}
	var err error
	x.multi, err = alias.New(patterns)
	return x, err
}

func add(list []posting, p posting) []posting {
	if n := len(list); n > 0 && list[n-1] == p {
		return list
	}
	return append(list, p)
}

// find returns the hits in a document in text order.
func (x *keyIndex) find(doc *text.Document) []hit {
	var out []hit
	for _, m := range x.multi.Find(doc) {
		out = append(out, hit{m.First, m.Last, true, x.lists[m.Value]})
	}
	many := len(out) > 0
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		if t.Sentence < 0 || !t.Shape.Has(text.Word) || function[t.Lower] {
			continue
		}
		if !t.Shape.Has(text.Hyphenated) {
			out = x.look(out, doc, i, t.Key, t.Shape.Has(text.Capital))
			continue
		}
		norms := strings.Split(t.Norm, "-")
		for k, w := range strings.Split(t.Key, "-") {
			r, _ := firstRune(norms[min(k, len(norms)-1)])
			out = x.look(out, doc, i, w, r >= 'A' && r <= 'Z' || r > 127)
		}
	}
	if many {
		sort.SliceStable(out, func(a, b int) bool { return out[a].first < out[b].first })
	}
	return out
}

// divided are names that South or North makes another state's.
var divided = words(`sudan korea macedonia ossetia`)

func (x *keyIndex) look(out []hit, doc *text.Document, i int, key string, capital bool) []hit {
	if capital && !(i > 0 && divided[key] && doc.Tokens[i-1].Is("south", "north")) {
		w := key
		if strings.IndexByte(w, '.') >= 0 {
			w = strings.ReplaceAll(w, ".", "")
		}
		if ps := x.proper[w]; ps != nil {
			out = append(out, hit{i, i + 1, true, ps})
		}
	}
	if ps := x.stems[stem(key)]; ps != nil {
		out = append(out, hit{i, i + 1, capital, ps})
	}
	return out
}

package reading

import (
	"maps"
	"slices"
	"sort"
	"time"

	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/quantity"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/text"
	"github.com/barograph/barograph/services/nlp/internal/when"
)

// Article is one article with what was found in it. Its trees are made when
// first asked for, so that it belongs to one goroutine.
type Article struct {
	// Doc is the parsed text.
	Doc *text.Document
	// Published is the day that relative dates count from; zero when unknown.
	Published time.Time
	// Actors, Figures, Dates and Hits are in text order.
	Actors  []actor.Mention
	Figures []quantity.Quantity
	Dates   []when.Date
	Hits    []lexicon.Hit
	// Links says which sentence speaks of which initiative.
	Links *link.Links
	// Clauses of all citable sentences in text order.
	Clauses []Clause

	clauseOf []int          // by token; -1 outside sentences
	hangs    []bool         // by sentence: it holds an if-clause
	issuers  []int          // whom "we" means outside quotations
	labels   map[string]int // speaker labels of a transcript
	topics   [][]int        // by sentence: the mentions that it is about
	speech   [][]turn       // by sentence
	heard    []bool         // which of them are filled

	parser  func(sentence int, tree *syntax.Tree) // nil: no trees
	lexicon *lexicon.Lexicon
	trees   []*parse // by sentence, nil until parsed
	parsed  []bool
	nesting int // of voices under way

	antecedents map[anaphor]antecedent
	chain       int // antecedents under way
}

// Parts are the inputs of New.
type Parts struct {
	Doc       *text.Document
	Published time.Time
	Actors    []actor.Mention
	Figures   []quantity.Quantity
	Dates     []when.Date
	Hits      []lexicon.Hit
	Links     *link.Links
	// Issuers are those who say "we" outside quotations, when the text is its
	// author's own statement. Labels are the speakers of a transcript by their
	// label as written. Neither need be mentioned in the text.
	Issuers []actor.Mention
	Labels  map[string]actor.Mention
	// Parse reads a sentence of Doc into a tree; nil when there is no parser.
	Parse func(sentence int, tree *syntax.Tree)
	// Lexicon knows the classes of words; nil when there is none.
	Lexicon *lexicon.Lexicon
}

// New reads the clauses.
func New(p Parts) *Article {
	a := &Article{Doc: p.Doc, Published: p.Published, Actors: slices.Clone(p.Actors), Figures: p.Figures, Dates: p.Dates, Hits: p.Hits, Links: p.Links, parser: p.Parse, lexicon: p.Lexicon}
	a.antecedents = map[anaphor]antecedent{}
	a.trees, a.parsed = make([]*parse, len(p.Doc.Sentences)), make([]bool, len(p.Doc.Sentences))
	a.speech, a.heard = make([][]turn, len(p.Doc.Sentences)), make([]bool, len(p.Doc.Sentences))
	a.setApart()
	a.addSpeakers(p)
	a.clauseOf = make([]int, len(p.Doc.Tokens))
	for i := range a.clauseOf {
		a.clauseOf[i] = -1
	}
	a.hangs = make([]bool, len(p.Doc.Sentences))
	for s := range p.Doc.Sentences {
		for _, c := range p.Doc.Clauses(s) {
			a.hangs[s] = a.hangs[s] || c.Kind == text.Condition && (c.Marker == "if" || c.Marker == "should" || c.Marker == "were")
			for t := c.First; t < c.Last; t++ {
				a.clauseOf[t] = len(a.Clauses)
			}
			a.Clauses = append(a.Clauses, Clause{Clause: c, Sentence: s})
		}
	}
	for i := range a.Clauses {
		a.readModality(&a.Clauses[i])
	}
	a.findTopics()
	return a
}

// Under returns the same reading with other links, between the same tokens: for
// another initiative that asks about the same thing. Both belong to one goroutine.
func (a *Article) Under(links *link.Links) *Article {
	out := *a
	out.Links = links
	return &out
}

// setApart takes the id from adjectives of states that open a name which is not
// known: the Elbonian Choral Society is not Elbonia. It stays a mention, so
// that it still is the subject of what it does.
func (a *Article) setApart() {
	for i, m := range a.Actors {
		if m.Kind != actor.Demonym || m.Suffix != "" || m.Last >= len(a.Doc.Tokens) {
			continue
		}
		next := a.Doc.Tokens[m.Last]
		known := i+1 < len(a.Actors) && a.Actors[i+1].First <= m.Last
		line := a.Doc.Lines[next.Line].Kind
		if !known && next.Shape.Has(text.Capital) && next.Sentence == a.Doc.Tokens[m.First].Sentence && line != text.Heading && line != text.RepeatedTitle {
			a.Actors[i].ID = ""
		}
	}
}

// addSpeakers puts speakers whom the text does not name behind all mentions,
// where no search by place finds them.
func (a *Article) addSpeakers(p Parts) {
	end := len(p.Doc.Tokens)
	add := func(m actor.Mention) int {
		m.Span, m.First, m.Last = text.Span{Start: len(p.Doc.Raw), End: len(p.Doc.Raw)}, end, end
		a.Actors = append(a.Actors[:len(a.Actors):len(a.Actors)], m)
		return len(a.Actors) - 1
	}
	for _, m := range p.Issuers {
		a.issuers = append(a.issuers, add(m))
	}
	a.labels = map[string]int{}
	for _, label := range slices.Sorted(maps.Keys(p.Labels)) {
		a.labels[label] = add(p.Labels[label])
	}
}

// Own reports whether the text is a statement or a transcript: its authors or
// labelled speakers speak for themselves.
func (a *Article) Own() bool { return len(a.issuers) > 0 || len(a.labels) > 0 }

// ClauseAt returns the index of the clause of token t, or -1.
func (a *Article) ClauseAt(t int) int { return a.clauseOf[t] }

// HitsIn returns the hits of a kind that start in tokens [first, last).
func (a *Article) HitsIn(kind string, first, last int) []lexicon.Hit {
	var out []lexicon.Hit
	for i := sort.Search(len(a.Hits), func(i int) bool { return a.Hits[i].First >= first }); i < len(a.Hits) && a.Hits[i].First < last; i++ {
		if a.Hits[i].Entry.Kind == kind {
			out = append(out, a.Hits[i])
		}
	}
	return out
}

// ActorsIn returns the indices of the mentions that start in tokens [first, last).
func (a *Article) ActorsIn(first, last int) []int {
	var out []int
	for i := sort.Search(len(a.Actors), func(i int) bool { return a.Actors[i].First >= first }); i < len(a.Actors) && a.Actors[i].First < last; i++ {
		out = append(out, i)
	}
	return out
}

// FiguresIn returns the figures that start in tokens [first, last).
func (a *Article) FiguresIn(first, last int) []quantity.Quantity {
	return between(a.Figures, func(q quantity.Quantity) int { return q.First }, first, last)
}

// DatesIn returns the dates that start in tokens [first, last).
func (a *Article) DatesIn(first, last int) []when.Date {
	return between(a.Dates, func(d when.Date) int { return d.First }, first, last)
}

// MentionsOver returns the mentions of initiatives that share a token with [first, last).
func (a *Article) MentionsOver(first, last int) []link.Mention {
	all := a.Links.Mentions
	from := sort.Search(len(all), func(i int) bool { return all[i].Last > first })
	return between(all[from:], func(m link.Mention) int { return m.First }, 0, last)
}

// MentionsFrom returns the mentions of initiatives that start in tokens [first, last).
func (a *Article) MentionsFrom(first, last int) []link.Mention {
	return between(a.Links.Mentions, func(m link.Mention) int { return m.First }, first, last)
}

// between is the part of things in text order that starts in tokens [first, last).
func between[T any](things []T, start func(T) int, first, last int) []T {
	from := sort.Search(len(things), func(i int) bool { return start(things[i]) >= first })
	to := from + sort.Search(len(things)-from, func(i int) bool { return start(things[from+i]) >= last })
	return things[from:to:to]
}

// Focus returns the initiatives that sentence s speaks of.
func (a *Article) Focus(s int) []link.Focus {
	if s < 0 || s >= len(a.Links.Sentences) {
		return nil
	}
	return a.Links.Sentences[s]
}

// MentionsIn reports whether initiative i is mentioned in tokens [first, last).
func (a *Article) MentionsIn(i, first, last int) bool {
	for _, m := range a.MentionsOver(first, last) {
		if m.Initiative == i {
			return true
		}
	}
	return false
}

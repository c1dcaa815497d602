package valence

import (
	"sort"
	"strconv"
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Reader gives the values of one document's phrases. It keeps the words of the
// sentence last asked for, so it belongs to one goroutine.
type Reader struct {
	doc  *text.Document
	tree func(sentence int) *syntax.Tree
	hits []lexicon.Hit

	sentence int
	now      *sentence
}

// sentence is a tree with the lexicon's view of its words.
type sentence struct {
	*syntax.Tree
	low   []string
	words []*word // by word of the tree; nil where the lexicon knows none
	inner []bool  // further words of a phrase that is known as a whole
	cache []*Value
}

// word is what the lexicon says of a word.
type word struct {
	class  class
	weight int // of the word itself, positive
	bare   int // of a flip without argument
}

// New makes a reader. hits are those of the lexicon in doc; of other kinds than
// "valence" they are passed over. tree returns the tree of a sentence, nil
// where there is none.
func New(doc *text.Document, hits []lexicon.Hit, tree func(sentence int) *syntax.Tree) *Reader {
	r := &Reader{doc: doc, tree: tree, sentence: -1}
	for _, h := range hits {
		if h.Entry.Kind == "valence" {
			r.hits = append(r.hits, h)
		}
	}
	return r
}

// at returns the sentence of a token and the token's word, or nil.
func (r *Reader) at(token int) (*sentence, int) {
	if token < 0 || token >= len(r.doc.Tokens) || r.doc.Tokens[token].Sentence < 0 {
		return nil, -1
	}
	if s := r.doc.Tokens[token].Sentence; s != r.sentence {
		r.sentence, r.now = s, r.load(s)
	}
	if r.now == nil {
		return nil, -1
	}
	w := r.now.WordOf(token)
	if w < 0 {
		return nil, -1
	}
	return r.now, w
}

func (r *Reader) load(index int) *sentence {
	tree := r.tree(index)
	if tree == nil || len(tree.Words) == 0 {
		return nil
	}
	n := len(tree.Words)
	s := &sentence{Tree: tree, low: make([]string, n), words: make([]*word, n), inner: make([]bool, n), cache: make([]*Value, n)}
	for i := range tree.Words {
		s.low[i] = r.doc.Tokens[tree.Words[i].Token].Lower
	}
	bounds := r.doc.Sentences[index]
	from := sort.Search(len(r.hits), func(i int) bool { return r.hits[i].First >= bounds.First })
	for _, h := range r.hits[from:] {
		if h.First >= bounds.Last {
			break
		}
		if h.Last <= bounds.Last {
			s.mark(h)
		}
	}
	return s
}

// mark gives the head of a hit's words its class, unless its part of speech is
// another. Of several hits the longest counts.
func (s *sentence) mark(h lexicon.Hit) {
	head := -1
	for t := h.First; t < h.Last; t++ {
		w := s.WordOf(t)
		if w < 0 {
			return
		}
		if up := s.Words[w].Head; head < 0 && (up < 0 || s.Words[up].Token < h.First || s.Words[up].Token >= h.Last) {
			head = w
		}
	}
	if anchor := s.WordOf(h.Anchor); h.Anchor > h.First || verbal(s.pos(anchor)) {
		head = anchor
	}
	if head < 0 || s.inner[head] || !suits(h.Entry.Attrs["pos"], s.Words[head], h.Last-h.First) {
		return
	}
	weight, _ := strconv.Atoi(h.Entry.Attrs["weight"])
	bare, _ := strconv.Atoi(h.Entry.Attrs["bare"])
	s.words[head] = &word{class: classes[h.Entry.Value], weight: weight, bare: bare}
	for t := h.First; t < h.Last; t++ {
		if w := s.WordOf(t); w >= 0 && w != head {
			s.inner[w] = true
		}
	}
}

func verbal(p syntax.POS) bool { return p == syntax.VERB || p == syntax.AUX }

// suits reports whether a word can be what its section says it is. Participles
// are verbs and adjectives, gerunds verbs and nouns; whole phrases are sure.
func suits(pos string, w syntax.Word, words int) bool {
	switch pos {
	case "verb":
		return verbal(w.POS) || w.Tag == syntax.VBN || w.Tag == syntax.VBG || w.POS == syntax.ADJ && participle(w.Form)
	case "noun":
		return w.POS == syntax.NOUN || w.POS == syntax.PROPN || w.Tag == syntax.VBG
	case "adj":
		return words > 1 || w.POS == syntax.ADJ || w.POS == syntax.ADV || w.POS == syntax.DET || w.Tag == syntax.VBN || w.Relation == syntax.Compound
	}
	return true
}

// participle reports whether an adjective looks like one: "delayed", "mounting".
func participle(form string) bool {
	return strings.HasSuffix(form, "ed") || strings.HasSuffix(form, "ing")
}

func (s *sentence) rel(w int) syntax.Relation { return s.Words[w].Relation }
func (s *sentence) pos(w int) syntax.POS      { return s.Words[w].POS }
func (s *sentence) head(w int) int            { return s.Words[w].Head }
func (s *sentence) token(w int) int           { return s.Words[w].Token }

// class is what a word does to the value of what it governs.
type class uint8

const (
	none class = iota
	advance
	hinder
	good
	bad
	more
	less
	flip
	deny
	dread
	hope
	burden
	pass
)

var classes = map[string]class{
	"advance": advance, "hinder": hinder, "good": good, "bad": bad, "more": more, "less": less, "flip": flip,
	"deny": deny, "dread": dread, "hope": hope, "burden": burden, "pass": pass,
}

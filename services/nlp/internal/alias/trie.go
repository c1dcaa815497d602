package alias

import (
	"fmt"
	"slices"
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Trie holds compiled patterns. It is immutable and safe to share.
//
// Its edges are atoms: the parts of a token between hyphens, without stops and
// diacritics and in one spelling, so that "U.S.-led", "Türkiye" and
// "stabilisation" meet "US", "Turkiye" and "stabilization".
type Trie[V comparable] struct {
	words  map[string]int32 // atom to symbol
	edges  map[uint64]int32 // node<<32 | symbol to node
	finals [][]final[V]     // by node
	near   int              // number of distinct terms of company
}

// final is what ends at a node: a pattern, or a term of company.
type final[V comparable] struct {
	value   V
	text    string
	rule    Case
	words   []word // of the pattern, for the case rules
	company []int  // numbers of the terms of which one is needed
	term    int    // number of the term that this is, or -1 for a pattern
}

// word is one atom of a pattern with what the case rules need to know.
type word struct {
	capital bool // the pattern capitalises it
	upper   bool // the pattern writes it in capitals throughout
}

// New compiles patterns. It fails on a pattern without a word.
func New[V comparable](patterns []Pattern[V]) (*Trie[V], error) {
	t := &Trie[V]{words: map[string]int32{}, edges: map[uint64]int32{}, finals: make([][]final[V], 1)}
	terms := map[string]int{}
	for _, p := range patterns {
		f := final[V]{value: p.Value, text: p.Text, rule: p.Case, term: -1}
		for _, n := range p.Near {
			k, ok := terms[n]
			if !ok {
				k = len(terms)
				terms[n] = k
				if err := t.add(n, final[V]{text: n, term: k}); err != nil {
					return nil, fmt.Errorf("compile company of %q: %w", p.Text, err)
				}
			}
			f.company = append(f.company, k)
		}
		if err := t.add(p.Text, f); err != nil {
			return nil, fmt.Errorf("compile pattern: %w", err)
		}
	}
	t.near = len(terms)
	return t, nil
}

// add inserts one pattern or term.
func (t *Trie[V]) add(pattern string, f final[V]) error {
	doc := text.Parse("", strings.Join(strings.Fields(pattern), " "))
	var a atoms
	a.read(doc, false)
	node := int32(0)
	for _, at := range a.list {
		if at.skip || at.stop {
			continue
		}
		f.words = append(f.words, word{capital: at.capital, upper: at.upper})
		node = t.step(node, at.key)
	}
	if len(f.words) == 0 {
		return fmt.Errorf("alias %q holds no word", pattern)
	}
	if f.rule == CaseAuto {
		f.rule = autoCase(f.words)
	}
	same := func(g final[V]) bool {
		return g.term == f.term && g.value == f.value && g.rule == f.rule && slices.Equal(g.company, f.company)
	}
	if !slices.ContainsFunc(t.finals[node], same) {
		t.finals[node] = append(t.finals[node], f)
	}
	return nil
}

// step follows or makes an edge.
func (t *Trie[V]) step(node int32, key string) int32 {
	symbol, ok := t.words[key]
	if !ok {
		symbol = int32(len(t.words))
		t.words[key] = symbol
	}
	edge := uint64(node)<<32 | uint64(symbol)
	next, ok := t.edges[edge]
	if !ok {
		next = int32(len(t.finals))
		t.finals = append(t.finals, nil)
		t.edges[edge] = next
	}
	return next
}

func autoCase(words []word) Case {
	if len(words) > 1 {
		return CaseAny
	}
	if words[0].upper {
		return CaseUpper
	}
	if words[0].capital {
		return CaseProper
	}
	return CaseAny
}

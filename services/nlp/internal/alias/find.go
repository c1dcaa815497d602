package alias

import (
	"slices"
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Find returns the matches in doc in text order, leftmost-longest, outside
// furniture. Context documents (the title, parsed) can supply the company that
// a Near pattern needs, but give no matches.
func (t *Trie[V]) Find(doc *text.Document, context ...*text.Document) []Match[V] {
	c := company[V]{terms: make([]bool, t.near), full: map[V]bool{}}
	var a atoms
	for _, d := range context {
		a.read(d, false)
		t.scan(a.list, &c)
	}
	for _, h := range c.hits {
		if len(h.f.company) == 0 {
			c.full[h.f.value] = true
		}
	}
	c.hits = nil
	a.read(doc, true)
	t.scan(a.list, &c)
	return c.accept(doc, a.list)
}

// company is what a scan learns: terms seen, and every hit before the rule of
// company is applied.
type company[V comparable] struct {
	terms []bool
	full  map[V]bool
	hits  []hit[V]
}

type hit[V comparable] struct {
	f        *final[V]
	from, to int // atoms, half-open
}

// scan walks the atoms once and records, for each start, every pattern that
// ends there, longest first. The choice among them needs the whole document,
// because a name that counts only in company may find it further down.
func (t *Trie[V]) scan(list []atom, c *company[V]) {
	var ends []hit[V]
	for i := range list {
		if list[i].stop || list[i].skip {
			continue
		}
		ends = t.at(list, i, ends[:0])
		slices.SortStableFunc(ends, func(x, y hit[V]) int { return y.to - x.to })
		for _, h := range ends {
			if h.f.term >= 0 {
				c.terms[h.f.term] = true
			} else {
				c.hits = append(c.hits, h)
			}
		}
	}
}

// at collects what starts at atom i, shortest first.
func (t *Trie[V]) at(list []atom, i int, ends []hit[V]) []hit[V] {
	node := int32(0)
	for j := i; j < len(list); j++ {
		if list[j].skip {
			continue
		}
		if list[j].stop {
			break
		}
		symbol, ok := t.words[list[j].key]
		if !ok {
			break
		}
		next, ok := t.edges[uint64(node)<<32|uint64(symbol)]
		if !ok {
			break
		}
		node = next
		for k := range t.finals[node] {
			if f := &t.finals[node][k]; fits(f.rule, f.words, list[i:j+1]) {
				ends = append(ends, hit[V]{f: f, from: i, to: j + 1})
			}
		}
	}
	return ends
}

// accept applies company and leftmost-longest, and builds the matches.
func (c *company[V]) accept(doc *text.Document, list []atom) []Match[V] {
	var out []Match[V]
	covered := 0
	for i := 0; i < len(c.hits); {
		j := i
		for j < len(c.hits) && c.hits[j].from == c.hits[i].from {
			j++
		}
		if c.hits[i].from >= covered {
			covered = c.best(doc, list, c.hits[i:j], covered, &out)
		}
		i = j
	}
	return out
}

// best takes the longest hits of one start that have their company.
func (c *company[V]) best(doc *text.Document, list []atom, hits []hit[V], covered int, out *[]Match[V]) int {
	end := 0
	for _, h := range hits {
		if end > 0 && h.to < end {
			break
		}
		if !c.accompanied(h.f) {
			continue
		}
		end = h.to
		if len(h.f.company) == 0 {
			c.full[h.f.value] = true
		}
		*out = append(*out, match(doc, list, h))
	}
	return max(covered, end)
}

func (c *company[V]) accompanied(f *final[V]) bool {
	if len(f.company) == 0 || c.full[f.value] {
		return true
	}
	for _, k := range f.company {
		if c.terms[k] {
			return true
		}
	}
	return false
}

func match[V comparable](doc *text.Document, list []atom, h hit[V]) Match[V] {
	a, z := list[h.from], list[h.to-1]
	m := Match[V]{
		Span:    text.Span{Start: a.Start, End: z.End},
		First:   a.token,
		Last:    z.token + 1,
		Value:   h.f.value,
		Pattern: h.f.text,
	}
	if !a.first {
		m.Prefix = part(doc, doc.Tokens[a.token].Start, a.Start)
	}
	if !z.last {
		m.Suffix = part(doc, z.End, doc.Tokens[z.token].End)
	}
	if next := z.token + 1; next < len(doc.Tokens) && z.last {
		m.Possessive = doc.Tokens[next].Shape.Has(text.Possessive) && doc.Tokens[next].Start == z.End
	}
	return m
}

// part is the rest of a hyphenated word, without the hyphen at the name's side.
func part(doc *text.Document, from, to int) string {
	return strings.Trim(text.Key(doc.Raw[from:to]), "-")
}

package link

import (
	"sort"
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// The sums from which on a description links: firm in any text, soft in one
// that mentions the initiative otherwise.
const (
	firm = 2.5
	soft = 1.75
)

// crowd is what three or more keys around the initiative's own noun have to be
// worth to link it without one beside the noun.
const crowd = 3.0

// reach is how many tokens to each side of a noun are searched for keys.
const reach = 40

// phrase is a noun of some class with the words that belong to it.
type phrase struct {
	noun        int // token
	first, last int // tokens of the phrase, half-open
	sentence    int
}

// candidate is an initiative of which a phrase shows keys.
type candidate struct {
	initiative    int
	seen, outside uint64 // keys inside the phrase, and in the sentence only
	first, last   int    // tokens from the first to the last key inside
	score         float64
	near, placed  bool // its place stands in the sentence, in the phrase
	capital       bool // a word of the definition is written as a name
	strong        bool // a place, a word of the name or two parties are inside
}

// described finds descriptions: a noun of an initiative's kind with enough of
// its keys. established, when not nil, are the initiatives to look for.
func (s *scan) described(threshold float64, established map[int]bool) []Mention {
	if len(s.hits) == 0 {
		return nil
	}
	s.setScene()
	var out []Mention
	for i := range s.doc.Tokens {
		t := &s.doc.Tokens[i]
		if t.Sentence < 0 || !s.isHead(t) || i > 0 && s.doc.Tokens[i-1].Lower == "in" && t.Lower == "force" || s.inHit(i) {
			continue
		}
		ph := s.phrase(i)
		best := s.best(ph, threshold, established)
		if best == nil {
			continue
		}
		first, last := min(best.first, i), max(best.last, i+1)
		out = append(out, Mention{
			Span: s.doc.SpanOf(first, last), First: first, Last: last, Initiative: best.initiative, Kind: Composed,
			How: "described: " + s.explain(ph, best),
		})
	}
	return out
}

// isHead reports whether a description can be built around a token.
func (s *scan) isHead(t *text.Token) bool {
	return isNoun(t.Lower) || people[t.Lower] || len(s.linker.heads) > 0 && t.Shape.Has(text.Word) && !function[t.Lower] && s.linker.heads[stem(t.Lower)]
}

// explain names the noun and the keys of a description.
func (s *scan) explain(ph phrase, c *candidate) string {
	out := s.doc.Tokens[ph.noun].Lower
	p := s.linker.profiles[c.initiative]
	for k := range p.keys {
		if c.seen&(1<<k) != 0 {
			out += " + " + p.keys[k].forms[0]
		}
	}
	return out
}

// phrase reads the noun phrase around the noun at token i: what stands before
// it without a function word between, and what a preposition or a relative
// clause ties to it behind.
func (s *scan) phrase(i int) phrase {
	toks := s.doc.Tokens
	ph := phrase{noun: i, first: i, last: i + 1, sentence: toks[i].Sentence}
	for k := i - 1; k >= 0 && i-k <= 8; k-- {
		t := &toks[k]
		if t.Sentence != ph.sentence || function[t.Lower] && !t.Is("and", "new") || t.Shape.Has(text.Punct) && !t.Shape.Has(text.QuoteMark) {
			break
		}
		if people[toks[i].Lower] && giving[t.Lower] {
			break // what stands before "sending soldiers" is not of the soldiers
		}
		if k < i-1 && isNoun(t.Lower) && toks[k+1].Shape.Has(text.Possessive) && !s.inHit(k) {
			break
		}
		ph.first = k
	}
	if strings.HasSuffix(toks[i].Lower, "ed") { // "the Council must be reformed"
		for k := i - 1; k > 0 && i-k <= 8 && toks[k].Sentence == ph.sentence && !toks[k].Shape.Has(text.Punct); k-- {
			ph.first = k
		}
	}
	for ph.first < i && toks[ph.first].Is("and") {
		ph.first++
	}
	k := i + 1
	for k < len(toks) && k <= i+3 && toks[k].Sentence == ph.sentence && (raised[toks[k].Lower] || k > i+1 && adjoined(toks[k].Lower)) {
		k++ // "now being raised for"
	}
	for k < len(toks) && (toks[k].Shape.Has(text.QuoteMark) || toks[k].Is("(", ")") || toks[k].Shape.Has(text.Upper) && k == i+2) {
		k++
	}
	if k >= len(toks) || toks[k].Sentence != ph.sentence || !s.verbal(i, k) && !toks[k].Is("for", "in", "to", "of", "on", "with", "between", "that", "which", "against", "over", "into", "within", "inside", "across", "at", "aimed", "covering", "from", "among", "along", "through", "modelled", "called", "known", "dubbed", "under", "by") {
		return ph
	}
	clause := toks[k].Is("that", "which")
	for ; k < len(toks) && k <= i+14; k++ {
		t := &toks[k]
		if t.Sentence != ph.sentence || t.Shape.Has(text.Punct) && !t.Shape.Has(text.QuoteMark|text.Punct) && !t.Is(",", "'", "’s") || t.Is(";", ":", ".", "?", "!", "—", "–") || closing[t.Lower] && !(clause && k <= i+4) {
			break
		}
		if k > i+1 && isNoun(t.Lower) && !s.isHit(k) && s.rival(i, k) {
			break
		}
		ph.last = k + 1
	}
	return ph
}

// verbal reports whether the noun is a verb with its object behind it: "to
// enlarge the Council".
func (s *scan) verbal(i, k int) bool {
	return i > 0 && k == i+1 && s.doc.Tokens[i-1].Is("to") && (s.doc.Tokens[k].Is("the", "a", "an") || s.isHit(k))
}

// raised words may stand between a noun and the preposition that ties it.
var raised = words(`now being planned proposed designed meant intended set raised formed assembled created currently due`)

// isHit reports whether a key begins at token i or runs over it.
func (s *scan) isHit(i int) bool {
	n := s.firstHit(i)
	return n < len(s.hits) && s.hits[n].first == i || s.inHit(i)
}

// inHit reports whether token i belongs to a key of several words.
func (s *scan) inHit(i int) bool {
	for n := s.firstHit(i - 8); n < len(s.hits) && s.hits[n].first <= i; n++ {
		if s.hits[n].last > i && s.hits[n].last-s.hits[n].first > 1 {
			return true
		}
	}
	return false
}

// closing words end what belongs to a noun.
var closing = words(`is was were are has had have will would could should may might must said says say told after because when while although though but
	if unless as since before until despite whether than where`)

// rival reports whether the noun at k takes over what follows: it is of a kind
// of its own and has an article before it.
func (s *scan) rival(i, k int) bool {
	if loose(s.doc.Tokens[k].Lower) {
		return false
	}
	for j := k - 1; j > i && j >= k-4; j-- {
		if s.doc.Tokens[j].Is("a", "an", "the") {
			return true
		}
	}
	return false
}

// best returns the initiative that a phrase describes best, or nil.
func (s *scan) best(ph phrase, threshold float64, established map[int]bool) *candidate {
	var found []candidate
	index := map[int]int{}
	from := sort.Search(len(s.hits), func(i int) bool { return s.hits[i].first >= ph.noun-reach })
	for _, h := range s.hits[from:] {
		if h.first > ph.noun+reach {
			break
		}
		if s.doc.Tokens[h.first].Line != s.doc.Tokens[ph.noun].Line || h.first == ph.noun {
			continue
		}
		inside := h.first >= ph.first && h.last <= ph.last
		for _, at := range h.postings {
			if established != nil && !established[at.initiative] {
				continue
			}
			n, known := index[at.initiative]
			if !known {
				if s.linker.profiles[at.initiative].fit(s.doc.Tokens[ph.noun].Lower) == 0 {
					continue
				}
				n = len(found)
				index[at.initiative] = n
				found = append(found, candidate{initiative: at.initiative, first: ph.noun, last: ph.noun + 1})
			}
			c := &found[n]
			if inside {
				c.seen |= 1 << at.key
				if h.capital && s.linker.profiles[at.initiative].keys[at.key].role == topic && !s.doc.Tokens[ph.noun].Shape.Has(text.Capital) && !s.doc.Tokens[h.first].Shape.Has(text.LineStart) {
					c.capital = true
				}
				c.first, c.last = min(c.first, h.first), max(c.last, h.last)
			} else {
				c.outside |= 1 << at.key
			}
		}
	}
	var best *candidate
	placed := false
	for n := range found {
		s.score(ph, &found[n])
		placed = placed || (found[n].near || found[n].placed) && found[n].score >= soft
	}
	for n := range found {
		c := &found[n]
		if placed && !found[n].near && !found[n].placed && s.linker.profiles[c.initiative].placeless {
			c.score -= otherWord // the force of a place that is named, rather than one of none
		}
		if c.score >= threshold && c.strong && (best == nil || c.score > best.score) {
			best = c
		}
	}
	return best
}

// soldiers is what a noun for those who make up a force is worth: more with a
// word that makes them a joint undertaking; "forces" are nothing without.
func (s *scan) soldiers(ph phrase) float64 {
	for i := ph.noun - 1; i >= ph.first; i-- {
		if joint[s.doc.Tokens[i].Lower] {
			return kinNoun
		}
	}
	if s.doc.Tokens[ph.noun].Is("forces", "military") {
		return 0
	}
	return looseNoun
}

// common is what the generic words before a noun are worth that the
// initiative's definition has too.
func (s *scan) common(ph phrase, p *profile) float64 {
	sum := 0.0
	for i := ph.first; i < ph.noun; i++ {
		if p.common[joined(stem(s.doc.Tokens[i].Lower))] {
			sum += genericValue
		}
	}
	return sum
}

// setScene notes the initiatives of which the title or the first two sentences
// name keys, with their values.
func (s *scan) setScene() {
	if s.scene != nil {
		return
	}
	s.scene = map[int]float64{}
	seen := map[posting]bool{}
	count := func(h hit) {
		for _, at := range h.postings {
			if key := s.linker.profiles[at.initiative].keys[at.key]; !seen[at] && key.value > aboutValue {
				seen[at] = true
				s.scene[at.initiative] += key.value
			}
		}
	}
	for _, h := range s.hits {
		if s.doc.Tokens[h.first].Sentence < 2 {
			count(h)
		}
	}
	if s.context != nil {
		for _, h := range s.context.hits {
			count(h)
		}
	}
}

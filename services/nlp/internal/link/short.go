package link

import (
	"maps"
	"slices"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// howShortForm is Mention.How of a noun alone.
const howShortForm = "short form"

// mostRecent is how many initiatives a noun alone can stand for.
const mostRecent = 16

// shortForms adds "the force" and its like behind the first mention, and in a
// text whose title mentions an initiative from the start. A noun goes to the
// initiative that it fits best; of several, to the last one spoken of.
func (s *scan) shortForms(found []Mention, titled map[int]bool) []Mention {
	out := []Mention{}
	var recent []int // initiatives, the last one spoken of at the end
	see := func(i int) {
		for k, r := range recent {
			if r == i {
				recent = append(recent[:k], recent[k+1:]...)
				break
			}
		}
		if recent = append(recent, i); len(recent) > mostRecent {
			recent = recent[1:]
		}
	}
	for _, i := range slices.Sorted(maps.Keys(titled)) {
		see(i)
	}
	k := 0
	for i := 0; i < len(s.doc.Tokens); i++ {
		if k < len(found) && found[k].First <= i {
			see(found[k].Initiative)
			out = append(out, found[k])
			i = max(i, found[k].Last-1)
			k++
			continue
		}
		end, ok := s.definite(i)
		if !ok || k < len(found) && end > found[k].First {
			continue
		}
		if target, fits := s.target(end-1, recent); fits {
			out = append(out, Mention{Span: s.doc.SpanOf(i, end), First: i, Last: end, Initiative: target, Kind: Generic, How: howShortForm})
		}
	}
	return out
}

// target chooses the initiative that the noun at a token stands for.
func (s *scan) target(noun int, recent []int) (int, bool) {
	best, fit := -1, 0.0
	for k := len(recent) - 1; k >= 0; k-- {
		p := s.linker.profiles[recent[k]]
		f := p.fit(s.doc.Tokens[noun].Lower)
		if f == looseNoun && k < len(recent)-1 {
			continue // "the plan" is whatever was spoken of last
		}
		if f > fit+0.25 {
			best, fit = recent[k], f
		}
	}
	if best < 0 || s.elsewhere(noun+1, s.doc.Tokens[noun].Sentence, &candidate{initiative: best}) {
		return 0, false
	}
	return best, true
}

// definite reads "the (proposed) force" at token i: an article or
// demonstrative, at most three lower-case words, a noun of a class.
func (s *scan) definite(i int) (end int, ok bool) {
	toks := s.doc.Tokens
	t := &toks[i]
	if t.Sentence < 0 || !t.Is("the", "this", "that", "such", "any", "its", "these", "those") {
		return 0, false
	}
	for j := i + 1; j < len(toks) && j <= i+4; j++ {
		w := &toks[j]
		if w.Sentence != t.Sentence || w.Shape.Has(text.Punct) || w.Shape.Has(text.Capital) && !t.Shape.Has(text.LineStart) && !w.Shape.Has(text.Hyphenated) {
			return 0, false
		}
		if s.isHead(w) && !people[w.Lower] {
			if j+1 < len(toks) && isNoun(toks[j+1].Lower) && toks[j+1].Sentence == t.Sentence {
				continue
			}
			return j + 1, !otherThings[toks[j-1].Lower]
		}
		if function[w.Lower] {
			return 0, false
		}
	}
	return 0, false
}

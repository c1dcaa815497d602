package link

import (
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// generic adds "the force" and its like behind the first explicit mention.
func (s *scan) generic(found []Mention, titled map[int]bool) []Mention {
	out := []Mention{}
	k, last := 0, -1
	recent := map[nounClass]int{}
	see := func(i int) {
		last = i
		recent[s.linker.profiles[i].class] = i
	}
	for i := range s.linker.profiles {
		if titled[i] {
			see(i)
		}
	}
	for i := 0; i < len(s.doc.Tokens); i++ {
		if k < len(found) && found[k].First == i {
			see(found[k].Initiative)
			out = append(out, found[k])
			i = found[k].Last - 1
			k++
			continue
		}
		if end, class, ok := s.definite(i); ok && last >= 0 {
			target, known := recent[class]
			if class == anyClass {
				target, known = last, true
			}
			if known && (k >= len(found) || end <= found[k].First) {
				out = append(out, Mention{s.doc.SpanOf(i, end), i, end, target, Generic})
			}
		}
	}
	return out
}

// definite reads "the (proposed) force" at token i: an article or
// demonstrative, at most two lower-case words, a noun of a class, and behind it
// no tie to another name.
func (s *scan) definite(i int) (end int, class nounClass, ok bool) {
	t := s.doc.Tokens[i]
	if t.Sentence < 0 || !t.Is("the", "this", "that", "such", "any", "its", "these", "those") {
		return 0, noClass, false
	}
	for j := i + 1; j < len(s.doc.Tokens) && j <= i+4; j++ {
		w := s.doc.Tokens[j]
		if w.Sentence != t.Sentence || w.Shape.Has(text.Punct) || w.Shape.Has(text.Capital) && !t.Shape.Has(text.LineStart) && !w.Shape.Has(text.Hyphenated) {
			return 0, noClass, false
		}
		if c := classOf(w.Lower); c != noClass && w.Lower != "forces" && !otherThings[s.doc.Tokens[j-1].Lower] {
			if j+1 < len(s.doc.Tokens) && classOf(s.doc.Tokens[j+1].Lower) != noClass {
				continue
			}
			return j + 1, c, !s.tied(j + 1)
		}
		if !s.adjectival(w) {
			return 0, noClass, false
		}
	}
	return 0, noClass, false
}

// tied reports whether "in Lebanon", "of NATO" follows: another thing then.
func (s *scan) tied(i int) bool {
	if i+1 >= len(s.doc.Tokens) || !s.doc.Tokens[i].Is("in", "of", "for", "to", "between", "with") {
		return false
	}
	for j := i + 1; j <= i+3 && j < len(s.doc.Tokens) && s.doc.Tokens[j].Sentence == s.doc.Tokens[i].Sentence; j++ {
		if s.doc.Tokens[j].Shape.Has(text.Capital) {
			for _, p := range s.places {
				if p.First <= j && j < p.Last {
					return false
				}
			}
			return true
		}
	}
	return false
}

package link

import (
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// What speaks against a description.
const (
	otherKind  = 2.0 // a police force
	otherWord  = 1.0 // a noun before the noun that the definition lacks
	otherName  = 1.5 // a name before the noun that the definition lacks
	otherPlace = 2.0 // "for Lebanon"
	ownForce   = 1.5 // "Ukraine's force" is its army
)

// foreign is how much of a phrase speaks of something else than a candidate.
func (s *scan) foreign(ph phrase, c *candidate, p *profile) float64 {
	against := 0.0
	toks := s.doc.Tokens
	heading := s.shouted(ph)
	for i := ph.first; i < ph.noun; i++ {
		t := &toks[i]
		if !t.Shape.Has(text.Word) || t.Shape.Has(text.Possessive) || s.isKey(i, c) || p.knows(t.Lower) {
			continue
		}
		if toks[i+1].Shape.Has(text.Possessive) && !t.Shape.Has(text.Capital) {
			continue // "the world's first"
		}
		switch {
		case people[toks[ph.noun].Lower] && joint[t.Lower]: // "European peacekeeping troops"
		case i == ph.noun-1 && otherThings[t.Lower]:
			against += otherKind
		case adjoined(t.Lower):
		case t.Shape.Has(text.Capital) && !heading && i > 0 && !t.Shape.Has(text.LineStart):
			against = max(against, otherName)
		case t.Shape.Has(text.Capital), isNoun(t.Lower):
		default:
			against = max(against, otherWord)
		}
	}
	if p.class[forceClass] && ph.noun > 0 {
		for i := ph.first; i < ph.noun; i++ {
			if s.isKey(i, c) && s.keyRole(i, c) == place && (toks[i+1].Shape.Has(text.Possessive) || demonym(toks[i].Lower)) {
				against += ownForce
			}
		}
	}
	if next := ph.noun + 1; next < len(toks) && toks[next].Sentence == ph.sentence && toks[next].Shape.Has(text.Capital) && !heading && !calendar[toks[next].Lower] &&
		!s.isKey(next, c) && !p.knows(toks[next].Lower) {
		against = max(against, otherName) // "the mission Irini"
	}
	if s.elsewhere(ph.noun+1, ph.sentence, c) {
		against += otherPlace
	}
	return against
}

// demonym reports whether a word looks like the adjective of a state.
func demonym(w string) bool {
	for _, e := range [...]string{"ian", "ean", "ish", "ese", "aqi", "aeli", "emeni", "stani", "ench"} {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// shouted reports whether a phrase stands where all words are capitalised.
func (s *scan) shouted(ph phrase) bool {
	kind := s.doc.Lines[s.doc.Tokens[ph.noun].Line].Kind
	return kind == text.Heading || kind == text.RepeatedTitle || s.doc.Tokens[ph.noun].Shape.Has(text.Capital) && ph.noun == ph.first
}

func (p *profile) knows(w string) bool {
	s := stem(w)
	return p.stems[s] || p.common[joined(s)] || p.nouns[w] > 0
}

// isKey reports whether token i belongs to a key of the candidate.
func (s *scan) isKey(i int, c *candidate) bool {
	_, ok := s.keyAt(i, c.initiative)
	return ok
}

func (s *scan) keyRole(i int, c *candidate) role {
	k, _ := s.keyAt(i, c.initiative)
	return s.linker.profiles[c.initiative].keys[k].role
}

func (s *scan) keyAt(i, initiative int) (int, bool) {
	for n := s.firstHit(i - 8); n < len(s.hits) && s.hits[n].first <= i; n++ {
		h := s.hits[n]
		if h.last <= i {
			continue
		}
		for _, at := range h.postings {
			if at.initiative == initiative {
				return at.key, true
			}
		}
	}
	return 0, false
}

// firstHit is the index of the first hit at or behind a token.
func (s *scan) firstHit(token int) int {
	lo, hi := 0, len(s.hits)
	for lo < hi {
		if mid := (lo + hi) / 2; s.hits[mid].first < token {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// runKey reports whether the capitals that begin at token j hold a key of the
// candidate or a word of its definition: "Democratic Republic of Congo".
func (s *scan) runKey(j int, c *candidate) bool {
	toks := s.doc.Tokens
	for k := j; k < len(toks) && k < j+6 && toks[k].Sentence == toks[j].Sentence; k++ {
		t := &toks[k]
		if !t.Shape.Has(text.Capital) && !t.Is("of", "the") {
			return false
		}
		if s.isKey(k, c) || t.Shape.Has(text.Capital) && s.linker.profiles[c.initiative].knows(t.Lower) {
			return true
		}
	}
	return false
}

// elsewhere reports whether right behind the noun a preposition ties it to a
// name that is no key of the candidate: "for Lebanon", "with Turkey".
func (s *scan) elsewhere(i, sentence int, c *candidate) bool {
	toks := s.doc.Tokens
	if i+1 >= len(toks) || !toks[i].Is("in", "of", "for", "to", "between", "with", "against", "on", "from") {
		return false
	}
	if p := s.linker.profiles[c.initiative]; toks[i].Is("to") && !p.class[forceClass] && !p.class[guaranteeClass] && !p.class[saleClass] && !p.class[moneyClass] {
		return false
	}
	for j := i + 1; j <= i+3 && j < len(toks) && toks[j].Sentence == sentence; j++ {
		t := &toks[j]
		switch {
		case t.Shape.Has(text.Capital) && !calendar[t.Lower]:
			if j+2 < len(toks) && toks[j+1].Shape.Has(text.Possessive) && s.isKey(j+2, c) {
				return false // "on Russia's aggression"
			}
			return !s.runKey(j, c)
		case t.Is("the", "a", "an"), t.Shape.Has(text.Word) && neutral[t.Lower]:
		default:
			return false
		}
	}
	return false
}

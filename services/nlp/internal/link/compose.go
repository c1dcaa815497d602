package link

import (
	"github.com/barograph/barograph/services/nlp/internal/alias"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// composed joins nouns to places: "Gaza force", "a force to stabilise Gaza",
// "guarantees for Ukraine", "Ukraine's guarantees".
func (s *scan) composed() []Mention {
	var out []Mention
	for _, place := range s.places {
		p := &s.linker.profiles[place.Value]
		if first, last, ok := s.headAfter(p, place); ok && !s.linker.adjectives[place.Pattern] {
			out = append(out, Mention{s.doc.SpanOf(first, last), first, last, place.Value, Composed})
		} else if first, last, ok := s.headBefore(p, place); ok {
			out = append(out, Mention{s.doc.SpanOf(first, last), first, last, place.Value, Composed})
		}
	}
	return out
}

func (s *scan) headAfter(p *profile, place alias.Match[int]) (first, last int, ok bool) {
	for i := place.Last; i < len(s.doc.Tokens) && i <= place.Last+3; i++ {
		t := s.doc.Tokens[i]
		if t.Shape.Has(text.Possessive) && i == place.Last {
			continue
		}
		if t.Shape.Has(text.Punct) || t.Sentence != s.doc.Tokens[place.First].Sentence {
			return 0, 0, false
		}
		if s.isHead(p, place.First, i) {
			return place.First, i + 1, s.distinct(p, i)
		}
		if !s.adjectival(t) {
			return 0, 0, false
		}
	}
	return 0, 0, false
}

func (s *scan) headBefore(p *profile, place alias.Match[int]) (first, last int, ok bool) {
	for i := place.First - 1; i >= 0 && i >= place.First-9; i-- {
		t := s.doc.Tokens[i]
		if t.Sentence != s.doc.Tokens[place.First].Sentence || t.Shape.Has(text.Stop) || t.Is(",", ";", ":", "(", ")") {
			return 0, 0, false
		}
		if s.isHead(p, max(0, i-4), i) {
			if !s.joined(i+1, place.First) {
				return 0, 0, false
			}
			start := i
			for start > 0 && i-start < 4 && s.adjectival(s.doc.Tokens[start-1]) && s.doc.Tokens[start-1].Sentence == t.Sentence {
				start--
			}
			return start, place.Last, s.distinct(p, i)
		}
		if c := classOf(t.Lower); c != noClass && c != anyClass {
			return 0, 0, false // another thing is nearer to the place
		}
	}
	return 0, 0, false
}

// isHead reports whether token i names the kind of initiative: by the noun of
// its own names, by another noun of the class with one of its modifiers before
// it ("security commitments"), or, for forces, in the plural and with a word
// that makes it one ("multinational forces", "foreign troops").
func (s *scan) isHead(p *profile, from, i int) bool {
	w := s.doc.Tokens[i].Lower
	if p.heads[w] {
		return true
	}
	class := classOf(w)
	troops := p.class == forceClass && (class == forceClass || w == "troops" || w == "soldiers")
	// A guarantee may be given as a pact, and the other way round.
	kin := p.class == guaranteeClass && class == pactClass || p.class == pactClass && class == guaranteeClass
	if p.class == noClass || class != p.class && !troops && !kin {
		return false
	}
	for k := i - 1; k >= from && k >= i-3; k-- {
		m := s.doc.Tokens[k].Lower
		if p.modifiers[m] && w != "forces" || troops && joint[m] {
			return true
		}
		if !s.adjectival(s.doc.Tokens[k]) {
			return false
		}
	}
	return false
}

// joined reports whether the tokens between a noun and a place tie the two.
func (s *scan) joined(from, to int) bool {
	for i := from; i < to; i++ {
		if s.doc.Tokens[i].Is("for", "in", "to", "of", "into", "within", "inside", "across", "on", "over", "with") {
			return true
		}
	}
	return false
}

// adjectival reports whether a word can stand between a place and its noun.
func (s *scan) adjectival(t text.Token) bool {
	if t.Shape.Has(text.Punct) || t.Is("the", "a", "an", "and", "or", "to", "in", "of", "for", "by", "is", "was", "has", "have", "had", "would", "will", "that", "which", "with", "on", "from", "as", "at", "his", "its", "their", "this") {
		return false
	}
	return t.Shape.Has(text.Word)
}

// distinct rules out nouns that the words around them make something else.
func (s *scan) distinct(p *profile, head int) bool {
	if head > 0 && otherThings[s.doc.Tokens[head-1].Lower] && !p.modifiers[s.doc.Tokens[head-1].Lower] {
		return false
	}
	return head == 0 || s.doc.Tokens[head-1].Lower != "in" // "in force"
}

package link

import (
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// beside finds nouns that hardly mean anything else ("guarantees") in a
// sentence with a place of the initiative, however the two are tied.
func (s *scan) beside() []Mention {
	var out []Mention
	for _, place := range s.places {
		p := &s.linker.profiles[place.Value]
		if p.class != guaranteeClass {
			continue
		}
		sentence := s.doc.Tokens[place.First].Sentence
		if sentence < 0 {
			continue
		}
		for i := s.doc.Sentences[sentence].First; i < s.doc.Sentences[sentence].Last; i++ {
			if t := s.doc.Tokens[i]; p.heads[t.Lower] && t.Is("guarantee", "guarantees", "assurances") {
				out = append(out, Mention{s.doc.SpanOf(i, i+1), i, i + 1, place.Value, Composed})
			}
		}
	}
	return out
}

// sendings finds "send soldiers to Elbonia" for initiatives that are forces.
// Armies go to places for many reasons, so it counts only in texts that speak
// of a force or a mission as well, or mention the initiative otherwise.
func (s *scan) sendings(mentioned bool) []Mention {
	if !mentioned && !s.speaksOfForce() {
		return nil
	}
	var out []Mention
	for _, place := range s.places {
		p := &s.linker.profiles[place.Value]
		if p.class != forceClass {
			continue
		}
		for i := place.First - 1; i >= 1 && i >= place.First-8; i-- {
			t := s.doc.Tokens[i]
			if t.Sentence != s.doc.Tokens[place.First].Sentence || t.Shape.Has(text.Punct) {
				break
			}
			if giving[t.Lower] && s.soldiers(i+1, place.First) {
				out = append(out, Mention{s.doc.SpanOf(i, place.Last), i, place.Last, place.Value, Composed})
				break
			}
		}
	}
	return out
}

func (s *scan) soldiers(from, to int) bool {
	for i := from; i < to; i++ {
		if t := s.doc.Tokens[i]; t.Is("troops", "soldiers", "military", "peacekeepers", "contingent", "contingents", "units", "forces", "battalion", "men", "officers", "police") {
			return true
		}
	}
	return false
}

func (s *scan) speaksOfForce() bool {
	for i, t := range s.doc.Tokens {
		if i > 0 && t.Is("force", "mission", "contingent", "peacekeepers") && s.doc.Tokens[i-1].Is("the", "a", "international", "multinational", "peacekeeping") {
			return true
		}
	}
	return false
}

package link

import (
	"sort"
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/alias"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// scan looks for mentions in one document.
type scan struct {
	linker *Linker
	doc    *text.Document
	places []alias.Match[int]
}

// explicit returns the named and the composed mentions in text order, of
// overlapping ones the longest.
func (s *scan) explicit(context *text.Document) []Mention {
	s.places = s.linker.places.Find(s.doc)
	var out []Mention
	for _, m := range s.linker.names.Find(s.doc, context) {
		if !s.kept(m) {
			continue
		}
		kind := Named
		if s.linker.profiles[m.Value].weak(m.Pattern) {
			kind = weakName
		}
		out = append(out, Mention{m.Span, m.First, m.Last, m.Value, kind})
	}
	out = append(out, s.composed()...)
	out = append(out, s.sendings(len(out) > 0)...)
	out = append(out, s.beside()...)
	return s.settleWeak(s.resolve(out))
}

// settleWeak gives descriptions that may fit several initiatives of a class to
// the one that the text mentions otherwise, when there is one.
func (s *scan) settleWeak(ms []Mention) []Mention {
	firm := map[int]bool{}
	for _, m := range ms {
		if m.Kind != weakName {
			firm[m.Initiative] = true
		}
	}
	for i := range ms {
		if ms[i].Kind != weakName {
			continue
		}
		ms[i].Kind = Named
		if firm[ms[i].Initiative] {
			continue
		}
		for k := range s.linker.profiles {
			if firm[k] && s.linker.profiles[k].class == s.linker.profiles[ms[i].Initiative].class {
				ms[i].Initiative, ms[i].Kind = k, Generic
				break
			}
		}
	}
	return ms
}

// kept drops a name that is one common noun ("army") unless its company stands
// in the same paragraph: anywhere in the text would be too far for such a word.
func (s *scan) kept(m alias.Match[int]) bool {
	if m.Last-m.First > 1 || s.doc.Tokens[m.First].Shape.Has(text.Capital) {
		return true
	}
	company := s.linker.profiles[m.Value].company(m.Pattern)
	if len(company) == 0 {
		return true
	}
	paragraph := " " + keys(s.doc, s.doc.Tokens[m.First].Line) + " "
	for _, c := range company {
		if strings.Contains(paragraph, " "+strings.ToLower(c)+" ") {
			return true
		}
	}
	return false
}

// keys joins the words of a line in lower case.
func keys(doc *text.Document, line int) string {
	var words []string
	for _, t := range doc.Tokens {
		if t.Line == line && t.Shape.Has(text.Word) {
			words = append(words, t.Lower)
		}
	}
	return strings.Join(words, " ")
}

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

// resolve drops mentions that a longer one covers and settles names that
// several initiatives share by the nearest place.
func (s *scan) resolve(ms []Mention) []Mention {
	sort.SliceStable(ms, func(a, b int) bool {
		if ms[a].First != ms[b].First {
			return ms[a].First < ms[b].First
		}
		if ms[a].Last != ms[b].Last {
			return ms[a].Last > ms[b].Last
		}
		if da, db := s.placeDistance(ms[a]), s.placeDistance(ms[b]); da != db {
			return da < db
		}
		if ms[a].Kind != ms[b].Kind {
			return ms[a].Kind < ms[b].Kind
		}
		return ms[a].Initiative < ms[b].Initiative
	})
	var out []Mention
	for _, m := range ms {
		if n := len(out); n > 0 && m.First < out[n-1].Last {
			if m.Last-m.First > out[n-1].Last-out[n-1].First && m.Initiative != out[n-1].Initiative {
				out[n-1] = m
			}
			continue
		}
		out = append(out, m)
	}
	return out
}

// placeDistance is the number of tokens to the nearest place of the initiative.
func (s *scan) placeDistance(m Mention) int {
	best := 1 << 20
	for _, p := range s.places {
		if p.Value == m.Initiative {
			best = min(best, max(p.First-m.Last, m.First-p.Last, 0))
		}
	}
	return best
}

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

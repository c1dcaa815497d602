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

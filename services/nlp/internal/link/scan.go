package link

import (
	"maps"
	"sort"

	"github.com/barograph/barograph/services/nlp/internal/alias"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// scan looks for mentions in one document; context is the title's, or for the
// title the body's.
type scan struct {
	linker  *Linker
	doc     *text.Document
	hits    []hit
	context *scan
	// scene holds the initiatives of which the title or the opening names a key.
	scene map[int]float64
}

// explicit returns the named and the described mentions in text order, of
// overlapping ones the longest.
// titled are the initiatives that the title mentions.
func (s *scan) explicit(titled map[int]bool) []Mention {
	named := s.named()
	established := maps.Clone(titled)
	if established == nil {
		established = map[int]bool{}
	}
	note := func(ms []Mention) {
		for _, m := range ms {
			established[m.Initiative] = true
		}
	}
	note(named)
	note(s.described(firm, nil))
	sent := s.sendings(established)
	note(sent)
	if len(established) == 0 {
		return nil
	}
	found := append(s.described(soft, established), sent...)
	return s.leaveShort(s.resolve(append(named, found...)), titled)
}

// leaveShort drops described mentions that are a definite noun alone behind
// another mention of the same initiative: those are short forms.
func (s *scan) leaveShort(ms []Mention, titled map[int]bool) []Mention {
	seen := maps.Clone(titled)
	if seen == nil {
		seen = map[int]bool{}
	}
	var out []Mention
	for _, m := range ms {
		bare := m.Kind == Composed && m.Last-m.First == 1 && m.First > 0 && s.doc.Tokens[m.First-1].Is("the", "this", "that", "such", "its")
		if bare && seen[m.Initiative] {
			continue
		}
		seen[m.Initiative] = true
		out = append(out, m)
	}
	return out
}

// ref is one name of one initiative, lineRef one in a line.
type ref struct {
	initiative int
	text       string
}

type lineRef struct {
	ref
	line int
}

// named returns the mentions by name that have the company they need.
func (s *scan) named() []Mention {
	var out []Mention
	matches := s.linker.names.Find(s.doc, s.context.doc)
	full := map[int]bool{}
	for _, m := range matches {
		if n := s.nameOf(m); !n.keyed && len(n.company) == 0 && n.how != howAcronym && n.how != howAlias && !s.lowered(m, n) {
			full[m.Value] = true
		}
	}
	defined := s.definitions(matches)
	accepted := map[ref]string{}
	judged := map[lineRef]bool{}
	for _, m := range matches {
		at := lineRef{ref{m.Value, m.Pattern}, s.doc.Tokens[m.First].Line}
		if accepted[at.ref] != "" || judged[at] && !s.lowered(m, s.nameOf(m)) {
			continue
		}
		judged[at] = true
		if how, ok := s.judge(m, full, defined); ok {
			accepted[at.ref] = how
		}
	}
	inCompany := map[lineRef]bool{}
	for _, m := range matches {
		at := lineRef{ref{m.Value, m.Pattern}, s.doc.Tokens[m.First].Line}
		how := accepted[at.ref]
		if how == "" {
			continue
		}
		ok, known := inCompany[at]
		if !known {
			ok = s.allowed(m)
			inCompany[at] = ok
		}
		if ok {
			out = append(out, Mention{Span: m.Span, First: m.First, Last: m.Last, Initiative: m.Value, Kind: Named, How: how})
		}
	}
	return out
}

func (s *scan) nameOf(m alias.Match[int]) *name {
	p := s.linker.profiles[m.Value]
	return &p.names[p.byText[m.Pattern]]
}

// judge decides whether a match stands for the initiative, and by which rule.
func (s *scan) judge(m alias.Match[int], full map[int]bool, defined map[string]definition) (string, bool) {
	n := s.nameOf(m)
	if single(m) && isAcronym(n.text) {
		if d, ok := defined[n.text]; ok {
			if d.means[m.Value] {
				return n.how + " (defined)", true
			}
			if d.other {
				return "", false
			}
		}
	}
	if full[m.Value] && m.Last-m.First >= 1 {
		return n.how, true
	}
	switch {
	case n.keyed:
		if s.accompanied(m) {
			return n.how + " (in company)", true
		}
		return "", false
	case len(n.company) > 0 && single(m):
		return n.how + " (in company)", s.inParagraph(m, n.company)
	case len(n.company) > 0:
		return n.how + " (in company)", true
	case m.Last-m.First == 2 && s.lowered(m, n):
		return n.how, s.accompanied(m)
	}
	return n.how, true
}

func single(m alias.Match[int]) bool { return m.Last-m.First == 1 }

// lowered reports whether a name of two words, capitalised by definition, is
// written in lower case: it may then be two plain words.
func (s *scan) lowered(m alias.Match[int], n *name) bool {
	return startsUpper(n.text) && !s.doc.Tokens[m.First].Shape.Has(text.Capital) && !s.doc.Tokens[m.Last-1].Shape.Has(text.Capital)
}

// allowed drops one common noun ("army") unless its company stands in the same
// paragraph: anywhere in the text would be too far for such a word.
func (s *scan) allowed(m alias.Match[int]) bool {
	n := s.nameOf(m)
	if !single(m) || s.doc.Tokens[m.First].Shape.Has(text.Capital) || len(n.company) == 0 {
		return true
	}
	return s.inParagraph(m, n.company)
}

// inParagraph reports whether one of the terms stands in the match's line or
// in the title.
func (s *scan) inParagraph(m alias.Match[int], terms []string) bool {
	line := s.doc.Tokens[m.First].Line
	return contains(s.doc, line, terms) || s.context != nil && contains(s.context.doc, -1, terms)
}

// mostHits bounds the keys that are looked through for company.
const mostHits = 5000

// accompanied reports whether a key of the initiative stands beside a name: in
// its paragraph, in the title, or in the opening.
func (s *scan) accompanied(m alias.Match[int]) bool {
	line := s.doc.Tokens[m.First].Line
	p := s.linker.profiles[m.Value]
	sum := 0.0
	seen := uint64(0)
	count := func(h hit) {
		for _, at := range h.postings {
			if at.initiative == m.Value && seen&(1<<at.key) == 0 {
				seen |= 1 << at.key
				sum += p.keys[at.key].value
			}
		}
	}
	for n, h := range s.hits {
		sentence := s.doc.Tokens[h.first].Sentence
		if s.doc.Tokens[h.first].Line > line || n > mostHits {
			break
		}
		if (h.last <= m.First || h.first >= m.Last) && (s.doc.Tokens[h.first].Line == line || sentence >= 0 && sentence < 2) {
			count(h)
		}
	}
	if s.context != nil {
		for _, h := range s.context.hits {
			count(h)
		}
	}
	return sum >= aboutValue
}

// resolve drops mentions that a longer or stronger one covers.
func (s *scan) resolve(ms []Mention) []Mention {
	sort.SliceStable(ms, func(a, b int) bool {
		x, y := ms[a], ms[b]
		switch {
		case x.Kind != y.Kind:
			return x.Kind < y.Kind
		case x.Last-x.First != y.Last-y.First && x.Kind == Named:
			return x.Last-x.First > y.Last-y.First
		case x.Kind == Named && x.First == y.First && s.nearness(x) != s.nearness(y):
			return s.nearness(x) < s.nearness(y)
		case x.First != y.First:
			return x.First < y.First
		}
		return x.Initiative < y.Initiative
	})
	taken := make([]bool, len(s.doc.Tokens))
	var out []Mention
	for _, m := range ms {
		free := true
		for i := m.First; i < m.Last; i++ {
			free = free && !taken[i]
		}
		if !free {
			continue
		}
		out = append(out, m)
		for i := m.First; i < m.Last; i++ {
			taken[i] = true
		}
	}
	sort.Slice(out, func(a, b int) bool { return out[a].First < out[b].First })
	return out
}

// nearby is how many tokens around a mention are searched for its keys.
const nearby = 200

// nearness is the number of tokens to the nearest key of the initiative.
func (s *scan) nearness(m Mention) int {
	best := 1 << 20
	for n := s.firstHit(m.First - nearby); n < len(s.hits) && s.hits[n].first < m.Last+nearby; n++ {
		h := s.hits[n]
		for _, at := range h.postings {
			if at.initiative == m.Initiative && (h.last <= m.First || h.first >= m.Last) {
				best = min(best, max(h.first-m.Last, m.First-h.last))
			}
		}
	}
	return best
}

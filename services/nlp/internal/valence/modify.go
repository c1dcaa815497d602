package valence

import "github.com/barograph/barograph/services/nlp/internal/syntax"

// modified adds what the adjectives and adverbs of w make of it.
func (s *sentence) modified(w int, v Value, depth int) Value {
	for c := range s.Children(w) {
		if s.inner[c] && s.words[c] == nil {
			continue
		}
		r := s.rel(c)
		if r != syntax.Amod && r != syntax.Advmod && r != syntax.Compound || negation(s.low[c]) {
			continue
		}
		v = s.coloured(w, v, c, depth)
	}
	return v
}

// coloured is value v of w seen with modifier c: what is bad spoils what is
// good, and what is good does not mend what is bad; a participle acts on the
// noun as on its object ("the resolved dispute").
func (s *sentence) coloured(w int, v Value, c, depth int) Value {
	k, t := s.words[c], s.token(c)
	if k == nil {
		return v
	}
	if k.class == more || k.class == less || k.class == flip {
		if s.rel(c) == syntax.Compound || s.rel(c) == syntax.Advmod && !s.pos(w).Nominal() {
			return v
		}
		return s.shifted(c, k, v, Value{})
	}
	if s.rel(c) == syntax.Amod && s.Words[c].Tag == syntax.VBN && v.Milli < 0 && (k.class == hinder || k.class == flip) {
		return s.apply(c, v, Value{})
	}
	m := s.value(c, depth+1)
	switch {
	case m.Milli == 0 || s.rel(c) == syntax.Compound && v.Milli != 0:
		return v
	case v.Milli == 0:
		return v.with(m.Milli, "qualified", t)
	case m.Milli < 0 && v.Milli > 0:
		return v.with(m.Milli, "spoilt", t)
	case m.Milli > 0 && v.Milli < 0:
		return v
	}
	return v.with(v.Milli+m.Milli/5, "qualified", t)
}

// negation reports whether a word denies what it stands with.
func negation(low string) bool {
	switch low {
	case "not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "scarcely", "barely", "nobody", "none", "nothing", "cannot":
		return true
	}
	return false
}

// denied turns v where w is negated. What is not good is bad; what is not bad is
// hardly good. That an act did not happen, of which nothing is known, is
// slightly bad: news expects what it denies.
func (s *sentence) denied(w int, v Value) Value {
	n := s.negated(w)
	switch {
	case n < 0:
		return v
	case v.Milli > 0:
		return v.with(-v.Milli*9/10, "denied by", s.token(n))
	case v.Milli < 0:
		return v.with(-v.Milli*4/10, "denied by", s.token(n))
	}
	return v.with(-unsaid, "denied by", s.token(n))
}

// unsaid is what it costs that something neutral is denied.
const unsaid = 300

// negated returns the word that denies w, or -1. The negation of a noun whose
// value w passes on ("no agreement was reached") has been counted there.
func (s *sentence) negated(w int) int {
	for c := range s.Children(w) {
		switch r := s.rel(c); {
		case negation(s.low[c]) && (r == syntax.Advmod || r == syntax.Det || r.Subject() || r == syntax.CcPreconj || r == syntax.Obj):
			if c+1 == len(s.low) || s.low[c+1] != "only" && s.low[c+1] != "just" && s.low[c+1] != "merely" {
				return c
			}
		case r == syntax.Nsubj && !s.takesSubject(w):
			if first, _ := s.Subtree(c); first != c && negation(s.low[first]) && s.low[first+1] != "only" && s.low[first+1] != "all" {
				return first // "no country", "not one soldier"
			}
		}
	}
	return -1
}

// takesSubject reports whether the value of w's subject is part of w's.
func (s *sentence) takesSubject(w int) bool {
	k := s.words[w]
	return k == nil || k.class == pass || k.class == more || k.class == less || k.class == flip
}

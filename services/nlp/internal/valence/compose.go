package valence

import "github.com/barograph/barograph/services/nlp/internal/syntax"

// deepest bounds the descent into a sentence.
const deepest = 12

// value composes the value of the phrase or clause headed by word w.
func (s *sentence) value(w, depth int) Value {
	if depth > deepest {
		return Value{}
	}
	if s.cache[w] == nil {
		v := s.apply(w, s.argument(w, depth), s.subject(w, depth))
		v = s.modified(w, v, depth)
		v = s.denied(w, v)
		s.cache[w] = &v
	}
	return *s.cache[w]
}

// apply is what word w makes of its argument and its subject.
func (s *sentence) apply(w int, arg, subj Value) Value {
	k := s.words[w]
	if k == nil || k.class == pass {
		v := stronger(arg, Value{Milli: subj.Milli * 7 / 10, Trail: subj.Trail})
		return v
	}
	t := s.token(w)
	x := arg.Milli
	switch k.class {
	case advance:
		if x < 0 {
			return arg.with(x*9/10, "advances what is bad", t)
		}
		return arg.with(k.weight+x/4, "advances", t)
	case hinder:
		if x < 0 {
			return arg.with(-x*6/10, "hinders what is bad", t)
		}
		return arg.with(-k.weight-x/4, "hinders", t)
	case good:
		if x < 0 {
			return arg.with(x*7/10, "good for what is bad", t)
		}
		return arg.with(k.weight+x/4, "good", t)
	case bad:
		return arg.with(-k.weight-abs(x)/4, "bad", t)
	case deny:
		switch {
		case x < 0:
			return arg.with(-x*5/10, "does not do what is bad", t)
		}
		return arg.with(-k.weight-x/3, "does not do", t)
	case dread:
		if x == 0 {
			return arg.with(-k.weight, "fears", t)
		}
		return arg.with(-abs(x)*6/10, "fears", t)
	case hope:
		return arg.with(x*4/10, "hopes", t)
	case burden:
		return arg
	}
	return s.shifted(w, k, arg, subj)
}

// shifted is what grows, shrinks, ends or is overcome.
func (s *sentence) shifted(w int, k *word, arg, subj Value) Value {
	t := s.token(w)
	if arg.Milli == 0 && (k.class != flip || len(arg.Trail) == 0) {
		arg = subj
	}
	x := arg.Milli
	if x == 0 && s.burdens(w) {
		x = -400
	}
	switch {
	case k.class == more && x == 0:
		return arg.with(k.weight, "grows", t)
	case k.class == more:
		return arg.with(x*11/10, "grows", t)
	case k.class == less && x == 0:
		return arg.with(-k.weight, "shrinks", t)
	case k.class == less:
		return arg.with(-x*8/10, "shrinks", t)
	case x == 0:
		return arg.with(k.bare, "turns", t)
	}
	return arg.with(-x*8/10, "turns", t)
}

// burdens reports whether what w says is said of something of which more is worse.
func (s *sentence) burdens(w int) bool {
	of := func(c int) bool { return s.words[c] != nil && s.words[c].class == burden }
	for c := range s.Children(w) {
		switch s.rel(c) {
		case syntax.Nsubj, syntax.NsubjPass, syntax.Obj, syntax.Nmod:
			if of(c) {
				return true
			}
		}
	}
	h := s.head(w)
	return h >= 0 && s.rel(w) == syntax.Amod && of(h)
}

// argument is the strongest of what w governs.
func (s *sentence) argument(w, depth int) Value {
	var best Value
	for c := range s.Children(w) {
		if s.inner[c] && s.words[c] == nil {
			continue
		}
		if v, ok := s.passed(w, c, depth); ok {
			best = stronger(best, v)
		}
	}
	return best
}

// passed is what dependent c hands on to w, false when nothing.
func (s *sentence) passed(w, c, depth int) (Value, bool) {
	known := s.words[w] != nil
	switch r := s.rel(c); r {
	case syntax.Obj, syntax.NsubjPass, syntax.Xcomp:
		return s.value(c, depth+1), true
	case syntax.Ccomp:
		if k := s.words[w]; k != nil && k.class != advance && k.class != good && k.class != bad {
			return s.value(c, depth+1), true
		}
	case syntax.Acl:
		if k := s.words[w]; s.pos(w).Nominal() && (k == nil || k.class == deny || k.class == dread || k.class == flip || k.class == hope) {
			v := s.value(c, depth+1)
			v.Milli = v.Milli * 7 / 10
			return v, true
		}
	case syntax.Nmod, syntax.Obl:
		return s.joined(w, c, known, depth)
	case syntax.Conj:
		if s.pos(w).Nominal() && s.pos(c).Nominal() && !known {
			return s.value(c, depth+1), true
		}
	case syntax.Compound:
		if !known {
			return s.value(c, depth+1), true
		}
	}
	return Value{}, false
}

// joined is what a phrase with a preposition hands on.
func (s *sentence) joined(w, c int, known bool, depth int) (Value, bool) {
	by := ""
	if k := s.Child(c, syntax.Case); k >= 0 {
		by = s.low[k]
	}
	switch by {
	case "without":
		v := s.value(c, depth+1)
		if v.Milli == 0 {
			return Value{}, false
		}
		return v.with(-v.Milli*7/10, "without", s.token(c)), true
	case "of":
		return s.value(c, depth+1), true
	case "to", "in", "on", "over", "for", "from", "with", "against", "about", "into", "under":
		v := s.value(c, depth+1)
		if !known || verbal(s.pos(w)) {
			v.Milli = v.Milli * 6 / 10
		}
		if known && verbal(s.pos(w)) && s.words[w].class != advance && s.words[w].class != hinder {
			return v, true
		}
		return v, !known || !verbal(s.pos(w))
	}
	return Value{}, false
}

// subject is the value of what w is said of.
func (s *sentence) subject(w, depth int) Value {
	for c := range s.Children(w) {
		if s.rel(c) == syntax.Nsubj {
			return s.value(c, depth+1)
		}
	}
	return Value{}
}

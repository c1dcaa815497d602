package valence

import "github.com/barograph/barograph/services/nlp/internal/syntax"

// At returns the value of the phrase or clause that the word at a token heads.
func (r *Reader) At(token int) Value {
	if s, w := r.at(token); s != nil {
		return s.value(w, 0)
	}
	return Value{}
}

// Around returns the value of the clause in which a token stands, together
// with all that governs the clause and turns it: of "budget" in "refused to
// approve the budget" that of the refusal. What only stands beside the clause,
// such as who says it, is left out.
func (r *Reader) Around(token int) Value {
	s, w := r.at(token)
	if s == nil {
		return Value{}
	}
	w = s.clause(w)
	v := s.value(w, 0)
	for range deepest {
		h := s.head(w)
		if h < 0 {
			return v
		}
		switch rel := s.rel(w); {
		case rel == syntax.AclRelcl && v.Milli < 0 && s.undone(h) >= 0:
			return v.with(-v.Milli*6/10, "is dealt with", s.token(s.undone(h)))
		case rel == syntax.Conj:
			w = h
			if !s.governs(w) {
				return v
			}
			continue
		case !s.governs(w):
			return v
		}
		w = h
		v = s.denied(w, s.modified(w, s.apply(w, v, Value{}), 0))
		w = s.clause(w)
	}
	return v
}

// undone is the word that undoes or hinders what noun w names, as its object:
// "tackle the dangers that threaten it"; -1 for none.
func (s *sentence) undone(w int) int {
	for range deepest {
		if s.rel(w) != syntax.Conj {
			break
		}
		w = s.head(w)
	}
	if h := s.head(w); h >= 0 && s.rel(w) == syntax.Obj && s.words[h] != nil && (s.words[h].class == flip || s.words[h].class == hinder) {
		return h
	}
	return -1
}

// Lessened reports whether what the word at a token names is ended, reduced or
// dealt with: it hangs on a word that does so, directly or as one of several.
// It holds where the clause as a whole says something else, or was misread.
func (r *Reader) Lessened(token int) bool {
	s, w := r.at(token)
	if s == nil {
		return false
	}
	if w > 0 && s.low[w-1] == "less" {
		return true // "less harmful"
	}
	for range 3 {
		h := s.head(w)
		if h < 0 {
			return false
		}
		switch s.rel(w).Base() {
		case syntax.Obj, syntax.Nmod, syntax.Xcomp:
			if k := s.words[h]; k != nil && (k.class == flip || k.class == less) {
				return true
			}
		case syntax.Conj, syntax.Compound:
		default:
			return false
		}
		w = h
	}
	return false
}

// telling is the value from which on a clause of a headline counts.
const telling = 300

// Said counts the clauses of a sentence that say something good less those that
// say something bad: those of the root and of what stands beside it.
func (r *Reader) Said(sentence int) int {
	tree := r.tree(sentence)
	if tree == nil || len(tree.Words) == 0 {
		return 0
	}
	root, n := tree.Root(), 0
	for w := range tree.Words {
		if w != root && (tree.Words[w].Head != root || !beside(tree.Words[w].Relation)) {
			continue
		}
		switch v := r.At(tree.Words[w].Token).Milli; {
		case v >= telling:
			n++
		case v <= -telling:
			n--
		}
	}
	return n
}

// beside reports whether a relation joins what stands on its own: "Vote delayed: a setback".
func beside(r syntax.Relation) bool {
	switch r.Base() {
	case syntax.Conj, syntax.Parataxis, syntax.Appos, syntax.Dep, syntax.List:
		return true
	}
	return false
}

// governs reports whether the head of clause w has a say in its value.
func (s *sentence) governs(w int) bool {
	h := s.head(w)
	if h < 0 {
		return false
	}
	switch s.rel(w) {
	case syntax.Xcomp, syntax.Csubj, syntax.Acl:
		return true
	case syntax.Conj:
		return s.governs(h)
	case syntax.Ccomp:
		k := s.words[h]
		return k != nil && k.class != advance && k.class != good && k.class != bad && k.class != pass
	case syntax.Advcl:
		return s.words[h] != nil && s.words[h].class == deny
	}
	return false
}

// clause climbs from w to the head of its clause.
func (s *sentence) clause(w int) int {
	for range deepest {
		h := s.head(w)
		if h < 0 || s.heads(w) {
			return w
		}
		w = h
	}
	return w
}

// heads reports whether w heads a clause.
func (s *sentence) heads(w int) bool {
	if s.rel(w).Clausal() && s.rel(w).Base() != syntax.Parataxis {
		return true
	}
	switch s.rel(w) {
	case syntax.Parataxis:
		return true
	case syntax.Conj:
		return verbal(s.pos(w)) || s.ChildOf(w, syntax.Nsubj) >= 0 || s.Child(w, syntax.Cop) >= 0
	}
	return false
}

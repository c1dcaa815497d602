package reading

import "github.com/barograph/barograph/services/nlp/internal/syntax"

// hung reads whether the predicate at token t is part of a condition, or hangs on one.
func (p *parse) hung(t, w int, s *Standing) {
	for _, c := range p.conditions() {
		opened := c.Kind == "if" || c.Kind == "should" || c.Kind == "were" || c.Kind == "had" || c.Kind == "only if" || c.Kind == "but only if"
		switch g := p.WordOf(max(c.Governs, 0)); {
		case t >= c.First && t < c.Last && !c.Weak && c.supposes:
			s.Hypothetical = true
			s.Trail.add("supposed after", c.Cue)
		case t >= c.First && t < c.Last && (c.supposes || c.Kind == "before"):
			s.Future = s.Future || !s.Past && !s.Perfect
		case t >= c.First && t < c.Last || c.Governs < 0 || g < 0 || !p.scopes(g, w):
		default:
			s.Conditional = s.Conditional || !c.Weak
			if opened {
				s.Certainty = max(s.Certainty, Possible)
				s.Trail.add("on the condition at", c.Cue)
			}
		}
	}
}

// stand collects what w and the words that govern it say of its standing, up
// to the verb of saying under which it stands.
func (p *parse) stand(w int, s *Standing) {
	p.local(w, s, true)
	for range deepest {
		h := p.head(w)
		if h < 0 {
			p.ordered(w, s)
			return
		}
		r := p.rel(w)
		p.introduced(w, r, s)
		switch r {
		case syntax.Conj:
			if p.Child(w, syntax.Nsubj) < 0 && p.Child(w, syntax.NsubjPass) < 0 && p.Child(w, syntax.Aux) < 0 || p.sharesMark(w, h) {
				p.local(h, s, true)
			}
		case syntax.Xcomp, syntax.Acl, syntax.Csubj, syntax.Obj, syntax.NsubjPass, syntax.Nmod, syntax.Obl, syntax.Nsubj:
			p.governed(h, r, s)
			p.local(h, s, r == syntax.Xcomp || r == syntax.Obj)
		case syntax.Ccomp:
			if p.class[h].has(isImplying) && p.denied(h, nil, nil) {
				s.Hypothetical = true
				s.Trail.add("not said by", p.token(h))
			}
			if p.class[h].has(isSpeech) && !p.class[h].has(isWish|isPossible|isRaising) {
				p.ordered(w, s)
				p.supposed(h, s)
				return
			}
			p.governed(h, r, s)
		case syntax.Advcl:
			if p.infinitive(w) && (p.pos(h) == syntax.ADJ || p.class[h].has(isFuture|isWish|isProbable|isPossible)) {
				p.governed(h, r, s)
				p.local(h, s, true)
			}
		case syntax.AclRelcl, syntax.Parataxis, syntax.Appos, syntax.AdvclRelcl:
			p.supposed(h, s)
			return
		}
		w = h
	}
}

// sharesMark reports whether a condition's marker at h covers its conjunct too.
func (p *parse) sharesMark(w, h int) bool {
	return p.rel(h) == syntax.Advcl && p.Child(w, syntax.Mark) < 0
}

// local reads the auxiliaries and adverbs of w; its tense only when it is that
// of the predicate asked for.
func (p *parse) local(w int, s *Standing, tense bool) {
	if tense {
		switch p.Words[w].Tag {
		case syntax.VBD:
			s.Past = true
		}
	}
	for c := range p.Children(w) {
		switch r := p.rel(c); {
		case r == syntax.Aux || r == syntax.AuxPass || r == syntax.Cop:
			p.auxiliary(c, s, tense)
		case r == syntax.Advmod || r == syntax.Obl || r == syntax.Discourse || r == syntax.OblUnmarked:
			p.hedge(c, s)
		}
	}
}

func (p *parse) auxiliary(c int, s *Standing, tense bool) {
	switch p.low[c] {
	case "may", "might", "could":
		s.Certainty = max(s.Certainty, Possible)
		s.Trail.add("hedged by", p.token(c))
	case "would", "'d":
		s.Certainty = max(s.Certainty, Probable)
		s.Future = true
		s.Trail.add("put off by", p.token(c))
	case "should":
		if c == 0 {
			return // "should it fail" supposes
		}
		s.Certainty, s.Obliged = max(s.Certainty, Probable), true
	case "must":
		s.Obliged = true
	case "will", "'ll", "shall":
		s.Future = true
	case "was", "were", "did", "had":
		s.Past = s.Past || tense
	case "has", "have", "'ve":
		s.Perfect = s.Perfect || tense
	}
}

// hedge reads an adverb: reportedly, probably, previously.
func (p *parse) hedge(c int, s *Standing) {
	switch k := p.class[c]; {
	case k.has(isPossible):
		s.Certainty = max(s.Certainty, Possible)
		s.Trail.add("hedged by", p.token(c))
	case k.has(isProbable):
		s.Certainty = max(s.Certainty, Probable)
		s.Trail.add("hedged by", p.token(c))
	case k.has(isEarlier):
		s.Earlier = true
		s.Trail.add("earlier by", p.token(c))
	}
}

// governed reads what the word on which the predicate hangs makes of it.
func (p *parse) governed(h int, r syntax.Relation, s *Standing) {
	k := p.class[h]
	nominal := r == syntax.Nmod || r == syntax.Obl || r == syntax.Nsubj
	switch {
	case k.has(isPossible) && (!nominal || p.pos(h) == syntax.NOUN):
		s.Certainty = max(s.Certainty, Possible)
		s.Trail.add("thought possible by", p.token(h))
	case k.has(isProbable) && !nominal:
		s.Certainty = max(s.Certainty, Probable)
		s.Trail.add("thought probable by", p.token(h))
	}
	if nominal {
		return
	}
	if k.has(isWish) {
		s.Wished = true
		s.Trail.add("wished for by", p.token(h))
	}
	if k.has(isFuture) {
		s.Future = true
		s.Trail.add("announced by", p.token(h))
	}
	if r == syntax.Xcomp && p.is(h, "have", "has", "had", "need", "needs", "ought") {
		s.Obliged = true
	}
}

// described reads the adjectives of noun w, and of the nouns that it belongs
// to: "a possible erosion of support" is hardly one.
func (p *parse) described(w int, s *Standing) {
	for range deepest {
		if k := p.pos(w); k != syntax.NOUN && k != syntax.PROPN {
			return
		}
		for c := range p.Children(w) {
			if p.rel(c) == syntax.Amod && p.class[c].has(isTentative) {
				s.Certainty = max(s.Certainty, Possible)
				s.Trail.add("hedged by", p.token(c))
			}
		}
		if r := p.rel(w); r != syntax.Nmod && r != syntax.NmodPoss {
			return
		}
		w = p.head(w)
	}
}

// introduced reads the word that opens the clause of w.
func (p *parse) introduced(w int, r syntax.Relation, s *Standing) {
	switch m := p.marker(w); {
	case p.conditional(w) != "":
		s.Hypothetical = true
		s.Trail.add("supposed by", p.token(w))
	case r == syntax.Ccomp && p.is(p.head(w), "suppose", "imagine") && p.Child(p.head(w), syntax.Nsubj) < 0 && p.rel(p.head(w)) == syntax.Root && p.Words[p.head(w)].Tag == syntax.VB:
		s.Hypothetical = true
		s.Trail.add("supposed by", p.token(p.head(w)))
	case r == syntax.Ccomp && (m == "whether" || m == "if"):
		s.Hypothetical = true
		s.Trail.add("left open by", p.token(w))
	case r == syntax.Advcl && (p.infinitive(w) && p.pos(p.head(w)) == syntax.VERB && !p.class[p.head(w)].has(isFuture|isWish|isProbable|isPossible|isStative) || p.childIs(w, "so") >= 0 && p.childIs(w, "that") >= 0):
		s.Purpose = true
		s.Trail.add("purpose", p.token(w))
	case r == syntax.Advcl && m == "before" && p.Words[w].Tag == syntax.VBG && p.class[p.head(w)].has(isCondition|isWish):
		s.Future, s.Certainty = true, max(s.Certainty, Possible) // "require a mandate before sending soldiers"
		s.Trail.add("waits for", p.token(p.head(w)))
	}
}

// supposed passes on that the whole that holds the predicate is only supposed.
func (p *parse) supposed(w int, s *Standing) {
	for range deepest {
		if p.conditional(w) != "" {
			s.Hypothetical = true
			s.Trail.add("supposed by", p.token(w))
			return
		}
		if w = p.head(w); w < 0 {
			return
		}
	}
}

// ordered marks the imperative: a root in its base form without a subject.
func (p *parse) ordered(w int, s *Standing) {
	if p.Words[w].Tag != syntax.VB || p.Child(w, syntax.Aux) >= 0 || p.ChildOf(w, syntax.Nsubj) >= 0 || p.childIs(w, "to") >= 0 {
		return
	}
	if first, _ := p.Subtree(w); first <= w && p.a.imperative(p.a.Doc.Sentences[p.sentence]) {
		s.Hypothetical = true
		s.Trail.add("ordered", p.token(w))
	}
}

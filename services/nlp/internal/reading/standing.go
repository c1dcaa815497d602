package reading

// Standing is how what a predicate says stands: whether it is so, how surely,
// when. It is the view of the innermost source; see Sources for the others.
type Standing struct {
	// Certainty is how firmly it is put, whatever its polarity.
	Certainty Certainty
	// Negated is true when it is denied.
	Negated bool
	// Future is true for what is announced, Past for what is told in the past,
	// Perfect for what has been done by now, Earlier for what was so before the news.
	Future, Past, Perfect, Earlier bool
	// Hypothetical is true inside a condition, a question or an order.
	Hypothetical bool
	// Conditional is true when it hangs on a condition in the same sentence.
	Conditional bool
	// Wished is true for what somebody wants, seeks or asks for.
	Wished bool
	// Obliged is true for what must or should be.
	Obliged bool
	// Purpose is true for what something else is done for.
	Purpose bool
	// Trail is how it was read.
	Trail Trail
}

// Factuality is the certainty and polarity of an event as FactBank (Saurí and
// Pustejovsky 2009) puts them.
type Factuality uint8

// The values of FactBank.
const (
	// FactUnknown (Uu): the source does not commit itself.
	FactUnknown Factuality = iota
	// FactCertain (CT+), FactProbable (PR+) and FactPossible (PS+).
	FactCertain
	FactProbable
	FactPossible
	// FactCertainNot (CT-), FactProbableNot (PR-) and FactPossibleNot (PS-).
	FactCertainNot
	FactProbableNot
	FactPossibleNot
)

// Factuality puts certainty and polarity together. What is supposed, asked,
// wished for or done for a purpose is unknown.
func (s Standing) Factuality() Factuality {
	if s.Hypothetical || s.Purpose || s.Wished || s.Certainty == Unknown {
		return FactUnknown
	}
	f := [...]Factuality{Certain: FactCertain, Probable: FactProbable, Possible: FactPossible}[s.Certainty]
	if s.Obliged {
		return FactUnknown
	}
	if s.Negated {
		f += FactCertainNot - FactCertain
	}
	return f
}

// Standing tells how what the word at token t says stands.
func (a *Article) Standing(t int) Standing {
	p, w := a.parseAt(t)
	if p == nil {
		return a.standingBefore(t)
	}
	w = p.predicate(w)
	var s Standing
	s.Negated = p.negated(w, nil, 0, &s.Trail)
	p.stand(w, &s)
	p.described(w, &s)
	p.hung(t, w, &s)
	if v := p.labelled(w); v >= 0 {
		s.Trail.add("label of", p.token(v))
		p.stand(v, &s)
		p.hung(p.token(v), v, &s)
	}
	if a.Doc.Sentences[p.sentence].Question && !a.quotedOff(t) {
		s.Hypothetical = true
		s.Trail.add("in a question", -1)
	}
	if s.Hypothetical {
		s.Certainty = Unknown
	}
	return s
}

// ClauseOf returns the clause of token t with the standing of what the word at
// t says in the place of that of its whole; nil outside sentences.
func (a *Article) ClauseOf(t int) *Clause {
	c := a.ClauseAt(t)
	if c < 0 {
		return nil
	}
	cl := a.Clauses[c]
	if p, _ := a.parseAt(t); p != nil {
		s := a.Standing(t)
		cl.Certainty, cl.Future, cl.Past, cl.Earlier, cl.Hypothetical = s.Certainty, s.Future, s.Past || s.Perfect, s.Earlier, s.Hypothetical
	}
	return &cl
}

// standingBefore is Standing without a tree.
func (a *Article) standingBefore(t int) Standing {
	c := a.clauseOf[t]
	if c < 0 {
		return Standing{}
	}
	cl := a.Clauses[c]
	return Standing{Certainty: cl.Certainty, Future: cl.Future, Past: cl.Past, Earlier: cl.Earlier, Hypothetical: cl.Hypothetical}
}

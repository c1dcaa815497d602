package reading

import (
	"sort"
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// conditions lists what the sentence makes something hang on: the clauses that
// their first word makes conditions, and the complements of words such as
// "contingent", "hinges", "insists". Of two that overlap the first found stands.
func (p *parse) conditions() []Condition {
	if p.hangs != nil {
		return *p.hangs
	}
	var out []Condition
	add := func(c Condition, ok bool) {
		for _, o := range out {
			ok = ok && (c.Last <= o.First || o.Last <= c.First)
		}
		if ok && c.First < c.Last {
			out = append(out, c)
		}
	}
	for w := range p.Words {
		if p.class[w].has(isCondition) {
			add(p.hanging(w))
		}
	}
	for _, cl := range p.a.Doc.Clauses(p.sentence) {
		add(p.clauseCondition(cl))
	}
	for w := range p.Words {
		add(p.phraseCondition(w))
		if kind := p.conditionKind(w); kind != "" && (p.rel(w) == syntax.Advcl || p.rel(w) == syntax.AdvclRelcl || p.rel(w) == syntax.Obl) {
			c := p.spanned(w, kind, !conditionMarkers[kind] && kind != "as long as", p.head(w))
			c.supposes = true
			add(c, true)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].First < out[j].First })
	p.hangs = &out
	return out
}

// clauseCondition makes a condition of a clause that opens with a word for one.
func (p *parse) clauseCondition(cl text.Clause) (Condition, bool) {
	weak := cl.Kind == text.Time && cl.Marker == "once"
	if cl.Kind != text.Condition && !weak {
		return Condition{}, false
	}
	first, last := cl.First, cl.Last
	for first < last && p.a.Doc.Tokens[first].Shape.Has(text.Punct) {
		first++
	}
	last = p.mainClause(first, last)
	for last > first && p.a.Doc.Tokens[last-1].Shape.Has(text.Punct) {
		last--
	}
	c := Condition{Kind: cl.Marker, Cue: first, First: first, Last: last, Governs: -1, Weak: weak, supposes: true}
	if governs := p.governor(first, last); governs >= 0 {
		c.Governs = p.token(governs)
	}
	return c, true
}

// mainClause returns the token at which a clause with a subject and a finite
// verb of its own follows a comma in tokens [first, last), else last: "unless it
// disarms, they will not come" is a condition up to the comma.
func (p *parse) mainClause(first, last int) int {
	for w := range p.Words {
		t := p.token(w)
		if t <= first || t >= last || !p.clausal(w) || !p.finite(w) {
			continue
		}
		s := p.subjectWord(w)
		for k := s; s >= 0 && s < w && k > 0 && p.token(k) > first+1; k-- {
			if p.low[k] == "," && p.Dominates(w, s) && p.Child(w, syntax.Mark) < 0 && p.rel(w) != syntax.AclRelcl {
				return p.token(k)
			}
			if p.clausal(k) && k != s {
				break
			}
		}
	}
	return last
}

// governor is the predicate outside tokens [first, last) on which what is in
// them hangs: by the tree, else the nearest before, else the first behind.
func (p *parse) governor(first, last int) int {
	inside := func(w int) bool { return p.token(w) >= first && p.token(w) < last }
	best := -1
	for w := range p.Words {
		h := p.head(w)
		if inside(w) && h >= 0 && !inside(h) && p.clausal(h) && p.rel(w) != syntax.Punct && (p.rel(w) == syntax.Advcl || best < 0) {
			best = h
		}
	}
	for w := len(p.Words) - 1; w >= 0 && best < 0; w-- {
		if p.token(w) < first && p.clausal(w) {
			best = w
		}
	}
	for w := 0; w < len(p.Words) && best < 0; w++ {
		if p.token(w) >= last && p.clausal(w) {
			best = w
		}
	}
	return best
}

// phraseCondition reads conditions that are phrases: "without a mandate" with
// a negation, "pending a vote", "before sending", "wants guarantees first".
func (p *parse) phraseCondition(w int) (Condition, bool) {
	h := p.head(w)
	switch r := p.rel(w); {
	case h < 0:
	case (r == syntax.Obl || r == syntax.Advcl) && p.marker(w) == "without" && p.denied(h, nil, nil):
		return p.spanned(w, "without", false, h), true
	case (r == syntax.Obl || r == syntax.Advcl) && (p.marker(w) == "pending" || p.marker(w) == "depending"):
		return p.spanned(w, p.marker(w), false, h), true
	case r == syntax.Advcl && p.is(max(p.Child(w, syntax.Mark), 0), "before", "until", "till") && p.denied(h, nil, nil):
		c := p.spanned(w, p.marker(w), false, h) // "will not go before the council has spoken"
		c.supposes = true
		return c, true
	case r == syntax.Advcl && p.marker(w) == "before" && p.Words[w].Tag == syntax.VBG:
		return p.spanned(w, "before", true, h), true // mostly mere time
	case r == syntax.Advcl && p.is(h, "long") && p.marker(w) == "as" && p.head(h) >= 0:
		c := p.spanned(h, "as long as", false, p.head(h))
		c.supposes = true
		return c, true
	case (r == syntax.Obl || r == syntax.Advcl) && p.marker(w) == "without" && p.childIs(h, "would", "could") >= 0:
		return p.spanned(w, "without", true, h), true
	case r == syntax.Nmod && p.marker(w) == "without" && p.none(h) >= 0:
		return p.spanned(w, "without", false, h), true
	case (r == syntax.AclRelcl || r == syntax.Acl && p.Child(w, syntax.Nsubj) >= 0) && p.governing(h) >= 0:
		return p.picked(w, h)
	case r == syntax.Obj && p.childIs(h, "first") >= 0 && p.class[h].has(isWish):
		return p.spanned(w, "first", false, h), true
	}
	return Condition{}, false
}

// governing is the verb of which noun n is the object or complement, or -1.
func (p *parse) governing(n int) int {
	h := p.head(n)
	if h < 0 || p.pos(n) != syntax.NOUN || p.pos(h) != syntax.VERB || p.rel(n) != syntax.Obj && p.rel(n) != syntax.Obl {
		return -1
	}
	return h
}

// picked is the condition that a relative clause makes of what is to be had:
// "will admit no ship that it has not searched", "would sign a treaty that
// spares its fishermen". What the noun names must be open yet.
func (p *parse) picked(w, n int) (Condition, bool) {
	g := p.governing(n)
	if (p.none(n) >= 0 || p.childIs(n, "a", "an", "any") >= 0 && p.denied(g, nil, nil)) && p.denied(w, nil, nil) {
		return p.spanned(w, "no", false, g), true
	}
	if p.childIs(n, "a", "an", "any") >= 0 && p.childIs(g, "would", "could", "can", "will") >= 0 && !p.denied(g, nil, nil) {
		return p.spanned(w, Such, true, g), true
	}
	return Condition{}, false
}

// hanging is the condition that a word such as "subject", "contingent",
// "hinges", "insists" has as its complement, or that is called a condition.
func (p *parse) hanging(w int) (Condition, bool) {
	if p.pos(w) == syntax.NOUN && strings.Contains(p.low[w], "condition") || strings.HasPrefix(p.low[w], "prerequisite") {
		return p.called(w)
	}
	for c := range p.Children(w) {
		switch r := p.rel(c); {
		case r == syntax.Obl || r == syntax.Nmod:
			if by := p.preposition(c); by == "on" || by == "upon" || by == "to" {
				return p.complement(w, c), true
			}
		case r == syntax.Ccomp || r == syntax.Advcl && p.marker(c) == "that" || r == syntax.Obj && p.pos(w) == syntax.VERB:
			return p.complement(w, c), true
		}
	}
	return Condition{}, false
}

// called is what a noun for condition names: "on condition that", "made a
// mandate a condition for", "a mandate is a precondition of".
func (p *parse) called(w int) (Condition, bool) {
	governs := p.head(w)
	for c := range p.Children(w) {
		if p.rel(c) == syntax.Nmod && (p.preposition(c) == "for" || p.preposition(c) == "of") {
			governs = c
		}
	}
	for c := range p.Children(w) {
		if r := p.rel(c); r == syntax.Nsubj || (r == syntax.Acl || r == syntax.Ccomp || r == syntax.Appos) && (p.marker(c) == "that" || r == syntax.Appos) {
			return p.spanned(c, "condition", false, governs), true
		}
	}
	if h := p.head(w); h >= 0 && p.rel(w) == syntax.Xcomp {
		if o := p.Child(h, syntax.Obj); o >= 0 {
			return p.spanned(o, "condition", false, governs), true
		}
	}
	return Condition{}, false
}

func (p *parse) complement(w, c int) Condition {
	governs := w
	if h := p.head(w); h >= 0 && p.pos(w) != syntax.VERB {
		switch p.rel(w) {
		case syntax.Advcl, syntax.Acl, syntax.Obl, syntax.Advmod, syntax.Amod, syntax.Xcomp:
			governs = h
		}
	}
	out := p.spanned(c, p.low[w], false, governs)
	out.Cue = p.token(w)
	out.First, out.Last = min(out.First, p.token(w)), max(out.Last, p.token(w)+1)
	for k := range p.Children(w) { // "depends on the union paying": a clause of its own
		if first, last := p.Subtree(k); p.rel(k).Clausal() && p.token(first) == out.Last {
			out.Last = p.token(last-1) + 1
		}
	}
	return out
}

// spanned is a condition whose phrase is the subtree of w.
func (p *parse) spanned(w int, kind string, weak bool, governs int) Condition {
	first, last := p.Subtree(w)
	for first < last-1 && p.pos(first) == syntax.PUNCT {
		first++
	}
	for last-1 > first && p.pos(last-1) == syntax.PUNCT {
		last--
	}
	c := Condition{Kind: kind, First: p.token(first), Last: p.token(last-1) + 1, Cue: p.token(first), Governs: -1, Weak: weak}
	if governs >= 0 {
		c.Governs = p.token(governs)
	}
	if p.before(first, "only") {
		c.First, c.Weak = p.token(first-1), false
	}
	return c
}

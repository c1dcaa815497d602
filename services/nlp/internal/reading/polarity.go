package reading

import (
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Polarity reports whether what the word at token t says is denied, and why.
func (a *Article) Polarity(t int) (negated bool, why Trail) {
	if p, w := a.parseAt(t); p != nil {
		negated = p.negated(p.predicate(w), nil, 0, &why)
	}
	return negated, why
}

// Negated reports whether a hit is turned round: by a negation of its word, or
// by what governs it. Negations that are words of its pattern do not count.
func (a *Article) Negated(h lexicon.Hit) bool {
	p, w := a.parseAt(h.Anchor)
	if p == nil {
		return a.negatedBefore(h)
	}
	own := func(token int) bool { return token >= h.First && token < h.Last && negativePattern(h.Entry.Text) }
	return p.negated(p.predicate(w), own, 0, nil)
}

// negativePattern reports whether a pattern has a negation of its own.
func negativePattern(pattern string) bool {
	for _, w := range strings.FieldsFunc(pattern, func(r rune) bool { return r < 'a' || r > 'z' }) {
		switch w {
		case "not", "no", "never", "nobody", "none", "nothing", "neither", "without", "nor", "cannot", "yet", "lack", "refuse", "decline", "deny", "fail", "absence", "little", "out":
			return true
		}
	}
	return false
}

// negated composes the negations of w and of all that governs it.
func (p *parse) negated(w int, own func(token int) bool, depth int, tr *Trail) bool {
	if depth > deepest {
		return false
	}
	return p.denied(w, own, tr) != p.turned(w, own, depth, tr)
}

// denied reports whether w itself is negated: by an adverb, by its determiner,
// by its subject or object, or by the word that introduces it.
func (p *parse) denied(w int, own func(int) bool, tr *Trail) bool {
	n := false
	mark := func(c int, rule string) {
		if own == nil || !own(p.token(c)) {
			tr.add(rule, p.token(c))
			n = !n
		}
	}
	for c := range p.Children(w) {
		switch r := p.rel(c); {
		case p.not(c) && (r == syntax.Advmod || r == syntax.Det || r == syntax.Cc || r == syntax.CcPreconj || r == syntax.Mark || r == syntax.Case || r == syntax.Aux):
			if !p.contrasted(w, c) {
				mark(c, "negated by")
			}
		case r == syntax.Nsubj || r == syntax.NsubjPass || r == syntax.Obj || r == syntax.Obl && p.clausal(w):
			if d := p.none(c); d >= 0 && (r == syntax.Nsubj || r == syntax.NsubjPass || p.clausal(w)) {
				mark(d, "negated by")
			}
		case (r == syntax.Case || r == syntax.Cc || r == syntax.Mark || r == syntax.Advmod) && p.is(c, "rather", "instead") && p.childIs(c, "than", "of") >= 0:
			mark(c, "set aside by")
		case r == syntax.Advmod && p.is(c, "longer") && p.childIs(c, "no") >= 0:
			mark(p.childIs(c, "no"), "negated by")
		case r == syntax.Advmod && p.is(c, "yet") && p.infinitive(w) && p.Child(w, syntax.Aux) >= 0:
			mark(c, "negated by")
		case r == syntax.Amod && p.is(c, "little", "few") && p.ChildOf(w, syntax.Det) < 0:
			mark(c, "negated by")
		}
	}
	return n
}

// not reports whether c is a negation and no "not only".
func (p *parse) not(c int) bool {
	return p.class[c].has(isNot) && !p.class[c].has(isPlain)
}

// none returns the word by which a noun phrase names nobody or nothing, or -1.
func (p *parse) none(w int) int {
	if p.pos(w) == syntax.PRON && p.not(w) || p.is(w, "none", "nobody", "neither") {
		return w
	}
	for c := range p.Children(w) {
		switch r := p.rel(c); {
		case (r == syntax.Det || r == syntax.CcPreconj) && p.not(c):
			return c
		case r == syntax.Amod && p.is(c, "few", "little") && p.ChildOf(w, syntax.Det) < 0:
			return c
		}
	}
	return -1
}

// contrasted holds for "not X but Y" where the negation stands at Y's head, and
// for a negation that is joined to another word behind it ("not all").
func (p *parse) contrasted(w, c int) bool {
	return c+1 < len(p.Words) && p.is(c+1, "all", "every", "everyone", "each", "necessarily") && c+1 != w
}

// infinitive reports whether w is a verb's base form behind "to".
func (p *parse) infinitive(w int) bool {
	return p.Words[w].Tag == syntax.VB && p.childIs(w, "to") >= 0
}

// turned reports whether what governs w makes the opposite of it: "refused to
// send", "no plans to send", "does not believe that it sends".
func (p *parse) turned(w int, own func(int) bool, depth int, tr *Trail) bool {
	h := p.head(w)
	if h < 0 {
		return false
	}
	flips := p.class[h].has(isNegative) && (own == nil || !own(p.token(h)))
	step := func() {
		if flips {
			tr.add("turned by", p.token(h))
		}
	}
	r := p.rel(w)
	if r.Clausal() && p.childIs(h, "too") >= 0 && p.childIs(w, "to") >= 0 {
		tr.add("too", p.token(h))
		return true
	}
	switch r {
	case syntax.Conj:
		return p.coordinated(w, h, own, depth, tr)
	case syntax.Xcomp, syntax.Csubj, syntax.Acl:
		step()
		if p.yet(h) {
			tr.add("not yet", p.token(h))
			return true
		}
		return flips != p.negated(h, own, depth+1, tr)
	case syntax.Ccomp:
		step()
		switch {
		case flips, p.class[h].has(isRaising), !p.finite(w):
			return flips != p.negated(h, own, depth+1, tr)
		}
	case syntax.Advcl:
		if p.childIs(w, "to") >= 0 && (p.pos(h) == syntax.ADJ || p.Words[h].Tag == syntax.VBN || p.yet(h)) || flips && !p.finite(w) {
			step()
			if p.yet(h) {
				return true
			}
			return flips != p.negated(h, own, depth+1, tr)
		}
	case syntax.Obj, syntax.NsubjPass:
		if flips || p.class[h].has(isLight|isFuture|isWish|isPossible) {
			step()
			first, last := p.Subtree(w) // "no" before the object has been counted as the object's
			beside := func(t int) bool {
				return own != nil && own(t) || t >= p.token(first) && t <= p.token(last-1)
			}
			return flips != p.negated(h, beside, depth+1, tr)
		}
	case syntax.Nmod, syntax.Obl:
		if by := p.preposition(w); flips && (by == "of" || by == "from" || by == "to") || by == "in" || by == "without" && !p.clausal(w) {
			step()
			return flips != p.negated(h, own, depth+1, tr)
		}
	}
	return false
}

// Undone reports whether what the noun at token t names is told to be over:
// "dropped its objections", "their doubts have evaporated".
func (a *Article) Undone(t int) bool {
	p, w := a.parseAt(t)
	if p == nil || p.head(w) < 0 || p.clausal(w) {
		return false
	}
	h := p.head(w)
	switch p.rel(w) {
	case syntax.Obj, syntax.NsubjPass:
		return p.class[h].has(isUndoing) && !p.negated(h, nil, 0, nil)
	case syntax.Nsubj:
		return p.class[h].has(isVanishing) && !p.negated(h, nil, 0, nil)
	}
	return false
}

// yet holds for "has yet to", "is yet to".
func (p *parse) yet(h int) bool {
	return p.is(h, "have", "has", "had", "is", "are", "was", "were", "yet") && (p.childIs(h, "yet") >= 0 || p.low[h] == "yet")
}

// coordinated is what a co-ordinated word has from the first one: what governs
// both, and with "or" and "nor" its negation.
func (p *parse) coordinated(w, h int, own func(int) bool, depth int, tr *Trail) bool {
	if p.Child(w, syntax.Nsubj) >= 0 || p.Child(w, syntax.NsubjPass) >= 0 || p.finite(w) && p.finite(h) && p.Child(w, syntax.Aux) >= 0 {
		if p.Child(w, syntax.Mark) < 0 && p.rel(h) != syntax.Ccomp {
			return false
		}
	}
	n := p.turned(h, own, depth+1, tr)
	for c := range p.Children(w) {
		if p.rel(c) == syntax.Cc && p.is(c, "or") {
			return n != p.denied(h, own, tr)
		}
		if p.rel(c) == syntax.Cc && p.is(c, "and") && p.Words[w].Tag == syntax.VB && p.Words[h].Tag == syntax.VB && p.Child(w, syntax.Aux) < 0 && !p.infinitive(h) {
			return n != p.denied(h, own, tr) // "did not join and pay"
		}
	}
	return n
}

// quotedOff reports whether token t stands in quotation marks.
func (a *Article) quotedOff(t int) bool { return a.Doc.Tokens[t].Shape.Has(text.Quoted) }

package reading

import "github.com/barograph/barograph/services/nlp/internal/syntax"

// Condition is a phrase on which something hangs.
type Condition struct {
	// Kind is the word that makes it a condition: "if", "unless", "subject", "insist".
	Kind string
	// Cue is the token of that word; First and Last are the tokens of the phrase
	// with it, half-open.
	Cue, First, Last int
	// Governs is the token of the predicate that hangs on it, -1 when unknown.
	Governs int
	// Weak is true for words that often are no condition: once, until, depending.
	Weak bool

	supposes bool // what is in the phrase is only supposed
}

// Such is the kind of a condition that picks what is acceptable: "would sign a
// treaty that spares its fishermen".
const Such = "such"

// conditionMarkers open clauses that are conditions; false means weak.
var conditionMarkers = map[string]bool{"if": true, "unless": true, "provided": true, "providing": true, "assuming": true, "once": false,
	"until": false, "till": false}

// conditional returns the marker of a conditional clause headed by w, or "".
func (p *parse) conditional(w int) string {
	if r := p.rel(w); r != syntax.Advcl && r != syntax.AdvclRelcl {
		return ""
	}
	if kind := p.conditionKind(w); kind != "" && conditionMarkers[kind] {
		return kind
	}
	return ""
}

// conditionKind returns the word that makes a clause a condition, or "".
func (p *parse) conditionKind(w int) string {
	for c := range p.Children(w) {
		r := p.rel(c)
		if r != syntax.Mark && r != syntax.Advmod && r != syntax.Case && r != syntax.Aux {
			continue
		}
		if _, ok := conditionMarkers[p.low[c]]; ok && (r == syntax.Mark || r == syntax.Case || p.is(c, "once")) {
			if p.is(c, "if") && (p.before(c, "even") || p.before(c, "as") || p.before(c, "what")) {
				return ""
			}
			return p.low[c]
		}
		if r == syntax.Mark && (p.is(c, "as", "so") && p.childIs(c, "long") >= 0 || p.is(c, "long")) {
			return "as long as"
		}
		if r == syntax.Aux && p.is(c, "should", "were", "had") && c < w && p.Child(w, syntax.Nsubj) > c {
			return p.low[c]
		}
	}
	if p.is(w, "provided", "providing", "assuming") && p.rel(w) == syntax.Advcl && p.Child(w, syntax.Nsubj) < 0 && p.Child(w, syntax.Ccomp) >= 0 {
		return p.low[w]
	}
	return ""
}

// before reports whether the word before w is s.
func (p *parse) before(w int, s string) bool { return w > 0 && p.low[w-1] == s }

// Conditions returns what the predicate at token t hangs on: the conditions
// whose predicate it is, or hangs on, or is co-ordinated with.
func (a *Article) Conditions(t int) []Condition {
	p, w := a.parseAt(t)
	if p == nil {
		return nil
	}
	w = p.predicate(w)
	var out []Condition
	for _, c := range p.conditions() {
		if c.Governs < 0 || t >= c.First && t < c.Last && (t != c.Cue || c.supposes) {
			continue
		}
		if g := p.WordOf(c.Governs); g >= 0 && p.scopes(g, w) {
			out = append(out, c)
		}
	}
	return out
}

// scopes reports whether a condition of predicate g holds for w too: w is g,
// what g governs, what governs g without a verb of saying between, or shares g's subject.
func (p *parse) scopes(g, w int) bool {
	if p.Dominates(g, w) {
		return true
	}
	for range deepest {
		h := p.head(g)
		if h < 0 {
			return false
		}
		switch p.rel(g) {
		case syntax.Conj:
			if s := p.subjectWord(g); s >= 0 && p.head(s) == g && p.pos(s) != syntax.PRON {
				return false
			}
			if h == w {
				return true
			}
		case syntax.Xcomp, syntax.Acl, syntax.Advcl, syntax.Obj, syntax.Obl, syntax.Nmod, syntax.Parataxis:
			if h == w {
				return true
			}
		case syntax.Ccomp:
			if p.class[h].has(isSpeech) {
				return h == w
			}
			if h == w {
				return true
			}
		default:
			return false
		}
		g = h
	}
	return false
}

// ConditionsIn returns all conditions of sentence s in text order.
func (a *Article) ConditionsIn(s int) []Condition {
	if p := a.parse(s); p != nil {
		return p.conditions()
	}
	return nil
}

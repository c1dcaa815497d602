package reading

import (
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// repair makes a verb of what the parser took for an adjective: in "ruled out
// sending troops" a pattern of the lexicon tells that sending has an object.
func (p *parse) repair(first, last int) {
	changed := false
	for _, kind := range [...]string{"stance", "commitment"} {
		for _, h := range p.a.HitsIn(kind, first, last) {
			w := p.WordOf(h.Anchor)
			if w < 0 || p.rel(w) != syntax.Amod || p.Words[w].Tag != syntax.VBG || !strings.HasPrefix(h.Entry.Text, "{") {
				continue
			}
			noun := p.head(w)
			if noun < w || p.token(noun) >= h.Last || p.ChildOf(noun, syntax.Det) >= 0 || p.head(noun) < 0 {
				continue
			}
			gerund, object := &p.Words[w], &p.Words[noun]
			gerund.Head, gerund.Relation, gerund.POS = object.Head, object.Relation, syntax.VERB
			if object.Relation == syntax.Obj {
				gerund.Relation = syntax.Xcomp
			}
			object.Head, object.Relation = w, syntax.Obj
			for c := range p.Words {
				if r := p.rel(c); p.head(c) == noun && (r == syntax.Case || r == syntax.Mark) && c < w {
					p.Words[c].Head = w
				}
			}
			changed = true
		}
	}
	if changed {
		p.Index()
	}
}

// rehang hangs an infinitive on the noun for an act that it belongs to, where
// the parser passed over it because of an insertion: "citing the agreement of
// 26 states, among them Chad, to send soldiers".
func (p *parse) rehang() {
	changed := false
	for w := range p.Words {
		h := p.head(w)
		if h > w && p.rel(w) == syntax.Csubj {
			h = -1 // taken for the subject of what comes behind
		} else if h < 0 || h > w || p.rel(w) != syntax.Advcl && p.rel(w) != syntax.Acl {
			continue
		}
		if n := p.agreed(h, w); n >= 0 && p.marker(w) == "to" {
			p.Words[w].Head, p.Words[w].Relation = n, syntax.Acl
			changed = true
		}
	}
	if changed {
		p.Index()
	}
}

// agreed is the last noun for an act with an owner of its own between words
// first and last, or -1.
func (p *parse) agreed(first, last int) int {
	for c := last - 1; c > first; c-- {
		if p.pos(c) != syntax.NOUN || !p.class[c].has(isAct) {
			continue
		}
		for o := range p.Children(c) {
			if p.rel(o) == syntax.Nmod && p.preposition(o) == "of" && p.mention[o] >= 0 {
				return c
			}
		}
	}
	return -1
}

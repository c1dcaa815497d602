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

package reading

import "github.com/barograph/barograph/services/nlp/internal/syntax"

// inserted gives the subject of a main clause back that the parser gave to a
// clause inserted behind it: "Norway, as reported by the agency, opposes ...".
// Nothing stands before the word that opens a clause but what is not of it.
func (p *parse) inserted() {
	changed := false
	for w := range p.Words {
		h, opening := p.head(w), p.Child(w, syntax.Mark)
		if opening < 0 {
			opening = p.Child(w, syntax.Advmod)
		}
		if p.rel(w) != syntax.Advcl || h < w || opening < 1 || opening > w || p.low[opening-1] != "," || p.subjectWord(h) >= 0 {
			continue
		}
		for _, r := range [...]syntax.Relation{syntax.Nsubj, syntax.NsubjPass} {
			s := p.Child(w, r)
			if s < 0 || s >= opening {
				continue
			}
			p.Words[s].Head, p.Words[s].Relation = h, syntax.Nsubj
			if p.Child(h, syntax.AuxPass) >= 0 {
				p.Words[s].Relation = syntax.NsubjPass
			}
			changed = true
		}
	}
	if changed {
		p.Index()
	}
}

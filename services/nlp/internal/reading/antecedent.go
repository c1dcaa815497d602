package reading

import "slices"

// anaphor is a word that takes up another: a pronoun, a definite noun, "both".
type anaphor struct {
	sentence, word int
	kind           string
}

// antecedent is whom an anaphor takes up, and by which rule from which token.
type antecedent struct {
	who  []int
	rule string // empty when nobody was found
	at   int
}

// longestChain bounds how many antecedents may wait for the one before them.
const longestChain = 500

// resolve finds the antecedent of word w once and keeps it: anaphors before
// others are asked for again and again, and each would ask those before it,
// exponentially often in a text that is full of them.
func (p *parse) resolve(w int, kind string, tr *Trail, find func() antecedent) []int {
	key := anaphor{p.sentence, w, kind}
	out, known := p.a.antecedents[key]
	if !known {
		if p.a.chain >= longestChain {
			return nil
		}
		p.a.antecedents[key] = antecedent{} // an answer that leads back here is none
		p.a.chain++
		out = find()
		p.a.chain--
		p.a.antecedents[key] = out
	}
	if out.rule != "" {
		tr.add(out.rule, out.at)
	}
	return slices.Clone(out.who)
}

package reading

import "github.com/barograph/barograph/services/nlp/internal/text"

// longestLabel is the number of words up to which the opening of a list's item
// is its label.
const longestLabel = 10

// labelled returns the first predicate behind the colon when word w stands in
// the label of a list's item ("Risk of delay: it might take years"), else -1. A
// label is no sentence: it sums up what the item says.
func (p *parse) labelled(w int) int {
	line := p.a.Doc.Tokens[p.token(w)].Line
	if line < 0 || p.a.Doc.Lines[line].Kind != text.Bullet {
		return -1
	}
	colon := -1
	for i := w + 1; i < len(p.Words) && i <= longestLabel && colon < 0; i++ {
		if p.low[i] == ":" {
			colon = i
		}
	}
	for v := colon + 1; colon >= 0 && v < len(p.Words); v++ {
		if p.clausal(v) && p.finite(v) {
			return p.predicate(v)
		}
	}
	return -1
}

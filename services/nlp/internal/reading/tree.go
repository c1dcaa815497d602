package reading

import "github.com/barograph/barograph/services/nlp/internal/syntax"

// Tree returns the dependency tree of sentence s, nil where it has none: it is
// for those who show the reading; those who read ask for what is said instead.
func (a *Article) Tree(s int) *syntax.Tree {
	if p := a.parse(s); p != nil {
		return p.Tree
	}
	return nil
}

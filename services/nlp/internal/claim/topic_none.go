package claim

import "github.com/barograph/barograph/services/nlp/internal/syntax"

// ofNone reports whether a token names a kind of thing of which a clause says
// that nobody at all has to do with it: "nobody has built a bridge that holds
// for ever". Where the verb is one of giving, gaining or losing, it is missed:
// "nobody has offered a ship that could carry them".
func (r *reader) ofNone(token int) bool {
	tree := r.Tree(r.Doc.Tokens[token].Sentence)
	if tree == nil {
		return false
	}
	w := tree.WordOf(token)
	if w < 0 || tree.Words[w].Relation != syntax.Obj || tree.Words[w].Head < 0 {
		return false
	}
	verb, det := tree.Words[w].Head, tree.Child(w, syntax.Det)
	subject := tree.Child(verb, syntax.Nsubj)
	if subject < 0 || det < 0 || tree.Child(w, syntax.AclRelcl) < 0 {
		return false
	}
	at := tree.Words[verb].Token
	return r.Doc.Tokens[tree.Words[subject].Token].Is("nobody", "none", "nothing", "no-one") &&
		r.Doc.Tokens[tree.Words[det].Token].Is("a", "an", "any") &&
		len(r.HitsIn("valence", at, at+1)) == 0 && len(r.HitsIn("commitment", at, at+1)) == 0
}

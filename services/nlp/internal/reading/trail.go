package reading

import "strings"

// Step is one step on the way to an answer: the relation or rule by which it
// was taken, and the token that it led to, -1 when the rule names no token.
type Step struct {
	Rule  string
	Token int
}

// Trail is how an answer was reached, in order.
type Trail []Step

// add appends a step; a nil trail is not kept.
func (t *Trail) add(rule string, token int) {
	if t != nil {
		*t = append(*t, Step{rule, token})
	}
}

// Why writes a trail for people: "xcomp of agreed, nsubj Kenya".
func (a *Article) Why(t Trail) string {
	var b strings.Builder
	for i, s := range t {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(s.Rule)
		if s.Token >= 0 && s.Token < len(a.Doc.Tokens) {
			b.WriteByte(' ')
			b.WriteString(a.Doc.Tokens[s.Token].Norm)
		}
	}
	return b.String()
}

package claim

import "github.com/barograph/barograph/services/nlp/internal/reading"

// demanded finds what actors want before or beside taking part: what verbs of
// wanting, needing and waiting govern, where that is a safeguard, is wanted
// first, or is known as a condition.
func (r *reader) demanded(s int) []bond {
	var out []bond
	for _, p := range r.Propositions(s) {
		if p.Noun || p.Passive || p.Relation == "acl" || p.Relation == "advcl" || len(r.HitsIn("demand", p.Head, p.Head+1)) == 0 {
			continue
		}
		who := r.parties(p.Subject.Actors)
		if len(who) == 0 && r.Doc.Tokens[p.Head].Is("require", "requires", "required", "need", "needs", "needed") {
			who = r.party(scope{cue: p.Head, governs: p.Head}).who // "a deployment would require ..."
		}
		if v := r.VoiceAt(p.Head); len(who) == 0 && !p.Subject.Known && v.Speaker >= 0 && r.Doc.Tokens[p.Head].Sentence == r.Doc.Tokens[r.Actors[v.Speaker].First].Sentence {
			who = r.parties([]int{v.Speaker}) // "she said, but would first want ..."
		}
		if st := r.Standing(p.Head); len(who) == 0 || st.Hypothetical || st.Negated || st.Earlier {
			continue
		}
		if arg, sure, ok := r.wanted(p); ok {
			sc := scope{cue: p.Head, first: min(p.Head, arg.First), last: arg.Last, governs: p.Head, sure: sure}
			out = append(out, bond{scope: sc, who: who, token: p.Head, known: true, demanded: true})
		}
	}
	return out
}

// wanted returns what is demanded, and whether that can be nothing but a
// condition.
func (r *reader) wanted(p reading.Proposition) (arg reading.Argument, sure, ok bool) {
	for _, arg := range p.Arguments {
		switch arg.Relation {
		case "obj", "ccomp", "xcomp", "obl":
		default:
			continue
		}
		if asks := r.Doc.Tokens[p.Head].Is("ask", "asks", "asked", "asking", "press", "pressed", "presses", "wait", "waits", "waited", "waiting", "call", "calls", "called", "calling"); asks && arg.Preposition != "for" {
			continue // the rest tells of whom and how
		}
		if r.Doc.Tokens[p.Head].Is("insist", "insists", "insisted", "insisting") && arg.Relation == "ccomp" && !r.obliges(arg) {
			continue // that is what he holds for true
		}
		if links := r.Doc.Tokens[p.Head].Is("link", "links", "linked", "tie", "ties", "tied", "linking", "tying"); links != (arg.Preposition == "to" && arg.Relation == "obl") {
			continue
		} else if links {
			return arg, true, r.binds(arg.First, arg.Last)
		}
		if arg.Relation == "obl" && arg.Preposition != "for" && arg.Preposition != "on" && arg.Preposition != "upon" {
			continue
		}
		for t := arg.Head + 1; t < arg.Last; t++ {
			if r.Doc.Tokens[t].Is("which") && r.Doc.Tokens[t-1].Is(",") {
				arg.Last = t // what is told of it is not demanded
			}
		}
		switch {
		case r.first(arg) || len(r.HitsIn("assurance", arg.First, arg.Last)) > 0:
			return arg, true, true
		case r.binds(arg.First, arg.Last):
			return arg, false, true
		}
	}
	return reading.Argument{}, false, false
}

// obliges reports whether a clause says what must be.
func (r *reader) obliges(arg reading.Argument) bool {
	for t := arg.First; t <= arg.Head; t++ {
		if r.Doc.Tokens[t].Is("must", "should", "be", "shall") {
			return true
		}
	}
	return false
}

// first reports whether what is wanted is wanted first.
func (r *reader) first(arg reading.Argument) bool {
	return r.Doc.Tokens[arg.Last-1].Is("first", "beforehand") || arg.Last < len(r.Doc.Tokens) && r.Doc.Tokens[arg.Last].Is("first", "beforehand")
}

// binds reports whether tokens [first, last) name a known condition.
func (r *reader) binds(first, last int) bool {
	for _, h := range r.HitsIn("condkind", first, last) {
		if h.Entry.Value != "agreement" && h.Entry.Value != "backing" {
			return true
		}
	}
	return false
}

package claim

import (
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/reading"
)

// approvals finds what parliaments and cabinets are still to decide: the part of
// their state hangs on it.
func (r *reader) approvals(s int) []bond {
	var out []bond
	for _, p := range r.Propositions(s) {
		if len(r.HitsIn("approval", p.Head, p.Head+1)) == 0 || !r.owing(p) {
			continue
		}
		c := r.Clauses[r.ClauseAt(p.Head)]
		first, last := c.First, c.Last
		for _, a := range p.Arguments {
			last = max(last, a.Last)
		}
		if !r.legislative(first, last) {
			continue
		}
		sc := scope{cue: p.Head, first: first, last: last, governs: p.Head, sure: true}
		b := bond{scope: sc, token: p.Head, known: true, base: true}
		if b.who = r.houses(first, last); len(b.who) == 0 {
			b.who = r.subjectBefore(p.Head)
		}
		if len(b.who) == 0 {
			b.who = r.takenUp(s)
		}
		out = append(out, b)
	}
	return out
}

// owing reports whether a predicate is still to be done by somebody: "must
// ratify", "has yet to ratify", "still needs to be ratified".
func (r *reader) owing(p reading.Proposition) bool {
	st := r.Standing(p.Head)
	if st.Hypothetical || st.Perfect && !st.Negated {
		return false
	}
	if st.Obliged {
		return true
	}
	infinitive := p.Head > 0 && r.Doc.Tokens[p.Head-1].Is("to", "be")
	for t := max(0, p.First-3); t < p.Head; t++ {
		if w := r.Doc.Tokens[t]; w.Is("must") || infinitive && w.Is("yet", "still", "needs", "need", "has", "have") {
			return true
		}
	}
	return false
}

// legislative reports whether tokens [first, last) name a body that votes.
func (r *reader) legislative(first, last int) bool {
	for _, h := range r.HitsIn("condkind", first, last) {
		if h.Entry.Value == "parliament" {
			return true
		}
	}
	return len(r.houses(first, last)) > 0
}

// houses is the first mention of a parliament in tokens [first, last).
func (r *reader) houses(first, last int) []int {
	for _, i := range r.ActorsIn(first, last) {
		if id := r.Actors[i].ID; strings.HasSuffix(id, ":PARLIAMENT") || strings.HasSuffix(id, ":CONGRESS") {
			return []int{i}
		}
	}
	return nil
}

// subjectBefore is the last subject of a predicate before a token of its sentence.
func (r *reader) subjectBefore(token int) []int {
	var who []int
	for _, p := range r.Propositions(r.Doc.Tokens[token].Sentence) {
		if p.Head < token && len(p.Subject.Actors) > 0 {
			who = p.Subject.Actors
		}
	}
	return r.parties(who)
}

package claim

import "github.com/barograph/barograph/services/nlp/internal/reading"

const (
	// eventReach is how many tokens the name of an event may have.
	eventReach = 10
	// prospectReach is how far before it what waits for it may stand.
	prospectReach = 20
)

// awaited finds what actors are going to do after an event that is yet to come:
// "ready to send soldiers after a ceasefire", "their intention to go as soon as
// a treaty is signed". Parsers often hang such a phrase on the verb of saying.
func (r *reader) awaited(s int) []bond {
	var out []bond
	sentence := r.Doc.Sentences[s]
	for t := sentence.First; t+1 < sentence.Last; t++ {
		first := r.opensEvent(t, sentence.Last)
		if first == 0 {
			continue
		}
		last := r.eventEnd(first, sentence.Last)
		if len(r.HitsIn("awaited", first, last)) == 0 || !r.yetToCome(first, last) {
			continue
		}
		p, ok := r.prospect(t, sentence.First)
		if !ok {
			continue
		}
		b := bond{scope: scope{cue: t, first: t, last: last, governs: p.Head, sure: true}, token: p.Head}
		b.who, b.known = r.parties(r.Subjects(p.Head)), true
		if v := r.VoiceAt(p.Head); len(b.who) == 0 && v.Speaker >= 0 {
			b.who, b.voiced = r.parties([]int{v.Speaker}), true
		}
		if len(b.who) > 0 {
			out = append(out, b)
		}
	}
	return out
}

// opensEvent returns the token behind words at t that tell when something is to
// be, or 0.
func (r *reader) opensEvent(t, last int) int {
	switch w := r.Doc.Tokens[t]; {
	case t+2 >= last:
		return 0
	case w.Is("after", "following", "once", "when", "if"):
		return t + 1
	case w.Is("as") && r.Doc.Tokens[t+1].Is("soon"):
		return t + 3
	case w.Is("day", "moment") && t > 0 && r.Doc.Tokens[t-1].Is("the"):
		return t + 1
	}
	return 0
}

// eventEnd returns the end of the phrase that starts at a token.
func (r *reader) eventEnd(first, last int) int {
	t := first
	for t < last && t < first+eventReach && !r.Doc.Tokens[t].Is(",", ";", ":", "—", ".", "but", "”", "\"") {
		t++
	}
	return t
}

// yetToCome reports whether tokens [first, last) tell of an event that is open:
// no date stands by it, and its verb does not say that it happened; without a
// verb, that it is one of its kind and not the one that has been told of.
func (r *reader) yetToCome(first, last int) bool {
	if len(r.DatesIn(first, last)) > 0 {
		return false
	}
	if !r.VerbIn(first, last) {
		return !r.Doc.Tokens[first].Is("the", "this", "that", "last", "its", "their")
	}
	for _, p := range r.Propositions(r.Doc.Tokens[first].Sentence) {
		if p.Head < first || p.Head >= last || p.Noun {
			continue
		}
		if st := r.Standing(p.Head); st.Past && !st.Perfect && !st.Future && !r.had(first, p.Head) {
			return false
		}
	}
	return true
}

// had reports whether a verb is put into the past of a reported future.
func (r *reader) had(first, head int) bool {
	for t := first; t < head; t++ {
		if r.Doc.Tokens[t].Is("had", "has", "have", "is", "are") {
			return true
		}
	}
	return false
}

// prospect is the nearest predicate before a token that tells of something still
// to be done: announced, wished, intended, or within reach.
func (r *reader) prospect(t, least int) (reading.Proposition, bool) {
	all := r.Propositions(r.Doc.Tokens[t].Sentence)
	for i := len(all) - 1; i >= 0; i-- {
		p := all[i]
		if p.Head >= t || p.Head < max(least, t-prospectReach) || len(r.HitsIn("speech", p.Head, p.Head+1)) > 0 {
			continue
		}
		switch st := r.Standing(p.Head); {
		case st.Negated || st.Hypothetical:
			return p, false
		case st.Future || st.Wished || len(r.HitsIn("prospect", p.Head, p.Head+1)) > 0:
			return p, true
		case !p.Noun && (st.Past || st.Perfect):
			return p, false
		}
	}
	return reading.Proposition{}, false
}

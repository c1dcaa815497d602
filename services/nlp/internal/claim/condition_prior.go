package claim

// farthest is how many tokens before "before" the word of obligation may stand.
const farthest = 14

// prior finds what has to be so before somebody takes part: "the rules must be
// settled before its soldiers leave". Read from the words, since parsers often
// take the subject behind "before" for its object.
func (r *reader) prior(s int) []bond {
	var out []bond
	sentence := r.Doc.Sentences[s]
	for t := sentence.First + 2; t+2 < sentence.Last; t++ {
		if !r.Doc.Tokens[t].Is("before") || !r.VerbIn(t, min(t+8, sentence.Last)) && !r.acting(t, min(t+8, sentence.Last)) {
			continue
		}
		first, ok := r.owedBefore(t, sentence.First)
		if !ok {
			continue
		}
		sc := scope{cue: t, first: first, last: t, governs: -1, sure: true}
		b := bond{scope: sc, token: t, known: true, who: r.behind(t, min(t+5, sentence.Last))}
		if v := r.VoiceAt(t); len(b.who) == 0 && v.Speaker >= 0 {
			b.who, b.voiced = r.parties([]int{v.Speaker}), true
		}
		if len(b.who) == 0 && r.legislative(first, t) {
			b.who, b.base = r.subjectBefore(t), true
		}
		out = append(out, b)
	}
	return out
}

// acting reports whether the tree has a verb in tokens [first, last).
func (r *reader) acting(first, last int) bool {
	for _, p := range r.Propositions(r.Doc.Tokens[first].Sentence) {
		if p.Head >= first && p.Head < last && !p.Noun {
			return true
		}
	}
	return false
}

// owedBefore returns the first token of the clause before token t when it says
// that something must be, has to be or is needed.
func (r *reader) owedBefore(t, least int) (int, bool) {
	owed := false
	for k := t - 1; k >= least && k >= t-farthest; k-- {
		switch w := r.Doc.Tokens[k]; {
		case w.Is(",", ";", ":", "that", "but", "and", "“", "\""):
			return k + 1, owed
		case w.Is("must", "needed", "required", "necessary"), w.Is("to") && k > least && r.Doc.Tokens[k-1].Is("have", "has", "had", "need", "needs", "needed"):
			owed = true
		case w.Is("have", "get") && k > least && r.Doc.Tokens[k-1].Is("would", "will", "should", "shall") && r.legislative(k, t):
			owed = true // a parliament has its say
		}
	}
	return max(least, t-farthest), owed
}

// behind are the actors in tokens [t, last): named, or those of a phrase that the
// tree hangs on the word at t.
func (r *reader) behind(t, last int) []int {
	for _, p := range r.Propositions(r.Doc.Tokens[t].Sentence) {
		for _, a := range p.Arguments {
			if a.First == t && len(a.Actors) > 0 {
				return r.parties(a.Actors)
			}
		}
		if p.Head > t && p.Head <= last+2 && len(p.Subject.Actors) > 0 {
			return r.parties(p.Subject.Actors)
		}
	}
	return r.parties(r.ActorsIn(t, last))
}

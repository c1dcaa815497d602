package claim

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// causative names the rule that reads what makes somebody hesitate.
const causative = "position/causative"

// readCausatives reads who is made to waver: "the threat has made some allies
// pause". What he is made to do is a bare verb or an adjective right behind him,
// which parsers take for a noun as often as not.
func (r *reader) readCausatives() {
	for s, sentence := range r.Doc.Sentences {
		if sentence.Question || len(r.Focus(s)) == 0 || r.announced(sentence.First) {
			continue
		}
		for _, i := range r.ActorsIn(sentence.First, sentence.Last) {
			m := r.Actors[i]
			if m.ID == "" || m.Last >= sentence.Last || !r.made(sentence.First, m.First) || !r.wavers(m.Last) {
				continue
			}
			if st := r.Standing(m.First); st.Hypothetical || st.Negated || st.Wished || within(r.scopes(s), m.First) {
				continue
			}
			for _, f := range r.Focus(s) {
				r.position(m.Last, m.ID, taggingv1.Stance_STANCE_SKEPTICAL, nil, false, causative, 420, f)
			}
		}
	}
}

// made reports whether right before a token, but for words of number and
// belonging, stands a verb of making somebody do or feel a thing.
func (r *reader) made(first, before int) bool {
	for t := before - 1; t >= max(first, before-6); t-- {
		switch w := r.Doc.Tokens[t]; {
		case w.Is("made", "makes", "make", "making", "left", "leaves", "leaving", "rendered", "renders", "kept", "keeps"):
			return true
		case !w.Is("some", "many", "several", "most", "a", "few", "of", "the", "our", "its", "their", "his", "number", "even", "other"):
			return false
		}
	}
	return false
}

// wavers reports whether the word at a token tells of doubt or delay.
func (r *reader) wavers(token int) bool {
	for _, kind := range []string{"attitude", "stance"} {
		for _, h := range r.HitsIn(kind, token, token+1) {
			switch h.Entry.Value {
			case "doubt", "fear", "wait", "skeptical", "undecided":
				return true
			}
		}
	}
	return false
}

package claim

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// leastNamed is how many actors make a list of backers.
const leastNamed = 3

// readEnumerations reads lists of states in sentences that speak of the
// initiative and hold no refusal: those who are thanked, who signed, who join.
// Statements list whom they have on their side without saying so. Weak: any
// other stance of one of them outweighs it.
func (r *reader) readEnumerations() {
	for s, sentence := range r.Doc.Sentences {
		focus := r.Focus(s)
		if len(focus) == 0 || sentence.Question || r.announced(sentence.First) {
			continue
		}
		list := r.enumeration(sentence.First, sentence.Last)
		if len(list) < leastNamed {
			continue
		}
		lean, presence := r.leaning(s), r.presence(sentence)
		if r.absent(sentence.First, r.Actors[list[0]].First) {
			continue
		}
		if lean < 0 || lean == 0 && !r.Own() && !presence {
			continue
		}
		stance := taggingv1.Stance_STANCE_SUPPORTS
		if presence {
			stance = taggingv1.Stance_STANCE_OPEN // who comes to look has not joined
		}
		for _, f := range focus {
			if f.Reach == link.Carried && !r.Links.IsCentral(f.Initiative) {
				continue
			}
			for _, i := range list {
				m := r.Actors[i]
				if !r.catalogue[f.Initiative].adversary(m.ID) {
					r.position(m.First, m.ID, stance, nil, false, "position/enumeration", 360, f)
				}
			}
		}
	}
}

// absent reports whether the words right before a list set it apart: those who
// are missing, or all but them.
func (r *reader) absent(first, list int) bool {
	for t := max(first, list-3); t < list; t++ {
		if r.Doc.Tokens[t].Is("missing", "absent", "without", "except", "excluding", "excluded", "not", "lacks", "minus", "unlike") {
			return true
		}
	}
	return false
}

// enumeration returns the longest run of states and bodies joined by commas
// and conjunctions in tokens [first, last).
func (r *reader) enumeration(first, last int) []int {
	var best, run []int
	for _, i := range r.ActorsIn(first, last) {
		m := r.Actors[i]
		if m.Kind == actor.Demonym || m.Kind == actor.People {
			continue
		}
		if len(run) > 0 && !r.Joined(r.Actors[run[len(run)-1]].Last, m.First) {
			run = nil
		}
		if run = append(run, i); len(run) > len(best) {
			best = append([]int(nil), run...)
		}
	}
	return best
}

// leaning is the number of cues of support in a sentence less those of refusal.
func (r *reader) leaning(s int) int {
	n := 0
	sentence := r.Doc.Sentences[s]
	for _, h := range r.HitsIn("stance", sentence.First, sentence.Last) {
		x := 0
		switch stances[h.Entry.Value] {
		case taggingv1.Stance_STANCE_PARTICIPATES, taggingv1.Stance_STANCE_SUPPORTS:
			x = 1
		case taggingv1.Stance_STANCE_SKEPTICAL, taggingv1.Stance_STANCE_REJECTS, taggingv1.Stance_STANCE_OBSTRUCTS, taggingv1.Stance_STANCE_UNDECIDED:
			x = -1
		}
		if r.Negated(h) {
			x = -x
		}
		n += x
	}
	for _, h := range r.HitsIn("attitude", sentence.First, sentence.Last) {
		if !r.suits(h) {
			continue
		}
		x := 1
		switch h.Entry.Value {
		case "wait", "doubt", "fear", "oppose", "hinder", "refuse", "leave":
			x = -1
		case "urge", "label", "open":
			continue
		}
		if r.Negated(h) {
			x = -x
		}
		n += x
	}
	return n
}

// presence reports whether a sentence tells who is at a place or a meeting: a
// coordination centre, observers, delegations.
func (r *reader) presence(s text.Sentence) bool {
	return len(r.HitsIn("presence", s.First, s.Last)) > 0
}

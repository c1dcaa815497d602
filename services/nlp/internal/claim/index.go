package claim

import (
	"iter"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/actor"
)

// index answers what is asked of the drafts and of the article again and again
// without a look at all of them: a text of half a mebibyte gives tens of
// thousands of drafts.
type index struct {
	inSentence map[int][]int                       // drafts by sentence, in order
	positions  map[stand]bool                      // who takes a position
	noes       map[stand]int                       // the first token of a no by who says it, with the line
	service    map[string]taggingv1.CommitmentKind // by actor: soldiers or police, as given last
	arms       map[string]int                      // by actor: how much more of police than of soldiers
	tellers    map[int]int                         // by token: see teller
	armed      map[string]bool                     // the armed groups of the text; nil until asked for
}

// stand is an actor's stand on an initiative, in a line where that matters.
type stand struct {
	actor      string
	initiative int
	line       int
}

func newIndex() index {
	return index{
		inSentence: map[int][]int{}, positions: map[stand]bool{}, noes: map[stand]int{},
		service: map[string]taggingv1.CommitmentKind{}, arms: map[string]int{}, tellers: map[int]int{},
	}
}

// keepDraft appends a draft, whose stance, kind and status do not change any more.
func (r *reader) keepDraft(d draft) {
	x, at := &r.index, r.Doc.Tokens[d.token]
	x.inSentence[at.Sentence] = append(x.inSentence[at.Sentence], len(r.drafts))
	r.drafts = append(r.drafts, d)
	if d.kind == "position" {
		x.positions[stand{actor: d.actor, initiative: d.initiative}] = true
		place := stand{d.actor, d.initiative, at.Line}
		if first, known := x.noes[place]; d.claim.GetPosition().GetStance() >= taggingv1.Stance_STANCE_REJECTS && (!known || d.token < first) {
			x.noes[place] = d.token
		}
	}
	if k := d.claim.GetCommitment().GetKind(); armed(k) {
		x.service[d.actor] = k
	}
}

// draftsIn gives the drafts of a sentence, in the order in which they were made.
func (r *reader) draftsIn(sentence int) iter.Seq[*draft] {
	return func(yield func(*draft) bool) {
		for _, i := range r.index.inSentence[sentence] {
			if !yield(&r.drafts[i]) {
				return
			}
		}
	}
}

// teller is the last source of what a token says, or -1. Every speaker of a
// sentence is held against it.
func (r *reader) teller(token int) int {
	who, known := r.index.tellers[token]
	if !known {
		chain := r.Sources(token)
		who = chain[len(chain)-1].Speaker
		r.index.tellers[token] = who
	}
	return who
}

// fighters holds the armed groups that the text names.
func (r *reader) fighters() map[string]bool {
	if r.index.armed == nil {
		r.index.armed = map[string]bool{}
		for _, m := range r.Actors {
			if m.Kind == actor.Armed {
				r.index.armed[m.ID] = true
			}
		}
	}
	return r.index.armed
}

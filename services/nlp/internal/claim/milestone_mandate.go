package claim

import (
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

const ownPeople = "it lets one state's own people go, which mandates nobody else"

// mandated takes back how far a mandate is said to have got where those who decide
// have no power over the whole; false where it says nothing of it.
func (r *reader) mandated(h lexicon.Hit, f link.Focus, state taggingv1.MilestoneState) (taggingv1.MilestoneState, bool) {
	switch {
	case rungs[h.Entry.Value] != taggingv1.MilestoneKind_MILESTONE_KIND_MANDATED || state != taggingv1.MilestoneState_MILESTONE_STATE_REACHED:
		return state, true
	case r.prepares(h):
		return taggingv1.MilestoneState_MILESTONE_STATE_PENDING, true
	}
	return state, !r.forItself(h, f)
}

// prepares reports whether the subject of an act is a committee: it proposes what
// others decide.
func (r *reader) prepares(h lexicon.Hit) bool {
	tree, subject := r.subjectOf(h)
	if subject < 0 {
		return false
	}
	switch strings.ToLower(tree.Words[subject].Form) {
	case "committee", "committees", "subcommittee":
		return true
	}
	return false
}

// forItself reports whether an act of mandating is that of one state, or of its
// parliament, which lets its own people go and nobody else's. What a sponsor, a
// host, or who can veto the initiative decides is about the whole.
func (r *reader) forItself(h lexicon.Hit, f link.Focus) bool {
	tree, subject := r.subjectOf(h)
	if subject < 0 {
		return false
	}
	first, last := tree.Subtree(subject)
	actors := r.ActorsIn(tree.Words[first].Token, tree.Words[last-1].Token+1)
	in := r.catalogue[f.Initiative]
	for _, a := range actors {
		id := r.Actors[a].ID
		state, _, _ := strings.Cut(id, ":")
		if len(state) != 3 || r.Actors[a].Kind == actor.Body || r.Actors[a].Kind == actor.Armed || in.vetoer(id) || in.sponsor(state) || in.host(state) || in.vetoer(state) {
			return false
		}
	}
	return len(actors) > 0
}

// subjectOf is the word that is the subject of an act; -1 without one.
func (r *reader) subjectOf(h lexicon.Hit) (tree *syntax.Tree, word int) {
	if tree = r.Tree(r.Doc.Tokens[h.Anchor].Sentence); tree == nil {
		return nil, -1
	}
	if word = tree.WordOf(h.Anchor); word >= 0 {
		word = tree.Child(word, syntax.Nsubj)
	}
	return tree, word
}

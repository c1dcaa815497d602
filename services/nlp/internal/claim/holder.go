package claim

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/link"
)

// inName reports whether an actor is only part of what the initiative is
// called: "the Kenya-led force" is not Kenya.
func (r *reader) inName(m actor.Mention, f link.Focus) bool {
	for _, n := range r.MentionsOver(m.First, m.Last) {
		if n.Initiative == f.Initiative && n.First <= m.First && m.Last <= n.Last && n.Last-n.First > m.Last-m.First {
			return true
		}
	}
	return false
}

// adjoining reports whether the phrase that begins at token first is the one in
// which the token at last stands, "members" and "some" of a body included:
// "the idea of Elbonia", not "the idea of sending troops to Elbonia".
func (r *reader) adjoining(first, last int) bool {
	for t := first; t < last; t++ {
		w := r.Doc.Tokens[t]
		if w.Is("of") && t > first && r.Doc.Tokens[t-1].Is("members", "member", "some", "many", "most", "several", "all", "leaders", "parts", "officials", "number", "both", "majority") {
			continue
		}
		if w.Is("of", "to", "for", "about", "over", "at", "on", "in", "with", "by", "from", "that", "which", "who") || r.verbal(t) {
			return false
		}
	}
	return true
}

// obliged reports whether a positive predicate is only demanded of its subject:
// that a state must allow a thing does not say that it does.
func (r *reader) obliged(h lexicon.Hit) bool {
	if s := stances[h.Entry.Value]; s > taggingv1.Stance_STANCE_OPEN {
		return false
	}
	c := r.ClauseAt(h.Anchor)
	for t := h.Anchor - 1; t >= r.Clauses[c].First && t >= h.Anchor-6; t-- {
		if r.Doc.Tokens[t].Is("must", "should", "ought", "shall") {
			return true
		}
	}
	return false
}

// polled reports whether what a state is said to hold is what its people were
// found to think: a poll or their opinion stands before the predicate.
func (r *reader) polled(h lexicon.Hit, m actor.Mention) bool {
	if m.Person != "" || m.Kind == actor.Leader || m.Kind == actor.Office {
		return false
	}
	s := r.Doc.Sentences[r.Doc.Tokens[h.Anchor].Sentence]
	for t := s.First; t < h.Anchor; t++ {
		if r.Doc.Tokens[t].Is("poll", "polls", "polling", "survey", "surveys", "pollster", "pollsters", "respondents", "opinion", "voters", "electorate") {
			return true
		}
	}
	return false
}

// definite reports whether an article stands right before a mention, and no
// share of it ("most of the Elbonians").
func (r *reader) definite(m actor.Mention) bool {
	return m.First > 0 && r.Doc.Tokens[m.First-1].Is("the") && (m.First < 2 || !r.Doc.Tokens[m.First-2].Is("of"))
}

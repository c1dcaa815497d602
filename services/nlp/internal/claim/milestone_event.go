package claim

import (
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/reading"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// rungEvent is the rule of milestones that are composed: an act and what it is
// done to.
const rungEvent = "milestone/event"

// readEvents reads rungs from acts of the lexicon whose clause has their matter.
func (r *reader) readEvents() {
	r.each("act", func(h lexicon.Hit) {
		focus, cl, ok := r.citable(h)
		switch {
		case !ok, r.announced(h.Anchor), r.Doc.Sentences[cl.Sentence].Question, !r.suits(h):
			return // acts are common words: what is plainly no milestone is not worth a line
		}
		matter := r.matterOf(h)
		for _, f := range focus {
			if !matter && !h.Entry.Has("alone") && !(h.Entry.Has("self") && r.itself(h, f)) {
				continue
			}
			if f.Reach == link.Carried && !r.Links.IsCentral(f.Initiative) || f.Reach != link.Direct && h.Entry.Value == "proposed" {
				r.drop(h.Anchor, rungEvent, distant, h.Entry.Value, "of", r.catalogue[f.Initiative].id)
				continue
			}
			r.rung(h, f)
		}
	})
}

// rung drafts one state of one initiative.
func (r *reader) rung(h lexicon.Hit, f link.Focus) {
	standing := r.Standing(h.Anchor)
	if standing.Hypothetical && !h.Entry.Has("pending") {
		r.drop(h.Anchor, rungEvent, supposed, h.Entry.Value)
		return
	}
	state := eventState(h, standing)
	if r.infinitive(h.Anchor) && state == taggingv1.MilestoneState_MILESTONE_STATE_REACHED {
		state = taggingv1.MilestoneState_MILESTONE_STATE_PENDING // what is to be done has not been done
	}
	if v := r.valence.Around(h.Anchor); state == taggingv1.MilestoneState_MILESTONE_STATE_REACHED && v.Milli < 0 && !h.Entry.Has("alone") {
		state = taggingv1.MilestoneState_MILESTONE_STATE_PENDING // in some way the clause says that it did not come about
	}
	kind := rungs[h.Entry.Value]
	state, ok := r.mandated(h, f, state)
	if !ok {
		r.drop(h.Anchor, rungEvent, ownPeople, h.Entry.Value)
		return
	}
	if state == taggingv1.MilestoneState_MILESTONE_STATE_PENDING {
		switch {
		case kind == taggingv1.MilestoneKind_MILESTONE_KIND_PROPOSED:
			r.drop(h.Anchor, rungEvent, "what is spoken of has been proposed", h.Entry.Value)
			return
		case kind == taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED && (standing.Negated || f.Reach == link.Carried && !h.Entry.Has("goes")) && r.contributor(h, standing.Negated):
			r.drop(h.Anchor, rungEvent, "it is one contributor's affair; others may be sent", h.Entry.Value)
			return
		}
	}
	if kind == taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED && state == taggingv1.MilestoneState_MILESTONE_STATE_REACHED && !r.arrived(h, f, standing) {
		r.drop(h.Anchor, rungEvent, unproven, h.Entry.Value)
		return
	}
	r.add(draft{
		kind: "milestone", slot: h.Entry.Value, token: h.Anchor, rule: rungEvent, confidence: 500,
		claim: &taggingv1.Claim{
			Body:        &taggingv1.Claim_Milestone{Milestone: &taggingv1.Milestone{Kind: kind, State: state, Setback: setback(h, state)}},
			Dimension:   rungDimension(kind),
			ImpactMilli: rungImpact(state),
		},
	}, f)
}

// eventState is how far the act has got: done, or denied, announced, wished for
// and supposed.
func eventState(h lexicon.Hit, s reading.Standing) taggingv1.MilestoneState {
	open := s.Negated || s.Future || s.Hypothetical || s.Wished || s.Obliged || s.Purpose || s.Certainty >= reading.Possible
	switch {
	case h.Entry.Has("pending"), open:
		return taggingv1.MilestoneState_MILESTONE_STATE_PENDING
	case h.Entry.Has("failed"):
		return taggingv1.MilestoneState_MILESTONE_STATE_FAILED
	}
	return taggingv1.MilestoneState_MILESTONE_STATE_REACHED
}

// infinitive reports whether the word at a token is a verb behind "to", or
// behind a modal, or a gerund: it does not say that it is done, unless what it
// hangs on is how such things are done ("voted to authorise").
func (r *reader) infinitive(token int) bool {
	tree := r.Tree(r.Doc.Tokens[token].Sentence)
	if tree == nil {
		return false
	}
	w := tree.WordOf(token)
	if w < 0 {
		return false
	}
	if h := tree.Words[w].Head; h >= 0 && len(r.HitsIn("resolve", tree.Words[h].Token, tree.Words[h].Token+1)) > 0 && !r.infinitive(tree.Words[h].Token) {
		return false
	}
	helped := false
	for c := range tree.Children(w) {
		if tree.Words[c].Tag == syntax.TO || tree.Words[c].Tag == syntax.MD {
			return true
		}
		helped = helped || tree.Words[c].Relation.Base() == syntax.Aux
	}
	return tree.Words[w].Tag == syntax.VBG && !helped && tree.Words[w].POS == syntax.VERB
}

// contributor reports whether an act is that of a named actor, or, where it is
// denied, about people of one ("no Norwegian soldier will be stationed").
func (r *reader) contributor(h lexicon.Hit, denied bool) bool {
	p, ok := r.PropositionAt(h.Anchor)
	if !ok {
		return false
	}
	if len(p.Subject.Actors) > 0 {
		return true
	}
	o, ok := p.Object()
	return ok && denied && len(r.ActorsIn(o.First, o.Last)) > 0
}

// matterOf reports whether the act's clause has matter of its rung.
func (r *reader) matterOf(h lexicon.Hit) bool {
	s := r.Doc.Sentences[r.Doc.Tokens[h.Anchor].Sentence]
	for _, m := range r.HitsIn("matter", s.First, s.Last) {
		if m.Entry.Value == h.Entry.Value && r.argument(m.First, m.Last, h, 2) {
			return true
		}
	}
	return false
}

// itself reports whether the initiative is the matter of an act.
func (r *reader) itself(h lexicon.Hit, f link.Focus) bool {
	for _, m := range r.mentionsBeside(h.Anchor) {
		if m.Initiative == f.Initiative && r.argument(m.First, m.Last, h, 1) {
			return true
		}
	}
	return false
}

// argument reports whether the phrase of tokens [first, last) is an argument of
// a hit's words, or lies at most so many steps inside one. What only dates the
// act, or says in spite of what it was done, is none.
func (r *reader) argument(first, last int, h lexicon.Hit, steps int) bool {
	tree := r.Tree(r.Doc.Tokens[first].Sentence)
	if tree == nil || first < h.Last && h.First < last {
		return false
	}
	w := tree.WordOf(last - 1)
	for w >= 0 && steps > 0 {
		head := tree.Words[w].Head
		if head < 0 {
			return false
		}
		t := tree.Words[head].Token
		if t >= first && t < last {
			w = head
			continue
		}
		if !nominal(tree, w) {
			return false
		}
		if t >= h.First && t < h.Last {
			return true
		}
		if b := tree.Words[w].Relation.Base(); b != syntax.Conj && b != syntax.Appos {
			steps--
		}
		w = head
	}
	return false
}

// nominal reports whether word w is an argument or a part of a noun phrase.
func nominal(tree *syntax.Tree, w int) bool {
	switch tree.Words[w].Relation.Base() {
	case syntax.Nsubj, syntax.Obj, syntax.Iobj, syntax.Compound, syntax.Conj, syntax.Appos, syntax.Nummod, syntax.Flat, syntax.Xcomp:
		return true
	case syntax.Obl, syntax.Nmod:
		c := tree.Child(w, syntax.Case)
		if c < 0 {
			return true
		}
		switch strings.ToLower(tree.Words[c].Form) {
		case "after", "before", "since", "until", "despite", "during", "without", "under", "at", "like", "than", "as", "against":
			return false
		}
		return true
	}
	return false
}

// rungImpact is what a rung's state does for the prospects.
func rungImpact(s taggingv1.MilestoneState) int32 { return [...]int32{0, 900, -100, -900}[s] }

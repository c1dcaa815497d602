package claim

import (
	"sort"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/reading"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// event codes what a draft's own proposition says; what the claim holds for
// background is historical.
func (r *reader) event(d draft, claim *taggingv1.Claim) *taggingv1.Event {
	e := EventAt(r.Article, d.token)
	if e != nil && claim.GetBackground() {
		e.Historical = true
	}
	return e
}

// EventAt codes what the predicate at token t says after PLOVER (Political
// Language Ontology for Verifiable Event Records), with the auxiliary modes
// that its coders leave out: historical, future, hypothetical, negation. It
// is nil where no event is told.
//
// Announced cooperation is agreement: a CONSULT, SUPPORT, COOPERATE or AID that
// lies ahead is an AGREE.
func EventAt(a *reading.Article, t int) *taggingv1.Event {
	r := &reader{Article: a}
	c := a.ClauseAt(t)
	if c < 0 {
		return nil
	}
	h, ok := r.eventHit(a.Clauses[c], t)
	if !ok {
		return nil
	}
	st := r.Standing(h.Anchor)
	e := &taggingv1.Event{
		Type: taggingv1.EventType(taggingv1.EventType_value["EVENT_TYPE_"+h.Entry.Value]), Mode: h.Entry.Attrs["mode"],
		Historical: st.Earlier || r.BackgroundAt(h.Anchor), Future: st.Future, Hypothetical: st.Hypothetical,
		Negation: r.Negated(h),
	}
	if e.Mode == "" {
		e.Mode = r.eventMode(h)
	}
	if e.Future {
		switch e.Type {
		case taggingv1.EventType_EVENT_TYPE_CONSULT, taggingv1.EventType_EVENT_TYPE_SUPPORT, taggingv1.EventType_EVENT_TYPE_COOPERATE, taggingv1.EventType_EVENT_TYPE_AID:
			e.Type, e.Mode = taggingv1.EventType_EVENT_TYPE_AGREE, ""
		}
	}
	return e
}

// eventHit finds the predicate that tells what happens: the claim's own, what
// it governs or is governed by, else the nearest in its clause. A verb of
// asking, refusing, threatening or agreeing overrules what hangs on it.
func (r *reader) eventHit(c reading.Clause, token int) (lexicon.Hit, bool) {
	tree := r.Tree(r.Doc.Tokens[token].Sentence)
	w := -1
	if tree != nil {
		w = tree.WordOf(token)
	}
	if w < 0 {
		return r.nearestEvent(c.First, c.Last, token)
	}
	hits := r.eventsByWord(tree, c.Sentence)
	w = predicateOf(tree, w)
	best, found := hits[w]
	for v := w; tree.Words[v].Head >= 0 && governedBy(tree.Words[v].Relation); {
		v = tree.Words[v].Head
		if h, ok := hits[v]; ok && (!found || verbal(h.Entry.Value)) {
			best, found = h, true
		}
	}
	if found {
		return best, true
	}
	for k := range tree.Children(w) {
		if h, ok := hits[k]; ok && tree.Words[k].Relation.Base() != syntax.Nsubj {
			return h, true
		}
	}
	return r.nearestEvent(c.First, c.Last, token)
}

// eventsByWord are the hits of a sentence by the word of the tree on which
// they rest; of several the longest.
func (r *reader) eventsByWord(tree *syntax.Tree, s int) map[int]lexicon.Hit {
	out := map[int]lexicon.Hit{}
	hits := r.HitsIn("event", r.Doc.Sentences[s].First, r.Doc.Sentences[s].Last)
	sort.SliceStable(hits, func(a, b int) bool { return hits[a].Last-hits[a].First > hits[b].Last-hits[b].First })
	for _, h := range hits {
		w := tree.WordOf(h.Anchor)
		if w < 0 {
			continue
		}
		w = predicateOf(tree, w)
		if _, seen := out[w]; !seen {
			out[w] = h
		}
	}
	return out
}

// predicateOf climbs from a word that only helps another to that one.
func predicateOf(tree *syntax.Tree, w int) int {
	for range 4 {
		switch tree.Words[w].Relation {
		case syntax.Aux, syntax.AuxPass, syntax.Cop, syntax.Advmod, syntax.Mark, syntax.Case, syntax.CompoundPrt, syntax.Det:
			if tree.Words[w].Head >= 0 {
				w = tree.Words[w].Head
				continue
			}
		}
		return w
	}
	return w
}

// governedBy reports whether a relation makes a clause or noun the content of
// what it hangs on.
func governedBy(r syntax.Relation) bool {
	switch r {
	case syntax.Xcomp, syntax.Ccomp, syntax.Obj, syntax.Acl:
		return true
	}
	return false
}

// verbal reports whether an event of a type is done with words about another.
func verbal(typ string) bool {
	switch typ {
	case "AGREE", "REQUEST", "REJECT", "THREATEN":
		return true
	}
	return false
}

// nearestEvent is the hit in tokens [first, last) that is nearest to a token.
func (r *reader) nearestEvent(first, last, token int) (lexicon.Hit, bool) {
	var best lexicon.Hit
	nearest := -1
	for _, h := range r.HitsIn("event", first, last) {
		if d := max(h.First-token, token-h.First); nearest < 0 || d < nearest {
			best, nearest = h, d
		}
	}
	return best, nearest >= 0
}

// eventMode is the mode of a predicate that has none of its own, by the first
// word for one among what it governs.
func (r *reader) eventMode(h lexicon.Hit) string {
	tree := r.Tree(r.Doc.Tokens[h.Anchor].Sentence)
	if tree == nil || tree.WordOf(h.Anchor) < 0 {
		return ""
	}
	w := predicateOf(tree, tree.WordOf(h.Anchor))
	_, last := tree.Subtree(w)
	for _, m := range r.HitsIn("eventmode", h.First, tree.Words[last-1].Token+1) {
		k := tree.WordOf(m.Anchor)
		if m.Entry.Value == h.Entry.Value && k >= 0 && k != w && tree.Dominates(w, k) && tree.Words[k].Relation.Base() != syntax.Nsubj {
			return m.Entry.Attrs["mode"]
		}
	}
	return ""
}

package claim

import (
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// undone is the value of a clause from which on a cue in it that says the opposite
// is taken for what has been overcome or spoilt ("lifted the freeze").
const undone = 400

// readDimensions drafts dimension evidence from the cues of the lexicon. A
// negation in the clause turns a cue round. What is not promised lowers as much
// as a promise raises; but "no veto" raises much less than a veto lowers.
func (r *reader) readDimensions() {
	r.each("dimension", func(h lexicon.Hit) {
		focus, cl, ok := r.citable(h)
		switch {
		case !ok:
			r.drop(h.Anchor, dimensionCue, unfocused, h.Entry.Value)
			return
		case r.announced(h.Anchor):
			r.drop(h.Anchor, dimensionCue, heading, h.Entry.Value)
			return
		case r.Doc.Sentences[cl.Sentence].Question:
			r.drop(h.Anchor, dimensionCue, "a question asserts nothing", h.Entry.Value)
			return
		case r.named(h.First, h.Last):
			r.drop(h.Anchor, dimensionCue, "it is a part of a name", h.Entry.Value)
			return
		case r.leaveToSpeak(h) || r.answersAccount(h):
			r.drop(h.Anchor, dimensionCue, "it is about who may speak, or about an account", h.Entry.Value)
			return
		}
		lacking := r.lacking(h.Anchor)
		negated := r.Negated(h)
		if _, seen := r.Polarity(h.Anchor); lacking && len(seen) == 0 {
			negated = true // the tree's reading counts "without" over words for deeds only
		}
		sign := int32(500)
		switch lowers := h.Entry.Has("lowers"); {
		case lowers && negated:
			sign = 150
		case lowers != negated:
			sign = -500
		}
		hard := false
		switch {
		case sign > 0 && !negated && r.behindCue(h):
			r.drop(h.Anchor, dimensionCue, "it is what another cue is about", h.Entry.Value)
			return
		case sign > 0 && !negated && r.obstacle(h.Anchor):
			sign, hard = -500, true
		}
		if sign > 0 && !negated && within(r.scopes(cl.Sentence), h.Anchor) {
			r.drop(h.Anchor, dimensionCue, supposed, h.Entry.Value)
			return
		}
		if v := r.valence.Around(h.Anchor); !lacking && !hard && (sign < 0 && v.Milli >= undone || sign > 0 && v.Milli <= -undone) {
			r.drop(h.Anchor, dimensionCue, "its clause as a whole says the opposite", h.Entry.Value)
			return
		}
		for _, f := range focus {
			if f.Reach == link.Carried && !r.Links.IsCentral(f.Initiative) {
				r.drop(h.Anchor, dimensionCue, distant, h.Entry.Value, "of", r.catalogue[f.Initiative].id)
				continue
			}
			direction := "raises"
			if sign < 0 {
				direction = "lowers"
			}
			r.add(draft{
				kind: "dimension", slot: h.Entry.Value + "/" + direction, token: h.Anchor, negated: negated, rule: dimensionCue, confidence: 500,
				claim: &taggingv1.Claim{
					Body:        &taggingv1.Claim_DimensionEvidence{DimensionEvidence: &taggingv1.DimensionEvidence{Cue: strings.Join(strings.Fields(r.Doc.Text(r.Doc.SpanOf(h.First, h.Last))), " ")}},
					Dimension:   taggingv1.Dimension(taggingv1.Dimension_value["DIMENSION_"+strings.ToUpper(h.Entry.Value)]),
					ImpactMilli: sign,
				},
			}, f)
		}
	})
}

// behindCue reports whether a cue stands right behind one that lowers the same
// dimension, as its object: "wary of endorsing".
func (r *reader) behindCue(h lexicon.Hit) bool {
	for _, k := range r.HitsIn("dimension", max(0, h.First-4), h.First) {
		if k.Last == h.First && k.Entry.Value == h.Entry.Value && k.Entry.Has("lowers") {
			return true
		}
	}
	return false
}

// obstacle reports whether a clause says of what a token names that it is yet to
// be overcome: "the main obstacle is finding backers".
func (r *reader) obstacle(token int) bool {
	tree := r.Tree(r.Doc.Tokens[token].Sentence)
	if tree == nil {
		return false
	}
	for w := tree.WordOf(token); w >= 0; w = tree.Words[w].Head {
		if s := tree.ChildOf(w, syntax.Nsubj); s >= 0 {
			return tree.Words[s].Token < token && r.Doc.Tokens[tree.Words[s].Token].Is("obstacle", "obstacles", "hurdle", "hurdles", "challenge", "challenges", "difficulty", "difficulties", "problem", "problems")
		}
	}
	return false
}

// leaveToSpeak reports whether what is or is not authorised is that somebody
// talks: "officials not authorised to speak".
func (r *reader) leaveToSpeak(h lexicon.Hit) bool {
	t := h.Last
	return h.Entry.Value == "legal_mandate" && t+1 < len(r.Doc.Tokens) && r.Doc.Tokens[t].Is("to") &&
		r.Doc.Tokens[t+1].Is("speak", "talk", "comment", "discuss", "brief", "say", "be", "disclose", "publicly")
}

// answersAccount reports whether what is rejected or denied is what others said.
func (r *reader) answersAccount(h lexicon.Hit) bool {
	p, ok := r.PropositionAt(h.Anchor)
	if !ok || h.Entry.Value != "diplomatic_support" {
		return false
	}
	o, ok := p.Object()
	return ok && r.Doc.Tokens[o.Head].Is("account", "accounts", "report", "reports", "claim", "claims", "allegation", "allegations", "rumour", "rumours", "rumor", "rumors", "suggestion", "suggestions", "notion", "accusation", "accusations", "story", "reading", "version")
}

// lacking reports whether a token's phrase is what is not there: "without their
// support".
func (r *reader) lacking(token int) bool {
	tree := r.Tree(r.Doc.Tokens[token].Sentence)
	if tree == nil {
		return false
	}
	w := tree.WordOf(token)
	for ; w >= 0; w = tree.Words[w].Head {
		for c := range tree.Children(w) {
			if rel := tree.Words[c].Relation.Base(); (rel == syntax.Case || rel == syntax.Mark) && r.Doc.Tokens[tree.Words[c].Token].Is("without") {
				return true
			}
		}
		if rel := tree.Words[w].Relation.Base(); rel != syntax.Nmod && rel != syntax.Conj && rel != syntax.Amod && rel != syntax.Compound {
			return false
		}
	}
	return false
}

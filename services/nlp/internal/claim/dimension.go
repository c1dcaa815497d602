package claim

import (
	"strings"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/lexicon"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/reading"
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
		if !ok {
			r.drop(h.Anchor, dimensionCue, unfocused, h.Entry.Value)
			return
		}
		if why := r.mute(h, cl); why != "" {
			r.drop(h.Anchor, dimensionCue, why, h.Entry.Value)
			return
		}
		sign, negated, why := r.signOf(h, cl)
		if why != "" {
			r.drop(h.Anchor, dimensionCue, why, h.Entry.Value)
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

// mute says why a cue asserts nothing where it stands, or "".
func (r *reader) mute(h lexicon.Hit, cl *reading.Clause) string {
	switch {
	case r.announced(h.Anchor):
		return heading
	case r.Doc.Sentences[cl.Sentence].Question:
		return "a question asserts nothing"
	case r.named(h.First, h.Last):
		return "it is a part of a name"
	case r.leaveToSpeak(h) || r.answersAccount(h):
		return "it is about who may speak, or about an account"
	}
	return ""
}

// signOf is the impact of a cue in its clause, whether it is negated there, and
// why it says nothing, if so.
func (r *reader) signOf(h lexicon.Hit, cl *reading.Clause) (sign int32, negated bool, why string) {
	lacking := r.lacking(h.Anchor)
	negated = r.Negated(h)
	if _, seen := r.Polarity(h.Anchor); lacking && len(seen) == 0 {
		negated = true // the tree's reading counts "without" over words for deeds only
	}
	sign = 500
	hard := false
	switch lowers := h.Entry.Has("lowers"); {
	case lowers && negated:
		sign = 150
	case lowers && r.valence.Lessened(h.Anchor):
		return 0, negated, "it is ended, reduced or dealt with" // a word for its topic says so better
	case lowers != negated:
		sign = -500
	case negated:
	case r.behindCue(h):
		return 0, negated, "it is what another cue is about"
	case r.obstacle(h.Anchor):
		sign, hard = -500, true
	case r.sought(h.Anchor) && h.Entry.Value == "legal_mandate":
		sign, hard = -150, true // a mandate that is sought is not there
	case r.sought(h.Anchor):
		sign = 150
	}
	if sign > 0 && !negated && within(r.scopes(cl.Sentence), h.Anchor) {
		return 0, negated, supposed
	}
	if v := r.valence.Around(h.Anchor); !lacking && !hard && (sign < 0 && v.Milli >= undone || sign > 0 && v.Milli <= -undone) {
		return 0, negated, "its clause as a whole says the opposite"
	}
	return sign, negated, ""
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

// sought reports whether what a token names is only sought, by the verbs over it:
// "is seeking support", "works to secure a mandate".
func (r *reader) sought(token int) bool {
	over := r.verbOver(token)
	seeks := func(t int) bool {
		return r.Doc.Tokens[t].Is("seek", "seeks", "seeking", "sought", "pursue", "pursues", "pursuing", "needs", "need", "request", "requests", "requesting")
	}
	if over != token && seeks(over) {
		return true
	}
	p, ok := r.PropositionAt(over)
	return ok && p.Relation != "conj" && p.Governor >= 0 && r.infinitive(over) && (seeks(p.Governor) || r.Doc.Tokens[p.Governor].Is("work", "works", "working", "worked", "try", "tries", "trying", "tried", "struggle", "struggling", "hope", "hopes", "hoping", "push", "pushing", "pushes"))
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

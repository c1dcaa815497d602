package claim

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/reading"
)

// roleDeed is the rule of dimension evidence that lies in who does something.
const roleDeed = "dimension/role"

// readRoles drafts dimension evidence from what those do whose every deed is of
// one dimension: those whom an initiative is aimed at, armed groups, parties
// and parliaments.
func (r *reader) readRoles() {
	for s := range r.Doc.Sentences {
		focus := r.Focus(s)
		if len(focus) == 0 || r.Doc.Sentences[s].Question || r.announced(r.Doc.Sentences[s].First) {
			continue
		}
		for _, p := range r.Propositions(s) {
			if p.Noun {
				continue
			}
			for _, f := range focus {
				r.deed(p, f)
			}
		}
	}
	r.opponents()
}

// deed drafts the evidence of one proposition on one initiative. What an
// opponent does well is no good news; his consent is a position of his.
func (r *reader) deed(p reading.Proposition, f link.Focus) {
	if f.Reach == link.Carried && !r.Links.IsCentral(f.Initiative) {
		return
	}
	for _, i := range p.Subject.Actors {
		m := r.Actors[i]
		d := r.catalogue[f.Initiative].roleDimension(m)
		if d == taggingv1.Dimension_DIMENSION_UNSPECIFIED {
			continue
		}
		v := r.valence.At(p.Head)
		s := r.Standing(p.Head)
		if d == taggingv1.Dimension_DIMENSION_ADVERSARY_REACTION && v.Milli > 0 || s.Hypothetical || s.Wished ||
			v.Milli > 0 && (v.Milli < leastValence || r.hearsay(p)) || v.Milli < 0 && v.Milli >= -unsaid && s.Negated && d == taggingv1.Dimension_DIMENSION_ADVERSARY_REACTION {
			v.Milli = 0
		}
		direction := "open"
		switch {
		case v.Milli > 0:
			direction = "raises"
		case v.Milli < 0:
			direction = "lowers"
		}
		r.add(draft{
			kind: "dimension", slot: vocabulary(d.String(), "DIMENSION_") + "/" + direction, token: p.Head, rule: roleDeed, confidence: 400,
			claim: &taggingv1.Claim{
				Body:        &taggingv1.Claim_DimensionEvidence{DimensionEvidence: &taggingv1.DimensionEvidence{Cue: r.Doc.Text(r.Doc.Tokens[p.Head].Span)}},
				Dimension:   d,
				ImpactMilli: int32(v.Milli), // at most valence.Most
			},
		}, f)
	}
}

// unsaid is up to how bad it is that something neutral did not happen: who has
// no comment, or has seen no paper, has done nothing for or against it.
const unsaid = 300

// hearsay reports whether a predicate only says or finds what another clause
// tells: how that goes is no merit of its subject's.
func (r *reader) hearsay(p reading.Proposition) bool {
	return len(r.HitsIn("speech", p.Head, p.Head+1)) > 0 || hands(p) || p.Relation == "acl:relcl" && r.Doc.Tokens[p.Head].Is("found", "finds", "find", "sees", "saw", "learned", "learnt", "heard")
}

// roleDimension is the dimension of all that an actor does, if there is one.
func (i *initiative) roleDimension(m actor.Mention) taggingv1.Dimension {
	switch {
	case i.adversary(m.ID), m.Kind == actor.Armed && !i.sponsor(m.ID) && !i.host(m.ID):
		return taggingv1.Dimension_DIMENSION_ADVERSARY_REACTION
	case faction(m.ID):
		return taggingv1.Dimension_DIMENSION_DOMESTIC_POLITICS
	}
	return taggingv1.Dimension_DIMENSION_UNSPECIFIED
}

// opponents counts as reactions of adversaries what states reject or obstruct
// where a definition does not say at whom the initiative is aimed.
func (r *reader) opponents() {
	for k := range r.drafts {
		d := &r.drafts[k]
		in := r.catalogue[d.initiative]
		p := d.claim.GetPosition()
		if p == nil || len(in.adversaries) > 0 || in.sponsor(d.actor) || in.host(d.actor) || len(d.actor) != 3 {
			continue
		}
		if p.GetStance() >= taggingv1.Stance_STANCE_REJECTS {
			d.claim.Dimension = taggingv1.Dimension_DIMENSION_ADVERSARY_REACTION
		}
	}
}

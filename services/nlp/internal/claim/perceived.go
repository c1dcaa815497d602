package claim

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/reading"
)

// perceived names the rule that reads as what somebody sees the initiative.
const perceived = "position/perceived"

// readPerceived reads as what an initiative is seen, by whom: "could be perceived
// by Norway as a provocation". What it may be seen as counts less than what it is.
func (r *reader) readPerceived() {
	for s, sentence := range r.Doc.Sentences {
		if sentence.Question || len(r.Focus(s)) == 0 || r.announced(sentence.First) {
			continue
		}
		for _, p := range r.Propositions(s) {
			if !p.Passive || !r.Doc.Tokens[p.Head].Is("perceived", "seen", "viewed", "regarded", "interpreted", "understood", "construed", "received", "taken", "read", "considered") {
				continue
			}
			as, ok := p.With("as")
			if !ok {
				continue
			}
			for _, f := range r.Focus(s) {
				r.perception(p, as, f)
			}
		}
	}
}

// perception drafts the stance of those who see the initiative as something
// good or bad.
func (r *reader) perception(p reading.Proposition, as reading.Argument, f link.Focus) {
	o, ok := p.Object()
	if !ok {
		return
	}
	v, st := r.valence.At(as.Head).Milli, r.Standing(p.Head)
	_, meant := r.mentioned(f, o.First, o.Last)
	if !meant || st.Hypothetical || v > -leastValence && v < leastValence {
		r.drop(p.Head, perceived, "it is not said of the initiative, or is neither good nor bad")
		return
	}
	if st.Negated {
		v = min(0, -v) // who does not see a thing as bad need not like it
	}
	for _, a := range p.Arguments {
		if a.Relation != "obl:agent" {
			continue
		}
		for _, i := range a.Actors {
			stance, confidence := taggingv1.Stance_STANCE_SKEPTICAL, uint32(420)
			switch {
			case v == 0 || r.inName(r.Actors[i], f):
				continue
			case v > 0 && (st.Certainty != reading.Certain || r.foe(r.catalogue[f.Initiative], r.Actors[i].ID)):
				stance = taggingv1.Stance_STANCE_OPEN
			case v > 0:
				stance = taggingv1.Stance_STANCE_SUPPORTS
			}
			if st.Certainty != reading.Certain {
				confidence = 320
			}
			r.position(p.Head, r.Actors[i].ID, stance, nil, false, perceived, confidence, f)
		}
	}
}

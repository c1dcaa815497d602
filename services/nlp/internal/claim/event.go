package claim

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/reading"
)

// event codes the claim's predicate after PLOVER (Political Language Ontology
// for Verifiable Event Records). Announced cooperation is agreement: a
// CONSULT, SUPPORT, COOPERATE or AID that lies ahead is an AGREE.
func (r *reader) event(c reading.Clause, d draft, claim *taggingv1.Claim) *taggingv1.Event {
	best := -1
	var typ, mode string
	for _, h := range r.HitsIn("event", c.First, c.Last) {
		distance := max(h.First-d.token, d.token-h.First)
		if best < 0 || distance < best {
			best, typ, mode = distance, h.Entry.Value, h.Entry.Attrs["mode"]
		}
	}
	if best < 0 {
		return nil
	}
	e := &taggingv1.Event{
		Type: taggingv1.EventType(taggingv1.EventType_value["EVENT_TYPE_"+typ]), Mode: mode,
		Historical: claim.Background, Future: c.Future, Hypothetical: c.Hypothetical, Negation: d.negated || d.inverted,
	}
	if e.Future {
		switch e.Type {
		case taggingv1.EventType_EVENT_TYPE_CONSULT, taggingv1.EventType_EVENT_TYPE_SUPPORT, taggingv1.EventType_EVENT_TYPE_COOPERATE, taggingv1.EventType_EVENT_TYPE_AID:
			e.Type, e.Mode = taggingv1.EventType_EVENT_TYPE_AGREE, ""
		}
	}
	return e
}

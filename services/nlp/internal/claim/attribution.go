package claim

import (
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/reading"
)

// author is the outermost link of every chain of attribution.
const author = reading.Author

// attribute says on whose word a claim rests, how certain each of them presents
// it, and which account it contradicts.
func (r *reader) attribute(c *taggingv1.Claim, d draft) {
	sources := r.Sources(d.token)
	c.Attribution = r.attribution(d, sources)
	c.Contradiction = r.ContradictionAt(d.token)
	chain, inner := c.GetAttribution().GetChain(), sources[len(sources)-1].Factuality
	for i, id := range chain {
		f := taggingv1.Factuality_FACTUALITY_UNKNOWN
		switch {
		case i == len(chain)-1:
			f = c.GetFactuality()
		case i < len(sources):
			f = shared(sources[i].Factuality, inner, c.GetFactuality())
		}
		c.Factualities = append(c.Factualities, &taggingv1.SourceFactuality{Source: id, Factuality: f})
	}
}

// shared is what a source makes of an event that the innermost one presents as
// f: f where it says the same, its reverse where it rejects that, else unknown.
func shared(source, inner reading.Factuality, f taggingv1.Factuality) taggingv1.Factuality {
	switch {
	case source == reading.FactUnknown || f == taggingv1.Factuality_FACTUALITY_UNKNOWN:
		return taggingv1.Factuality_FACTUALITY_UNKNOWN
	case source == inner:
		return f
	case f >= taggingv1.Factuality_FACTUALITY_CERTAIN_NOT:
		return f - (taggingv1.Factuality_FACTUALITY_CERTAIN_NOT - taggingv1.Factuality_FACTUALITY_CERTAIN)
	}
	return f + (taggingv1.Factuality_FACTUALITY_CERTAIN_NOT - taggingv1.Factuality_FACTUALITY_CERTAIN)
}

func (r *reader) attribution(d draft, sources []reading.Source) *taggingv1.Attribution {
	v := r.VoiceAt(d.token)
	a := &taggingv1.Attribution{Chain: []string{author}, SpeakerClass: speakerClasses[v.Class]}
	a.Form = [...]taggingv1.AttributionForm{
		reading.None:     taggingv1.AttributionForm_ATTRIBUTION_FORM_NONE,
		reading.Indirect: taggingv1.AttributionForm_ATTRIBUTION_FORM_INDIRECT,
		reading.Direct:   taggingv1.AttributionForm_ATTRIBUTION_FORM_DIRECT,
		reading.Mixed:    taggingv1.AttributionForm_ATTRIBUTION_FORM_MIXED,
	}[v.Form]
	link := func(id string) {
		if id != "" && a.Chain[len(a.Chain)-1] != id {
			a.Chain = append(a.Chain, id)
		}
	}
	for _, s := range sources[1:] {
		link(s.ID)
	}
	if v.Speaker >= 0 {
		if len(sources) == 1 {
			link(r.Actors[v.Speaker].ID)
		}
		a.Speaker = r.Doc.Text(v.Span)
	}
	if v.Form != reading.None {
		link(d.actor)
	}
	if a.SpeakerClass == taggingv1.SpeakerClass_SPEAKER_CLASS_UNSPECIFIED {
		a.SpeakerClass = taggingv1.SpeakerClass_SPEAKER_CLASS_UNATTRIBUTED
	}
	return a
}

var speakerClasses = map[string]taggingv1.SpeakerClass{
	"named_official":        taggingv1.SpeakerClass_SPEAKER_CLASS_NAMED_OFFICIAL,
	"named_nonofficial":     taggingv1.SpeakerClass_SPEAKER_CLASS_NAMED_NONOFFICIAL,
	"institution_statement": taggingv1.SpeakerClass_SPEAKER_CLASS_INSTITUTION_STATEMENT,
	"unnamed_official":      taggingv1.SpeakerClass_SPEAKER_CLASS_UNNAMED_OFFICIAL,
	"unnamed_insider":       taggingv1.SpeakerClass_SPEAKER_CLASS_UNNAMED_INSIDER,
	"leaked_document":       taggingv1.SpeakerClass_SPEAKER_CLASS_LEAKED_DOCUMENT,
	"other_media":           taggingv1.SpeakerClass_SPEAKER_CLASS_OTHER_MEDIA,
	"vague_experts":         taggingv1.SpeakerClass_SPEAKER_CLASS_VAGUE_EXPERTS,
}

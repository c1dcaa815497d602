package syntax

import "github.com/barograph/barograph/services/nlp/internal/syntax/feature"

// Label is what the tagger tells apart: both parts of speech at once, which
// settles each with the help of the other.
type Label struct {
	POS POS
	Tag Tag
}

// facts returns what the templates know of the label.
func (l Label) facts() feature.Label {
	var k feature.Kind
	if l.POS == VERB || l.POS == AUX {
		k |= feature.Verb
	}
	if l.Tag.Finite() {
		k |= feature.Finite
	}
	if l.POS == PUNCT {
		k |= feature.Break
	}
	switch l.Tag {
	case Comma, Colon:
		k |= feature.Comma
	case Open, Close:
		k |= feature.Quote
	}
	return feature.Label{Coarse: uint8(l.POS), Kind: k}
}

// Facts returns the tagger's labels as the templates see them.
func Facts(labels []Label) *feature.Labels {
	var f feature.Labels
	for i, l := range labels {
		f[i] = l.facts()
	}
	return &f
}

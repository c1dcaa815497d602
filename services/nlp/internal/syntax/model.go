package syntax

import (
	"errors"
	"fmt"

	"github.com/barograph/barograph/services/nlp/internal/syntax/feature"
	"github.com/barograph/barograph/services/nlp/internal/syntax/transition"
	"github.com/barograph/barograph/services/nlp/internal/syntax/weight"
)

// Parts are what training makes and a model file holds.
type Parts struct {
	// Labels are the tagger's, by number.
	Labels []Label
	// Classes maps hashed words (feature.Word.Lower) to the class of tags they
	// are known to have; classes count from 1.
	Classes map[uint64]uint16
	// Actions are the parser's, by number.
	Actions []transition.Action
	// Tagger and Parser are the weights; Parser is nil in a model that only tags.
	Tagger, Parser *weight.Table
}

// Model is a trained tagger and parser. It is immutable and safe to share.
type Model struct {
	parts Parts
	facts *feature.Labels
}

// ErrModel tells that a model's parts do not fit together.
var ErrModel = errors.New("invalid model")

// New makes a model of its parts.
func New(p Parts) (*Model, error) {
	if len(p.Labels) == 0 || len(p.Labels) > mostLabels {
		return nil, fmt.Errorf("make model: %d labels: %w", len(p.Labels), ErrModel)
	}
	if p.Tagger == nil {
		return nil, fmt.Errorf("make model: no tagger: %w", ErrModel)
	}
	if p.Parser != nil {
		if err := checkActions(p.Actions); err != nil {
			return nil, err
		}
	}
	return &Model{parts: p, facts: Facts(p.Labels)}, nil
}

// mostLabels leaves room for the numbers of the templates' own marks.
const mostLabels = 240

// checkActions makes sure that some action fits every state.
func checkActions(actions []transition.Action) error {
	var seen transition.Moves
	var ends bool
	for _, a := range actions {
		if int(a.Kind) >= len(seen) || int(a.Label) >= len(relationNames) {
			return fmt.Errorf("make model: action %v: %w", a, ErrModel)
		}
		seen[a.Kind] = true
		ends = ends || a == transition.Action{Kind: transition.Left, Label: uint8(Root)}
	}
	if len(actions) > weight.MostLabels || seen != (transition.Moves{true, true, true, true}) || !ends {
		return fmt.Errorf("make model: incomplete actions: %w", ErrModel)
	}
	return nil
}

// Machine are the relations that the transition machine must know.
func Machine() transition.Labels {
	return transition.Labels{Root: uint8(Root), Case: uint8(Case), Mark: uint8(Mark)}
}

// NewParser returns a parser of one goroutine.
func (m *Model) NewParser() *Parser { return &Parser{model: m} }

// Bytes is the memory that the model takes, without Go's own overhead.
func (m *Model) Bytes() int {
	n := m.parts.Tagger.Bytes() + 24*len(m.parts.Classes)
	if m.parts.Parser != nil {
		n += m.parts.Parser.Bytes()
	}
	return n
}

// Parts returns what the model is made of. It is shared, not copied.
func (m *Model) Parts() Parts { return m.parts }

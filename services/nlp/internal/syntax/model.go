package syntax

// Model is a trained tagger and parser. It is immutable and safe to share.
type Model struct{}

// Load decodes the embedded model.
func Load() (*Model, error) { return &Model{}, nil }

// NewParser returns a parser of one goroutine.
func (m *Model) NewParser() *Parser { return &Parser{model: m} }

package effect

import (
	_ "embed" // for the model
	"fmt"
	"strings"
)

// File is the name of the embedded model.
const File = "model/effect.bin.gz"

//go:embed model/effect.bin.gz
var file string

// Load decodes the embedded model. Models are for sharing: call it once.
func Load() (*Model, error) {
	m, err := Read(strings.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("load model: %w", err)
	}
	return m, nil
}

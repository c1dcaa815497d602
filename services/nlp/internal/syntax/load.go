package syntax

import (
	"embed"
	"fmt"
)

//go:embed model
var files embed.FS

// File is the name of the embedded model.
const File = "model/english.bin.gz"

// Load decodes the embedded model. It is worth sharing: call it once.
func Load() (*Model, error) {
	f, err := files.Open(File)
	if err != nil {
		return nil, fmt.Errorf("load model: %w", err)
	}
	m, err := Read(f)
	if err != nil {
		return nil, fmt.Errorf("load model: %w", err)
	}
	return m, f.Close()
}

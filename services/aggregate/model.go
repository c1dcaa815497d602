package aggregate

import (
	"fmt"
	"os"

	"github.com/barograph/barograph/services/aggregate/internal/assess"
)

// Model holds the parameters of the assessment.
type Model = assess.Model

// ReadModel reads a file with the parameters of the model for [Deps] and
// [NewBacktest]; nil, the built-in one, where no file is named. The error names
// every wrong parameter.
func ReadModel(path string) (*Model, error) {
	if path == "" {
		return nil, nil //nolint:nilnil // they take nil for the built-in model
	}
	file, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	model, err := assess.ReadModel(file)
	if err != nil {
		return nil, fmt.Errorf("model %s: %w", path, err)
	}
	return model, nil
}

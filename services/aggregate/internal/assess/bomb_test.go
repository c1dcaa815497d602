package assess_test

import (
	"io"
	"testing"

	"github.com/barograph/barograph/internal/bombtest"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
)

func TestBombs(t *testing.T) {
	bombtest.YAML(t, "prior", func(r io.Reader) error {
		_, err := assess.ParseModel(r)
		return err
	})
}

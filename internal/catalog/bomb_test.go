package catalog_test

import (
	"io"
	"testing"

	"github.com/barograph/barograph/internal/bombtest"
	"github.com/barograph/barograph/internal/catalog"
)

func TestBombs(t *testing.T) {
	bombtest.YAML(t, "initiatives", func(r io.Reader) error {
		_, err := catalog.Parse(r)
		return err
	})
}

package source_test

import (
	"io"
	"testing"

	"github.com/barograph/barograph/internal/bombtest"
	"github.com/barograph/barograph/services/ingest/internal/source"
)

func TestBombs(t *testing.T) {
	bombtest.YAML(t, "sources", func(r io.Reader) error {
		_, err := source.Parse(r, "")
		return err
	})
}

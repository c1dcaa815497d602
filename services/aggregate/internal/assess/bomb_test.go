package assess_test

import (
	"io"
	"strings"
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

func TestModelFileIsOneDocument(t *testing.T) {
	model, err := assess.DefaultModel()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := assess.ParseModel(strings.NewReader(model.File())); err != nil {
		t.Fatal(err)
	}
	if _, err := assess.ParseModel(strings.NewReader(model.File() + "\n---\nversion: another\n")); err == nil {
		t.Error("a second document is dropped")
	}
}

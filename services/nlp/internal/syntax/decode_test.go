package syntax_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/syntax/transition"
	"github.com/barograph/barograph/services/nlp/internal/syntax/weight"
)

// tiny returns a model with a handful of weights, encoded.
func tiny(t testing.TB) []byte {
	t.Helper()
	table := weight.Build([]weight.Feature{
		{Hash: 1, Weights: []weight.Weight{{Label: 0, Value: 1}, {Label: 1, Value: -.5}}},
		{Hash: 1 << 63, Weights: []weight.Weight{{Label: 1, Value: .25}}},
	})
	m, err := syntax.New(syntax.Parts{
		Labels:  []syntax.Label{{POS: syntax.NOUN, Tag: syntax.NN}, {POS: syntax.VERB, Tag: syntax.VB}},
		Classes: map[uint64]uint16{7: 1, 9: 2},
		Actions: []transition.Action{
			{Kind: transition.Shift}, {Kind: transition.Reduce},
			{Kind: transition.Left, Label: uint8(syntax.Root)}, {Kind: transition.Right, Label: uint8(syntax.Obj)},
		},
		Tagger: table, Parser: table,
	})
	if err != nil {
		t.Fatal(err)
	}
	return encode(t, m)
}

func encode(t testing.TB, m *syntax.Model) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWriteReadsBack(t *testing.T) {
	embedded, err := os.ReadFile(syntax.File)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"tiny": tiny(t), "embedded": embedded} {
		m, err := syntax.Read(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if again := encode(t, m); !bytes.Equal(again, data) {
			t.Errorf("%s: %d bytes became %d others", name, len(data), len(again))
		}
	}
}

// The file is the one that training wrote and the model card describes.
func TestChecksum(t *testing.T) {
	data, err := os.ReadFile(syntax.File)
	if err != nil {
		t.Fatal(err)
	}
	sum := fmt.Sprintf("%x", sha256.Sum256(data))
	for _, name := range []string{"model/SHA256", "model/MODEL-CARD.md"} {
		said, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(said), sum) {
			t.Errorf("%s does not name the embedded model's checksum %s", name, sum)
		}
	}
}

func TestDamageIsFound(t *testing.T) {
	data := tiny(t)
	for n := range len(data) {
		if _, err := syntax.Read(bytes.NewReader(data[:n])); err == nil {
			t.Errorf("read the first %d of %d bytes as a model", n, len(data))
		}
	}
	if _, err := syntax.New(syntax.Parts{}); err == nil {
		t.Error("made a model of nothing")
	}
}

// What decodes, whatever it is, must parse without harm.
func FuzzRead(f *testing.F) {
	f.Add(tiny(f))
	f.Add([]byte("\x1f\x8b"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := syntax.Read(bytes.NewReader(data))
		if err != nil {
			return
		}
		parse(t, m.NewParser(), sample)
	})
}

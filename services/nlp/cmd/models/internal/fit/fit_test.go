package fit_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/barograph/barograph/services/nlp/cmd/models/internal/fit"
	"github.com/barograph/barograph/services/nlp/internal/effect"
)

func example(label fit.Label, initiative string, names ...string) fit.Example {
	e := fit.Example{Passage: fit.Passage{Label: label, Initiative: initiative}}
	for _, n := range names {
		e.Features = append(e.Features, effect.Feature{Name: n, Count: 1000})
	}
	return e
}

// separable are examples that a word each tells apart.
func separable() []fit.Example {
	var out []fit.Example
	for i := range 40 {
		initiative := string(rune('a' + i%10))
		out = append(out, example(fit.Raises, initiative, "w=up", "w=it"), example(fit.Lowers, initiative, "w=down", "w=it"),
			example(fit.Neither, initiative, "w=it"), example(fit.Both, initiative, "w=up", "w=down"))
	}
	return out
}

func TestTrain(t *testing.T) {
	m := fit.Train(separable(), fit.Default())
	up := m.Read([]effect.Feature{{Name: "w=up", Count: 1000}})
	down := m.Read([]effect.Feature{{Name: "w=down", Count: 1000}})
	none := m.Read([]effect.Feature{{Name: "w=it", Count: 1000}})
	if up.Balance() < 500 || down.Balance() > -500 || none.Raises > 400 || none.Lowers > 400 {
		t.Errorf("up %+v, down %+v, neither %+v", up, down, none)
	}
}

func TestTrainTwice(t *testing.T) {
	var a, b bytes.Buffer
	if err := fit.Train(separable(), fit.Default()).Write(&a); err != nil {
		t.Fatal(err)
	}
	if err := fit.Train(separable(), fit.Default()).Write(&b); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the same examples give another model")
	}
}

func TestCrossValidate(t *testing.T) {
	if s := fit.CrossValidate(separable(), fit.Default()); s.Passages != 120 || s.Right != 120 || s.Telling != 80 || s.Sides != 80 || s.Flips != 0 {
		t.Errorf("%+v", s)
	}
}

func TestCorpusErrors(t *testing.T) {
	for name, line := range map[string]string{"columns": "+\tnews\tx\ttext", "effect": "!\tnews\tx\ttext\t", "nothing": ""} {
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, "a.tsv"), []byte(line), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := fit.Open(folder); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// The corpus is text of our own: every line is whole, and no passage stands twice.
func TestCorpus(t *testing.T) {
	passages, err := fit.Open("../../../../training/effect")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, p := range passages {
		if p.Text == "" || p.Genre == "" || p.Initiative == "" || strings.TrimSpace(p.Text) != p.Text {
			t.Errorf("not whole: %+v", p)
		}
		if seen[p.Text] {
			t.Errorf("twice: %s", p.Text)
		}
		seen[p.Text] = true
	}
}

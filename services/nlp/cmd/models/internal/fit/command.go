package fit

import (
	"bytes"
	_ "embed" // for the card's text
	"fmt"
	"io"
	"path/filepath"
	"text/template"

	"github.com/barograph/barograph/services/nlp/cmd/models/internal/modelcard"
	"github.com/barograph/barograph/services/nlp/internal/effect"
)

//go:embed card.md.tmpl
var cardText string

// card is what the model card says.
type card struct {
	Passages, Initiatives int
	Counts                map[string]int
	Recipe                Recipe
	Scores                Scores
	SHA256                string
	Bytes, Features       int
}

// Produce trains the model on the corpus of a folder and writes it with its
// card into the target folder.
func Produce(folder, target string, out io.Writer) error {
	passages, err := Open(folder)
	if err != nil {
		return err
	}
	r, err := NewReader()
	if err != nil {
		return err
	}
	examples := r.Examples(passages)
	recipe := Default()
	m := Train(examples, recipe)
	c := card{Passages: len(passages), Counts: map[string]int{}, Recipe: recipe, Scores: CrossValidate(examples, recipe), Features: m.Features()}
	initiatives := map[string]bool{}
	for _, p := range passages {
		c.Counts[[...]string{"neither", "raises", "lowers", "both"}[p.Label]]++
		initiatives[p.Initiative] = true
	}
	c.Initiatives = len(initiatives)
	fmt.Fprintf(out, "effect: %d passages, %d features, cross-validated %+v\n", c.Passages, c.Features, c.Scores)
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		return err
	}
	c.Bytes, c.SHA256 = b.Len(), modelcard.Sum(b.Bytes())
	return c.save(target, b.Bytes())
}

func (c card) save(folder string, model []byte) error {
	percent := func(a, b int) string { return fmt.Sprintf("%.1f", 100*float64(a)/float64(b)) }
	text, err := modelcard.Render(cardText, template.FuncMap{"percent": percent}, c)
	if err != nil {
		return err
	}
	return modelcard.Save(folder, filepath.Base(effect.File), model, text)
}

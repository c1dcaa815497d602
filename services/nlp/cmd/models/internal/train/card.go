package train

import (
	"bytes"
	_ "embed" // for the card's text
	"fmt"
	"path/filepath"
	"text/template"

	"github.com/barograph/barograph/services/nlp/cmd/models/internal/modelcard"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

//go:embed card.md.tmpl
var cardText string

// card is what the model card says.
type card struct {
	Train, Dev     []Corpus
	Drill, Copies  int
	Recipe         Recipe
	Scores         []Scores
	Probes         []Probe
	SHA256         string
	Bytes, Memory  int
	Labels         int
	Actions        int
	Features       [2]int
	Weights        [2]int
	LoadMillis     int
	WordsPerSecond int
}

// save writes the model, its checksum and its card into the folder.
func save(m *syntax.Model, c card, folder string, now Clock) error {
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		return err
	}
	start := now()
	again, err := syntax.Read(bytes.NewReader(b.Bytes()))
	if err != nil {
		return err
	}
	c.LoadMillis = int(now().Sub(start).Milliseconds())
	c.SHA256 = modelcard.Sum(b.Bytes())
	parts := again.Parts()
	c.Bytes, c.Memory, c.Labels, c.Actions = b.Len(), again.Bytes(), len(parts.Labels), len(parts.Actions)
	c.Features = [2]int{parts.Tagger.Features(), parts.Parser.Features()}
	c.Weights = [2]int{parts.Tagger.Entries(), parts.Parser.Entries()}
	for _, d := range c.Dev {
		s := Evaluate(again, d, now)
		c.Scores = append(c.Scores, s)
		c.WordsPerSecond += int(s.Speed) / len(c.Dev)
	}
	text, err := c.render()
	if err != nil {
		return err
	}
	return modelcard.Save(folder, filepath.Base(syntax.File), b.Bytes(), text)
}

func (c card) render() ([]byte, error) {
	percent := func(x float64) string { return fmt.Sprintf("%.2f", 100*x) }
	mega := func(n int) string { return fmt.Sprintf("%.1f", float64(n)/1e6) }
	return modelcard.Render(cardText, template.FuncMap{"percent": percent, "mega": mega}, c)
}

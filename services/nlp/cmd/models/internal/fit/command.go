package fit

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // for the card's text
	"fmt"
	"io"
	"os"
	"path/filepath"
	"text/template"
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
	c.Bytes, c.SHA256 = b.Len(), fmt.Sprintf("%x", sha256.Sum256(b.Bytes()))
	return c.save(target, b.Bytes())
}

func (c card) save(folder string, model []byte) error {
	percent := func(a, b int) string { return fmt.Sprintf("%.1f", 100*float64(a)/float64(b)) }
	t, err := template.New("card").Funcs(template.FuncMap{"percent": percent}).Parse(cardText)
	if err != nil {
		return fmt.Errorf("write model card: %w", err)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, c); err != nil {
		return fmt.Errorf("write model card: %w", err)
	}
	for name, data := range map[string][]byte{
		"effect.bin.gz": model, "SHA256": []byte(c.SHA256 + "  effect.bin.gz\n"), "MODEL-CARD.md": b.Bytes(),
	} {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
			return fmt.Errorf("save model: %w", err)
		}
	}
	return nil
}

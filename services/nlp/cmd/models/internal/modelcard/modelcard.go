// Package modelcard writes a model into a folder, with the card that says what it
// was trained on and how well it does.
package modelcard

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"text/template"
)

// Sum is the checksum of a model that cards and checksum files give: SHA-256 in
// lower-case hexadecimal.
func Sum(model []byte) string { return fmt.Sprintf("%x", sha256.Sum256(model)) }

// Save writes a model under its file name, its checksum as SHA256 and its card as
// MODEL-CARD.md.
func Save(folder, name string, model, card []byte) error {
	for file, data := range map[string][]byte{
		name: model, "SHA256": []byte(Sum(model) + "  " + name + "\n"), "MODEL-CARD.md": card,
	} {
		if err := os.WriteFile(filepath.Join(folder, file), data, 0o644); err != nil {
			return fmt.Errorf("save model: %w", err)
		}
	}
	return nil
}

// Render fills in the text of a card.
func Render(text string, funcs template.FuncMap, facts any) ([]byte, error) {
	t, err := template.New("card").Funcs(funcs).Parse(text)
	if err != nil {
		return nil, fmt.Errorf("write model card: %w", err)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, facts); err != nil {
		return nil, fmt.Errorf("write model card: %w", err)
	}
	return b.Bytes(), nil
}

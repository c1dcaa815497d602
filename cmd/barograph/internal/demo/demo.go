// Package demo holds the data of `barograph up --demo`: a catalogue of seven
// initiatives, a file of sources, and articles. The articles are synthetic
// samples: outlets, quotations and figures in them are invented.
package demo

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/articlefile"
	"github.com/barograph/barograph/internal/catalog"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

//go:embed catalog.yaml sources.yaml articles/*.article.json
var files embed.FS

// Mark is how the byline of every bundled article begins.
const Mark = "Synthetic sample"

// Now is when the demo takes place: its clock stands still, so that its
// questions stay open and its results stay the same.
func Now() time.Time { return time.Date(2026, time.May, 1, 12, 0, 0, 0, time.UTC) }

// Catalogue is the catalogue of initiatives, parsed.
func Catalogue() ([]*initiativev1.Initiative, error) {
	data, err := CatalogueFile()
	if err != nil {
		return nil, err
	}
	initiatives, err := catalog.Parse(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("read demo catalogue: %w", err)
	}
	return initiatives, nil
}

// CatalogueFile is the file of initiatives.
func CatalogueFile() ([]byte, error) {
	data, err := files.ReadFile("catalog.yaml")
	if err != nil {
		return nil, fmt.Errorf("read demo catalogue: %w", err)
	}
	return data, nil
}

// Sources is the file of sources.
func Sources() ([]byte, error) {
	data, err := files.ReadFile("sources.yaml")
	if err != nil {
		return nil, fmt.Errorf("read demo sources: %w", err)
	}
	return data, nil
}

// WriteSources writes the file of sources to a path.
func WriteSources(path string) error {
	data, err := Sources()
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		return fmt.Errorf("write demo sources: %w", err)
	}
	return nil
}

// Articles are the bundled articles in the order of their file names; of an
// article and its correction the correction comes later.
func Articles() ([]*ingestv1.Submission, error) {
	names, err := fs.Glob(files, "articles/*.article.json")
	if err != nil {
		return nil, fmt.Errorf("list demo articles: %w", err)
	}
	var articles []*ingestv1.Submission
	for _, name := range names {
		data, err := files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read demo article: %w", err)
		}
		article, err := articlefile.JSON(data)
		if err != nil {
			return nil, fmt.Errorf("read demo article %s: %w", name, err)
		}
		articles = append(articles, article)
	}
	return articles, nil
}

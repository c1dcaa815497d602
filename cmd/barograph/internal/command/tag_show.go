package command

import (
	"bytes"
	"fmt"
	"os"

	"github.com/barograph/barograph/cmd/barograph/internal/hypertext"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	"github.com/barograph/barograph/services/nlp"
)

// tagShow shows articles as the command line asks.
type tagShow struct {
	*tagCommand
	*session
	tagger    *nlp.Tagger
	explained []*nlp.Explanation // kept for one page
}

// article shows one article, of which some came before.
func (t *tagShow) article(a *articlev1.Article, before int) error {
	gap := ""
	if before > 0 {
		gap = "\n"
	}
	switch {
	case t.HTML != "":
		t.explained = append(t.explained, t.tagger.Explain(a))
		return nil
	case t.Explain:
		part := render.Part{Sentence: t.Sentence, Initiative: t.Initiative}
		return t.print(gap+render.Reading(t.style, t.tagger.Explain(a), part), nil)
	case t.Output == "json":
		return t.print(render.JSON(t.tagger.Tag(a)))
	case t.Output == "jsonl":
		return t.print(render.SparseLine(t.tagger.Tag(a)))
	}
	return t.print(gap+render.Tagged(t.style, t.tagger.Tag(a)), nil)
}

// finish writes the page, if one is asked for.
func (t *tagShow) finish() error {
	if t.HTML == "" {
		return nil
	}
	var page bytes.Buffer
	if err := hypertext.Write(&page, t.explained); err != nil {
		return err
	}
	if t.HTML == "-" {
		return t.print(page.String(), nil)
	}
	if err := os.WriteFile(t.HTML, page.Bytes(), 0o644); err != nil { //nolint:gosec // a page to be shown to others
		return fmt.Errorf("write page: %w", err)
	}
	t.note("Wrote %s: articles: %d.", terminal.Clean(t.HTML), len(t.explained))
	return nil
}

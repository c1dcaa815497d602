package command

import (
	"cmp"
	"context"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/articlefile"
	"github.com/barograph/barograph/cmd/barograph/internal/demo"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/nlp"
)

type tagCommand struct {
	Paths      []string `arg:"" name:"path" help:"Files, folders, or - for standard input, as with submit."`
	Catalog    string   `type:"existingfile" placeholder:"FILE" help:"Initiatives, YAML or JSON (default: those of the demo)."`
	Actors     string   `type:"path" placeholder:"PATH" help:"Actors of your own, a file or a folder of .tsv files (docs/actors.md)."`
	Output     string   `short:"o" enum:"table,json,jsonl" default:"table" help:"Format: ${enum}."`
	Explain    bool     `help:"Show sentence by sentence what was read and why."`
	HTML       string   `name:"html" placeholder:"FILE" help:"With --explain: write one HTML page for a browser instead; - for standard output."`
	Sentence   int      `placeholder:"N" help:"With --explain: only this sentence."`
	Initiative string   `placeholder:"ID" help:"With --explain: only sentences about this initiative."`
}

// Help shows examples.
func (tagCommand) Help() string {
	return "What nlp would read, without any server. The article_id is the file's id, for text its name.\n\nExamples:\n\n" +
		"  barograph tag article.txt\n  barograph tag articles/ --catalog catalog.yaml -o jsonl > tagged.jsonl\n" +
		"  barograph tag --explain article.txt --initiative gaza-isf\n  barograph tag --explain --html article.html article.txt"
}

// check refuses flags that do not go together.
func (c *tagCommand) check() error {
	switch {
	case c.Explain && c.Output != "table":
		return exit.Errorf(exit.Usage, "--explain is for people: it has no -o %s; leave out one of the two, or take --html FILE", c.Output)
	case !c.Explain && (c.HTML != "" || c.Sentence != 0 || c.Initiative != ""):
		return exit.Errorf(exit.Usage, "--html, --sentence and --initiative need --explain")
	case c.HTML != "" && (c.Sentence != 0 || c.Initiative != ""):
		return exit.Errorf(exit.Usage, "--html shows whole articles; --sentence and --initiative are for the terminal")
	case c.Sentence < 0:
		return exit.Errorf(exit.Usage, "--sentence: sentences count from 1")
	}
	return nil
}

// Run tags every article.
func (c *tagCommand) Run(ctx context.Context, s *session) error {
	if err := c.check(); err != nil {
		return err
	}
	initiatives, err := offlineCatalogue(c.Catalog)
	if err != nil {
		return err
	}
	actors, err := nlp.ReadActors(c.Actors)
	if err != nil {
		return &exit.Error{Code: exit.Usage, Err: err}
	}
	tagger, err := nlp.NewTagger(initiatives, 1, nlp.WithActors(actors))
	if err != nil {
		return &exit.Error{Code: exit.Usage, Err: err}
	}
	show := &tagShow{tagCommand: c, session: s, tagger: tagger}
	failed, done := 0, 0
	for item := range articlefile.Read(c.Paths, s.In) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if item.Err != nil {
			s.note("%s: %s", terminal.Clean(item.Name), terminal.Clean(item.Err.Error()))
			failed++
			continue
		}
		if err := show.article(offline(item), done); err != nil {
			return err
		}
		done++
	}
	if err := show.finish(); err != nil {
		return err
	}
	if failed > 0 {
		return exit.Errorf(exit.Failure, "%d of %d articles failed", failed, failed+done)
	}
	return nil
}

func offlineCatalogue(path string) ([]*initiativev1.Initiative, error) {
	if path == "" {
		return demo.Catalogue()
	}
	return readCatalogue(path, nil)
}

// offline makes an article of a file as ingest would, but for its id and its
// source, of which only the name is known.
func offline(item articlefile.Item) *articlev1.Article {
	in := item.Submission
	name := strings.TrimSuffix(filepath.Base(item.Name), filepath.Ext(item.Name))
	source := in.GetSource()
	if source == "" {
		if address, err := url.Parse(in.GetUrl()); err == nil {
			source = strings.TrimPrefix(address.Hostname(), "www.")
		}
	}
	return &articlev1.Article{
		Id: cmp.Or(in.GetExternalId(), name), Revision: 1, ExternalId: in.GetExternalId(), Url: in.GetUrl(), CanonicalUrl: in.GetUrl(),
		Source: &articlev1.Source{Id: cmp.Or(strings.ToLower(source), "unknown"), Name: source},
		Title:  in.GetTitle(), Byline: in.GetByline(), Language: in.GetLanguage(), Text: in.GetText(),
		PublishedTime: in.GetPublishedTime(), KnownTime: in.GetPublishedTime(),
	}
}
